import { homeLandscape, homePortrait } from "./compose/home.ts";
import { still, stillCategories } from "./compose/shelves.ts";
import type { Job, Rendition } from "./plan.ts";

const widths = (name: string, sizes: readonly number[], ratio: number): Rendition[] =>
  sizes.map((width) => ({
    file: `media/compose/${name}-${width}.webp`,
    width,
    height: Math.round(width * ratio),
    format: "webp",
  }));

/** The link preview of a page that shows this scene, cut from its middle. */
const card = (name: string): Rendition => ({
  file: `media/og/${name}.jpg`,
  width: 1200,
  height: 630,
  format: "jpeg",
});

// The home page's scene already has the plain name, so the shelf called "home" takes a longer one.
const nameOf = (category: string): string => (category === "home" ? "home-shelf" : category);

/** Scenes of several goods: the home page's, wide and tall, and one still life per category. */
export function composePlan(): Job[] {
  return [
    {
      base: "media/compose/home",
      svg: homeLandscape(),
      files: [...widths("home", [640, 960, 1280, 1920], 9 / 16), card("shop")],
    },
    { base: "media/compose/home-portrait", svg: homePortrait(), files: widths("home-portrait", [640, 960], 5 / 4) },
    ...stillCategories.map(
      (category): Job => ({
        base: `media/compose/${nameOf(category)}`,
        svg: still(category),
        files: [...widths(nameOf(category), [640, 1280], 2 / 3), card(`shelf-${category}`)],
      }),
    ),
  ];
}
