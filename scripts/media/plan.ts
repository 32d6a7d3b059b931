import { createHash } from "node:crypto";
import { catalogue } from "../../db/seed/catalogue.ts";
import { AVIF_WIDTHS, PICTURE_WIDTHS } from "../../db/seed/types.ts";
import { artwork } from "./artwork.ts";
import { composePlan } from "./compose.ts";
import { iconPlan } from "./icons.ts";
import { picture } from "./kit/stage.ts";
import { openGraph } from "./open-graph.ts";

export interface Rendition {
  /** Path under `public/`. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly format: "webp" | "avif" | "jpeg" | "png" | "svg";
}

/** One drawing and the files that are made from it. */
export interface Job {
  readonly base: string;
  readonly svg: string;
  readonly files: readonly Rendition[];
}

/** Raise the number when encoder settings change, so that every file is made anew. */
const ENCODER = "2";

export const hashOf = (job: Job): string =>
  createHash("sha256")
    .update(`${ENCODER}\n${JSON.stringify(job.files)}\n${job.svg}`)
    .digest("hex")
    .slice(0, 16);

function productJobs(): Job[] {
  return catalogue.products.flatMap((product) => {
    const draw = artwork[product.slug];
    if (!draw) return [];
    const pictures = product.pictures.map((wanted): Job => {
      const swatch = product.colours.find((colour) => colour.code === wanted.colour)?.swatch ?? "#5B6F76";
      const base = wanted.base.slice(1);
      const rendition =
        (format: "webp" | "avif") =>
        (width: number): Rendition => ({ file: `${base}-${width}.${format}`, width, height: width * 1.25, format });
      return {
        base,
        svg: picture(draw(swatch, wanted.view), product.category, wanted.view),
        files: [...PICTURE_WIDTHS.map(rendition("webp")), ...AVIF_WIDTHS.map(rendition("avif"))],
      };
    });
    const first = product.colours[0]?.swatch ?? "#5B6F76";
    const file = `media/og/${product.slug}.jpg`;
    const card: Job = {
      base: `media/og/${product.slug}`,
      svg: openGraph(draw(first, "front"), product.category),
      files: [{ file, width: 1200, height: 630, format: "jpeg" }],
    };
    return [...pictures, card];
  });
}

/** Every picture of the shop, drawn but not yet rendered. */
export const plan = (): Job[] => [...iconPlan(), ...composePlan(), ...productJobs()];
