import { n, type Point, walk } from "./path.ts";
import { type Tones, tones } from "./tones.ts";

const FAR = "M-3000-3000H3000V3000H-3000Z";

function nameOf(d: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < d.length; i++) hash = Math.imul(hash ^ d.charCodeAt(i), 0x01000193);
  return `c${(hash >>> 0).toString(36)}`;
}

interface Light {
  /** Width of the lit edge, upper left. */
  readonly rim?: number;
  /** How far the shade reaches in from the lower right, as [x, y]. */
  readonly fall?: Point;
}

/** Draws `inner` only where the closed path `d` is. */
export function within(d: string, inner: string): string {
  const id = nameOf(d);
  return `<clipPath id="${id}"><path d="${d}"/></clipPath><g clip-path="url(#${id})">${inner}</g>`;
}

/**
 * A closed shape of one material under the house light: a lit edge upper left, a flat shade lower right. Texture given
 * as `inner` lies under both, so light falls on pattern and ground alike.
 */
export function solid(d: string, paint: string | Tones, inner = "", { rim = 5, fall = [22, 12] }: Light = {}): string {
  const t = typeof paint === "string" ? tones(paint) : paint;
  const lit = rim === 0 ? "" : cut(d, rim, rim * 0.8, t.lit, 0.75);
  const shade = fall[0] === 0 && fall[1] === 0 ? "" : cut(d, -fall[0], -fall[1], t.deep, 0.5);
  return within(d, `<path d="${d}" fill="${t.base}"/>${inner}${shade}${lit}`);
}

// Everything outside a shifted copy of the shape: with the clip of the shape itself this leaves one crescent.
function cut(d: string, dx: number, dy: number, fill: string, opacity: number): string {
  return `<g transform="translate(${n(dx)} ${n(dy)})"><path d="${FAR}${d}" fill="${fill}" fill-rule="evenodd" opacity="${opacity}"/></g>`;
}

export const flat = (d: string, fill: string, opacity = 1): string =>
  `<path d="${d}" fill="${fill}"${opacity < 1 ? ` opacity="${opacity}"` : ""}/>`;

/** A drawn line in the one weight of the house. */
export const line = (d: string, stroke: string, width = 2.4, opacity = 1): string =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round"` +
  `${opacity < 1 ? ` opacity="${opacity}"` : ""}/>`;

/** A row of stitches. */
export const stitch = (d: string, stroke: string, opacity = 1): string =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="2" stroke-dasharray="7 4.5" stroke-linejoin="round"` +
  `${opacity < 1 ? ` opacity="${opacity}"` : ""}/>`;

/** A round bar, handle, cord or wire along an open path. */
export function tube(d: string, paint: string | Tones, width: number, cap: "round" | "butt" = "round"): string {
  const t = typeof paint === "string" ? tones(paint) : paint;
  const stroke = (colour: string, w: number, dx: number) =>
    `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(w)}" stroke-linecap="${cap}" stroke-linejoin="round"` +
    `${dx === 0 ? "" : ` transform="translate(${n(-dx)} ${n(-dx * 0.8)})"`}/>`;
  if (width < 7) return stroke(t.base, width, 0) + stroke(t.lit, width * 0.35, width * 0.16);
  return (
    stroke(t.shade, width, 0) + stroke(t.base, width * 0.66, width * 0.13) + stroke(t.lit, width * 0.2, width * 0.22)
  );
}

/** Three-strand rope along an open path: the lay of the strands is drawn as slanting lens shapes. */
export function rope(d: string, paint: string | Tones, width: number): string {
  const t = typeof paint === "string" ? tones(paint) : paint;
  const gap = width * 0.52;
  const points = walk(d, gap);
  let light = "";
  let dark = "";
  points.forEach((here, i) => {
    const next = points[i + 1];
    if (!next) return;
    const length = Math.hypot(next[0] - here[0], next[1] - here[1]) || 1;
    const [tx, ty] = [(next[0] - here[0]) / length, (next[1] - here[1]) / length];
    const at = (along: number, across: number) =>
      `${n(here[0] + tx * along * width - ty * across * width)} ${n(here[1] + ty * along * width + tx * across * width)}`;
    light += `M${at(-0.3, -0.4)}Q${at(0.32, -0.3)} ${at(0.42, 0.38)}Q${at(0, 0.3)} ${at(-0.3, -0.4)}Z`;
    dark += `M${at(-0.4, -0.44)}Q${at(0.1, 0)} ${at(0.28, 0.44)}`;
  });
  const under = (colour: string, w: number) =>
    `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(w)}" stroke-linejoin="round"/>`;
  return (
    under(t.line, width * 1.12) +
    under(t.base, width) +
    flat(light, t.lit, 0.9) +
    line(dark, t.deep, Math.max(1.6, width * 0.1))
  );
}

/** Groups markup at a place, size and turn. */
export const put = (art: string, x: number, y: number, scale = 1, turn = 0): string =>
  `<g transform="translate(${n(x)} ${n(y)})${turn === 0 ? "" : ` rotate(${n(turn)})`}${scale === 1 ? "" : ` scale(${scale})`}">${art}</g>`;
