import { material } from "../kit/material.ts";
import { oval } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, put, solid, tube } from "../kit/shape.ts";
import { speckle } from "../kit/texture.ts";
import { shift, tones } from "../kit/tones.ts";

export const STEEL_RIM = "#22343A";

/** Round ware has one soft upright gleam on the lit side. */
export const gleam = (d: string, w = 12) => line(d, "#FFFFFF", w, 0.32);

/** An enamel mug. `tall` in units; `rim` is the rolled edge. */
export function mug(o: {
  readonly tall: number;
  readonly kind: "enamel" | "stoneware" | "beaker";
  readonly dip?: string;
}): Drawing {
  return (colour) => {
    const t = tones(colour);
    const h = o.tall;
    const w = 132;
    const foot = o.kind === "stoneware" ? 104 : 118;
    const body = `M${-w} ${-h}C${-w} ${-h + 34} ${w} ${-h + 34} ${w} ${-h}C${w} ${-h * 0.4} ${foot + 6} -40 ${foot} -10C${foot - 10} 26 ${-foot + 10} 26 ${-foot} -10C${-foot - 6} -40 ${-w} ${-h * 0.4} ${-w} ${-h}Z`;
    const rim = o.kind === "enamel" ? STEEL_RIM : t.lit;
    const handle =
      o.kind === "beaker"
        ? ""
        : tube(
            `M${w - 6} ${-h * 0.8}C${w + 108} ${-h * 0.84} ${w + 96} ${-h * 0.22} ${foot + 8} ${-h * 0.26}`,
            o.kind === "enamel" ? colour : shift(colour, -0.03),
            o.kind === "enamel" ? 20 : 26,
          );
    const glaze = o.dip
      ? flat(`M-200 ${-h * 0.42}C-90 ${-h * 0.36} 40 ${-h * 0.5} 200 ${-h * 0.42}L200 60H-200Z`, o.dip)
      : "";
    return {
      set: "ground",
      foot,
      focus: [40, -h * 0.66, 2.1],
      art: put(
        handle +
          solid(
            body,
            t,
            (o.kind === "enamel"
              ? speckle([-140, -h, 280, h + 30], 90, t.lit, 7, 2.6)
              : speckle([-140, -h, 280, h + 30], 150, t.line, 11, 2)) + glaze,
            { rim: 0, fall: [54, 0] },
          ) +
          gleam(`M${-w + 34} ${-h + 60}C${-w + 34} ${-h * 0.5} ${-w + 38} -70 ${-w + 42} -50`) +
          solid(
            oval(0, -h, w, 25),
            o.kind === "enamel" ? material.chalk : shift(colour, -0.05),
            flat(oval(14, -h + 12, w * 0.9, 21), shift(o.kind === "enamel" ? "#E4E0D4" : colour, -0.12)),
            { rim: 0, fall: [0, 0] },
          ) +
          line(oval(0, -h, w, 25), rim, o.kind === "enamel" ? 7 : 6),
        -30,
        0,
        1.28,
      ),
    };
  };
}
