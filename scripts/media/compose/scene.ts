import { catalogue } from "../../../db/seed/catalogue.ts";
import { artwork } from "../artwork.ts";
import { n } from "../kit/path.ts";
import type { Piece } from "../kit/piece.ts";
import { flat, line, put } from "../kit/shape.ts";
import { type Backdrop, glowOf, setDown, shadowColour, shadowFilter, swell } from "../kit/stage.ts";
import { shift } from "../kit/tones.ts";

/** One product in a scene: which, in which of its colours, where its origin goes, and how large. */
export type Placed = readonly [slug: string, colour: number, x: number, y: number, scale: number, turn?: number];

export function pieceOf(slug: string, colour: number): Piece {
  const product = catalogue.products.find((candidate) => candidate.slug === slug);
  const draw = artwork[slug];
  const swatch = product?.colours[colour]?.swatch;
  if (!draw || !swatch) throw new Error(`There is no drawing of ${slug} in colour ${colour}`);
  return draw(swatch, "front");
}

/** The light of every lamp in a scene; it lies behind all goods, or one lamp would cover its neighbour. */
export const glows = (goods: readonly Placed[], tint: Backdrop): string =>
  goods.map(([slug, colour, x, y, scale]) => glowOf(pieceOf(slug, colour), x, y, scale * 0.6, tint)).join("");

/** Sets goods down from the back to the front, each with its shadow. */
export function setOut(goods: readonly Placed[]): string {
  return goods
    .map(([slug, colour, x, y, scale, turn = 0]) => setDown(pieceOf(slug, colour), x, y, scale, "cast", turn))
    .join("");
}

/** Goods that hang in the open air cast no shadow on anything near. */
export const hang = (goods: readonly Placed[]): string =>
  goods.map(([slug, colour, x, y, scale, turn = 0]) => put(pieceOf(slug, colour).art, x, y, scale, turn)).join("");

export function svgOf(width: number, height: number, tint: Backdrop, body: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<defs>${shadowFilter("cast", shadowColour(tint))}</defs>${body}</svg>`
  );
}

/** Rules of waves between `top` and `foot`, closer together the further out. */
export function sea(width: number, top: number, foot: number, colour: string): string {
  let out = flat(`M0 ${n(top)}H${width}V${n(foot)}H0Z`, colour);
  for (let i = 1; i < 8; i++) {
    const y = top + (foot - top) * (i / 8) ** 1.7;
    const half = swell(width, y, 0, 2 + i).replace(/V.*$/, "");
    out += line(half, shift(colour, i % 2 === 0 ? -0.05 : 0.06), 2.4, 0.8);
  }
  return out;
}

/** A far headland that falls to the sea, with a light on its end. */
export function headland(x: number, y: number, scale: number, colour: string, lighthouse = false): string {
  const hill =
    "M0 0C60 -40 120 -52 190 -60C260 -96 330 -128 420 -132C500 -136 560 -90 640 -78C700 -70 760 -40 820 -34C860 -30 890 -10 920 0Z";
  const tower = lighthouse
    ? flat("M838 0L846 -92L862 -92L870 0Z", "#F6F5F1") +
      flat("M844 -64L864 -64L865 -50L843 -50Z", "#D9482B") +
      flat("M846 -106H862V-92H846ZM844 -110L854 -118L864 -110Z", "#0E2A30")
    : "";
  return put(
    flat(hill, colour) +
      flat(
        "M300 0C380 -60 420 -110 430 -131C500 -134 560 -90 640 -78C700 -70 760 -40 820 -34C860 -30 890 -10 920 0Z",
        shift(colour, -0.04),
      ) +
      tower,
    x,
    y,
    scale,
  );
}
