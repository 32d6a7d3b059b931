import type { Piece } from "./kit/piece.ts";
import { put } from "./kit/shape.ts";
import { backdrop, backdrops, setDown, shadowColour, shadowFilter } from "./kit/stage.ts";
import { markShape } from "./mark.ts";
import { wordmark } from "./wordmark.ts";

/** The card that link previews show: the product to the right, mark and wordmark to the left, 1200 × 630. */
export function openGraph(piece: Piece, category: string): string {
  const tint = backdrops[category] ?? { air: "#F6F5F1", ground: "#E6E3DA" };
  const onWall = piece.set === "wall";
  const [x, y, scale] = onWall ? [826, 318, 0.74] : [800, 556, 0.72];
  const ink = category === "light" ? "#F6F5F1" : "#0E2A30";
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630"><defs>${shadowFilter("cast", shadowColour(tint))}</defs>` +
    backdrop(tint, 1200, 630, onWall ? 588 : 488) +
    setDown(piece, x, y, scale * (piece.scale ?? 1), "cast") +
    put(`<path d="${markShape}" fill="${ink}"/>`, 80, 168, 2.5) +
    put(wordmark(ink), 84, 322, 0.5) +
    `</svg>`
  );
}
