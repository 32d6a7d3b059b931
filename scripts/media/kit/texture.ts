import { n } from "./path.ts";
import { line } from "./shape.ts";

type Area = readonly [x: number, y: number, w: number, h: number];

/** A small deterministic generator (mulberry32), so that speckles and grain fall in the same place on every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Upright ribs of a knit. */
export function ribs([x, y, w, h]: Area, gap: number, stroke: string, width = 2.4, opacity = 1): string {
  let d = "";
  for (let at = x; at <= x + w; at += gap) d += `M${n(at)} ${n(y)}V${n(y + h)}`;
  return line(d, stroke, width, opacity);
}

/** Level lines: hems, quilting, staves, stripes when wide. */
export function rows([x, y, w, h]: Area, gap: number, stroke: string, width = 2.4, opacity = 1): string {
  let d = "";
  for (let at = y; at <= y + h; at += gap) d += `M${n(x)} ${n(at)}H${n(x + w)}`;
  return line(d, stroke, width, opacity);
}

/** Slanting twill lines. */
export function twill([x, y, w, h]: Area, gap: number, stroke: string, width = 1.6, opacity = 0.5): string {
  let d = "";
  for (let at = -h; at <= w; at += gap) d += `M${n(x + at)} ${n(y + h)}l${n(h)} ${n(-h)}`;
  return line(d, stroke, width, opacity);
}

/** Herringbone: twill that turns at every column. */
export function herringbone([x, y, w, h]: Area, size: number, stroke: string, width = 2, opacity = 0.6): string {
  let d = "";
  for (let col = 0; col * size < w; col++) {
    const rise = col % 2 === 0 ? -size * 0.8 : size * 0.8;
    for (let at = -size; at < h + size; at += size * 0.5)
      d += `M${n(x + col * size)} ${n(y + at)}l${n(size)} ${n(rise)}`;
  }
  return line(d, stroke, width, opacity);
}

/** Knit stitches: columns of small Vs. */
export function knit([x, y, w, h]: Area, size: number, stroke: string, width = 2, opacity = 0.6): string {
  let d = "";
  for (let cx = x; cx <= x + w; cx += size)
    for (let cy = y; cy <= y + h; cy += size * 0.8)
      d += `M${n(cx - size * 0.36)} ${n(cy - size * 0.3)}L${n(cx)} ${n(cy + size * 0.2)}L${n(cx + size * 0.36)} ${n(cy - size * 0.3)}`;
  return line(d, stroke, width, opacity);
}

/** One cable of an Aran knit: two strands that cross, drawn as a chain of leaning leaves. */
export function cable(x: number, y: number, h: number, width: number, stroke: string, weight = 2.4): string {
  let d = "";
  const r = width / 2;
  for (let at = y; at < y + h; at += width * 1.1) {
    d += `M${n(x - r)} ${n(at)}C${n(x - r)} ${n(at + r)} ${n(x + r)} ${n(at + r)} ${n(x + r)} ${n(at + width * 1.1)}`;
    d += `M${n(x + r)} ${n(at)}C${n(x + r)} ${n(at + r * 0.7)} ${n(x + r * 0.4)} ${n(at + r * 0.9)} ${n(x + r * 0.15)} ${n(at + r * 1.05)}`;
    d += `M${n(x - r * 0.15)} ${n(at + r * 1.3)}C${n(x - r * 0.5)} ${n(at + r * 1.5)} ${n(x - r)} ${n(at + r * 1.6)} ${n(x - r)} ${n(at + width * 1.1)}`;
  }
  d += `M${n(x - r * 1.5)} ${n(y)}V${n(y + h)}M${n(x + r * 1.5)} ${n(y)}V${n(y + h)}`;
  return line(d, stroke, weight);
}

/** Speckle of enamel or stoneware. */
export function speckle([x, y, w, h]: Area, count: number, fill: string, seed: number, size = 2.6): string {
  const random = seeded(seed);
  let d = "";
  for (let i = 0; i < count; i++) {
    const r = size * (0.45 + random() * 0.75);
    d += `M${n(x + random() * w)} ${n(y + random() * h)}m${n(-r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(r * 2)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-r * 2)} 0`;
  }
  return `<path d="${d}" fill="${fill}"/>`;
}

/** Level wood grain with an occasional swell. */
export function grain([x, y, w, h]: Area, gap: number, stroke: string, seed: number, opacity = 0.55): string {
  const random = seeded(seed);
  let d = "";
  for (let at = y + gap / 2; at < y + h; at += gap * (0.6 + random() * 0.9)) {
    const a = (random() - 0.5) * gap;
    d += `M${n(x)} ${n(at)}C${n(x + w * 0.3)} ${n(at + a)} ${n(x + w * 0.6)} ${n(at - a)} ${n(x + w)} ${n(at + a * 0.6)}`;
  }
  return line(d, stroke, 2, opacity);
}
