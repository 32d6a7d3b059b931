/** One absolute path command; only M, L, C, Q and Z are used in drawings that are mirrored or walked. */
interface Step {
  readonly op: string;
  readonly at: readonly number[];
}

export type Point = readonly [number, number];

export const n = (value: number): string => String(Math.round(value * 10) / 10);

function parse(d: string): Step[] {
  return [...d.matchAll(/([MLCQZ])([^MLCQZ]*)/g)].map(([, op = "", rest = ""]) => ({
    op,
    at: [...rest.matchAll(/-?\d*\.?\d+/g)].map((found) => Number(found[0])),
  }));
}

const print = (steps: readonly Step[]) => steps.map((step) => step.op + step.at.map(n).join(" ")).join("");

/** The same path, flipped about x = 0. */
export function mirror(d: string): string {
  return print(parse(d).map((step) => ({ op: step.op, at: step.at.map((v, i) => (i % 2 === 0 ? -v : v)) })));
}

/** Moves a path. */
export function move(d: string, dx: number, dy: number): string {
  return print(parse(d).map((step) => ({ op: step.op, at: step.at.map((v, i) => v + (i % 2 === 0 ? dx : dy)) })));
}

/** Closes the right half of a shape (drawn from its top at x = 0 to its foot at x = 0) with its mirror image. */
export function sym(half: string): string {
  const steps = parse(half);
  const points: number[][] = [];
  const ops: string[] = [];
  for (const { op, at } of steps) {
    const size = op === "C" ? 6 : op === "Q" ? 4 : 2;
    for (let i = 0; i + size <= at.length; i += size) {
      points.push(at.slice(i, i + size));
      ops.push(op === "M" && i > 0 ? "L" : op);
    }
  }
  const back: Step[] = [];
  for (let i = points.length - 1; i > 0; i--) {
    const here = points[i] ?? [];
    const end = (points[i - 1] ?? []).slice(-2);
    const controls: number[] = [];
    for (let c = here.length - 4; c >= 0; c -= 2) controls.push(-(here[c] ?? 0), here[c + 1] ?? 0);
    back.push({ op: ops[i] ?? "L", at: [...controls, -(end[0] ?? 0), end[1] ?? 0] });
  }
  return `${print(steps)}${print(back)}Z`;
}

function curve(from: Point, at: readonly number[], t: number): Point {
  const u = 1 - t;
  const axis = (k: 0 | 1): number => {
    const p = (i: number) => at[i * 2 + k] ?? 0;
    if (at.length === 2) return u * from[k] + t * p(0);
    if (at.length === 4) return u * u * from[k] + 2 * u * t * p(0) + t * t * p(1);
    return u ** 3 * from[k] + 3 * u * u * t * p(0) + 3 * u * t * t * p(1) + t ** 3 * p(2);
  };
  return [axis(0), axis(1)];
}

/** Points along an open path, `gap` apart. */
export function walk(d: string, gap: number): Point[] {
  const fine: Point[] = [];
  let here: Point = [0, 0];
  for (const { op, at } of parse(d)) {
    if (op === "M") {
      here = [at[0] ?? 0, at[1] ?? 0];
      fine.push(here);
      continue;
    }
    const size = op === "C" ? 6 : op === "Q" ? 4 : 2;
    for (let i = 0; i + size <= at.length; i += size) {
      const part = at.slice(i, i + size);
      for (let k = 1; k <= 60; k++) fine.push(curve(here, part, k / 60));
      here = [part[size - 2] ?? 0, part[size - 1] ?? 0];
    }
  }
  return evenly(fine, gap);
}

function evenly(fine: readonly Point[], gap: number): Point[] {
  const [first] = fine;
  if (!first) return [];
  const out: Point[] = [first];
  let last = first;
  let left = gap;
  for (const next of fine.slice(1)) {
    let distance = Math.hypot(next[0] - last[0], next[1] - last[1]);
    while (distance >= left && distance > 0) {
      const t = left / distance;
      last = [last[0] + (next[0] - last[0]) * t, last[1] + (next[1] - last[1]) * t];
      out.push(last);
      distance -= left;
      left = gap;
    }
    left -= distance;
    last = next;
  }
  return out;
}

/** An axis-parallel ellipse as a closed path. */
export function oval(cx: number, cy: number, rx: number, ry: number): string {
  const k = 0.5523;
  return (
    `M${n(cx - rx)} ${n(cy)}C${n(cx - rx)} ${n(cy - ry * k)} ${n(cx - rx * k)} ${n(cy - ry)} ${n(cx)} ${n(cy - ry)}` +
    `C${n(cx + rx * k)} ${n(cy - ry)} ${n(cx + rx)} ${n(cy - ry * k)} ${n(cx + rx)} ${n(cy)}` +
    `C${n(cx + rx)} ${n(cy + ry * k)} ${n(cx + rx * k)} ${n(cy + ry)} ${n(cx)} ${n(cy + ry)}` +
    `C${n(cx - rx * k)} ${n(cy + ry)} ${n(cx - rx)} ${n(cy + ry * k)} ${n(cx - rx)} ${n(cy)}Z`
  );
}

/** A rectangle with round corners as a closed path; `x`, `y` is its upper left corner. */
export function box(x: number, y: number, w: number, h: number, r = 0): string {
  const q = Math.min(r, w / 2, h / 2);
  if (q === 0) return `M${n(x)} ${n(y)}L${n(x + w)} ${n(y)}L${n(x + w)} ${n(y + h)}L${n(x)} ${n(y + h)}Z`;
  return (
    `M${n(x + q)} ${n(y)}L${n(x + w - q)} ${n(y)}Q${n(x + w)} ${n(y)} ${n(x + w)} ${n(y + q)}L${n(x + w)} ${n(y + h - q)}` +
    `Q${n(x + w)} ${n(y + h)} ${n(x + w - q)} ${n(y + h)}L${n(x + q)} ${n(y + h)}Q${n(x)} ${n(y + h)} ${n(x)} ${n(y + h - q)}` +
    `L${n(x)} ${n(y + q)}Q${n(x)} ${n(y)} ${n(x + q)} ${n(y)}Z`
  );
}
