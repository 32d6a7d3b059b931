import { n } from "./path.ts";
import type { Piece } from "./piece.ts";
import { flat, line, put } from "./shape.ts";
import { mix, shift } from "./tones.ts";

export interface Backdrop {
  readonly air: string;
  readonly ground: string;
}

export const backdrops: Readonly<Record<string, Backdrop>> = {
  outerwear: { air: "#DCE7E4", ground: "#C6D6D2" },
  bags: { air: "#EBE0CA", ground: "#DCCDB0" },
  light: { air: "#55737A", ground: "#46626A" },
  kitchen: { air: "#F1E6D6", ground: "#E2D2BA" },
  home: { air: "#E9DED6", ground: "#D8C9BE" },
  tools: { air: "#D9E0E1", ground: "#C4CFD1" },
  camp: { air: "#DFE5CF", ground: "#CBD4B6" },
  pocket: { air: "#F3E6BE", ground: "#E6D49C" },
};

/** The swell: the one line that runs through every picture of the shop. */
export function swell(width: number, y: number, height: number, lift = 7): string {
  const step = width / 2;
  const top = `M0 ${n(y)}C${n(step * 0.35)} ${n(y - lift)} ${n(step * 0.65)} ${n(y - lift)} ${n(step)} ${n(y)}S${n(step * 1.65)} ${n(y + lift)} ${n(width)} ${n(y)}`;
  return `${top}V${n(y + height)}H0Z`;
}

export function backdrop(tint: Backdrop, width: number, height: number, horizon: number): string {
  const rule = (y: number, opacity: number) =>
    line(swell(width, y, 0).replace(/V.*$/, ""), shift(tint.ground, -0.05), 2, opacity);
  return (
    flat(`M0 0H${width}V${height}H0Z`, tint.air) +
    flat(swell(width, horizon, height - horizon), tint.ground) +
    rule(horizon + 16, 0.7) +
    rule(horizon + 30, 0.35)
  );
}

/** Recolours whatever is drawn through it, so that a shadow has the exact outline of its thing. */
export function shadowFilter(id: string, colour: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  return (
    `<filter id="${id}" filterUnits="userSpaceOnUse" x="-3000" y="-3000" width="6000" height="6000" color-interpolation-filters="sRGB">` +
    `<feColorMatrix values="0 0 0 0 ${r?.toFixed(3)} 0 0 0 0 ${g?.toFixed(3)} 0 0 0 0 ${b?.toFixed(3)} 0 0 0 1 0"/></filter>`
  );
}

/** Sets a piece down: cast shadow first (to the right on the ground, to the lower right on a wall), then the piece. */
export function setDown(piece: Piece, x: number, y: number, scale: number, filter: string, turn = 0): string {
  const cast =
    piece.set === "wall"
      ? put(`<g filter="url(#${filter})">${piece.art}</g>`, x + 20 * scale, y + 24 * scale, scale, turn)
      : `<g transform="translate(${n(x)} ${n(y)}) scale(${scale}) matrix(1 0 -0.62 0.2 0 0)"><g filter="url(#${filter})">${piece.art}</g></g>`;
  const contact =
    piece.set === "ground" && piece.foot
      ? `<ellipse cx="${n(x + 8 * scale)}" cy="${n(y)}" rx="${n(piece.foot * scale * 1.04)}" ry="${n(piece.foot * scale * 0.16)}" fill="#0E2A30" opacity="0.22"/>`
      : "";
  return (piece.under ? put(piece.under, x, y, scale, turn) : "") + cast + contact + put(piece.art, x, y, scale, turn);
}

export function shadowColour(tint: Backdrop): string {
  return mix(shift(tint.ground, -0.085), "#0E2A30", 0.06);
}

/** Rings of warm light behind a lit lamp. */
export function glowOf(piece: Piece, x: number, y: number, scale: number, tint: Backdrop): string {
  if (!piece.glow) return "";
  const at = piece.glow.at.map((v) => v * scale) as [number, number];
  const r = piece.glow.r * scale;
  const ring = (k: number, t: number) =>
    `<circle cx="${n(x + at[0])}" cy="${n(y + at[1])}" r="${n(r * k)}" fill="${mix(tint.air, "#FFD98A", t)}"/>`;
  return ring(1, 0.1) + ring(0.72, 0.2) + ring(0.46, 0.36);
}

/** A whole product picture, 800 × 1000 units. `detail` moves in on the piece's focus. */
export function picture(piece: Piece, category: string, view: string): string {
  const tint = backdrops[category] ?? { air: "#F6F5F1", ground: "#E6E3DA" };
  const onWall = piece.set === "wall";
  const scale = piece.scale ?? 1;
  const [x, y] = onWall ? [394, 462] : [368, 822 - (piece.rise ?? 0)];
  const scene =
    backdrop(tint, 800, 1000, onWall ? 906 : 700 - (piece.rise ?? 0)) +
    glowOf(piece, x, y, scale, tint) +
    setDown(piece, x, y, scale, "cast");
  const [fx, fy, zoom] = piece.focus;
  const body =
    view === "detail"
      ? flat("M0 0H800V1000H0Z", onWall ? tint.air : tint.ground) +
        `<g transform="translate(400 500) scale(${zoom}) translate(${n(-x - fx * scale)} ${n(-y - fy * scale)})">${scene}</g>`
      : scene;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1000" viewBox="0 0 800 1000">` +
    `<defs>${shadowFilter("cast", shadowColour(tint))}</defs>${body}</svg>`
  );
}
