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

/** Scenes of several goods: the home page's, wide and tall, and one still life per category. */
export function composePlan(): Job[] {
  return [
    { base: "media/compose/home", svg: homeLandscape(), files: widths("home", [640, 960, 1280, 1920], 9 / 16) },
    { base: "media/compose/home-portrait", svg: homePortrait(), files: widths("home-portrait", [640, 960], 5 / 4) },
    ...stillCategories.map(
      (category): Job => ({
        base: `media/compose/${category}`,
        svg: still(category),
        files: widths(category, [640, 1280], 2 / 3),
      }),
    ),
  ];
}
