import { box, mirror, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { line, solid } from "../kit/shape.ts";
import { herringbone, knit, ribs } from "../kit/texture.ts";
import { shift, tones } from "../kit/tones.ts";

/** A scarf folded over once, fringe down. */
export function scarf(o: { readonly bands?: readonly string[]; readonly weave: "herringbone" | "rib" }): Drawing {
  return (colour) => {
    const t = tones(colour);
    const cloth = (d: string, turn: number) =>
      solid(
        d,
        t,
        (o.weave === "rib"
          ? ribs([-260, -340, 520, 640], 13, t.deep, 2.6, 0.6)
          : herringbone([-260, -340, 520, 640], 26, t.deep, 2.6, 0.5)) +
          (o.bands ?? [])
            .map((band, i) => line(`M-260 ${turn + i * 34}L260 ${turn + 14 + i * 34}`, band, i % 2 ? 8 : 18))
            .join(""),
        { fall: [24, 10] },
      );
    const fringe = (x: number, y: number, w: number) => {
      let d = "";
      for (let i = 0; i <= w; i += 11)
        d += `M${x + i} ${y}C${x + i - 3} ${y + 16} ${x + i + 4} ${y + 30} ${x + i - 1} ${y + 46}`;
      return line(d, t.base, 5.5) + line(d, t.deep, 1.6, 0.8);
    };
    return {
      set: "wall",
      focus: [-30, 150, 2.3],
      art:
        fringe(30, 268, 132) +
        cloth("M-44 -150C20 -120 60 -40 26 272L166 272C196 40 190 -120 60 -220Z", 180) +
        fringe(-176, 312, 132) +
        cloth("M44 -190C-60 -140 -196 -40 -180 316L-40 316C-46 80 20 -10 110 -80Z", 222) +
        cloth(sym("M0 -330C120 -330 176 -262 162 -170C150 -110 80 -70 0 -66"), -900) +
        solid(sym("M0 -262C70 -262 106 -232 100 -190C90 -158 50 -142 0 -140"), t.deep, "", {
          rim: 0,
          fall: [-12, -14],
        }),
    };
  };
}

/** A pair of mittens, laid side by side. */
export const mittens: Drawing = (colour) => {
  const t = tones(colour);
  const hand =
    "M-62 120C-70 20 -80 -90 -64 -160C-52 -214 52 -214 64 -160C72 -124 72 -90 70 -58C88 -84 112 -94 126 -78C138 -62 112 -8 78 44C72 70 70 96 68 120Z";
  const cuff = box(-70, 112, 146, 112, 14);
  const one = (x: number, y: number, turn: number, flip: boolean) => {
    const d = flip ? mirror(hand) : hand;
    const c = flip ? mirror(cuff) : cuff;
    return `<g transform="translate(${x} ${y}) rotate(${turn})">${solid(d, t, knit([-140, -210, 290, 350], 23, t.line, 2, 0.4), { fall: [24, 12] })}${solid(c, shift(colour, -0.05), ribs([-90, 100, 180, 140], 12, t.line, 2.6, 0.6), { fall: [20, 8] })}${line("M-72 196H76", "#F1EDE3", 9)}</g>`;
  };
  return { set: "wall", focus: [-40, 120, 2.2], art: one(124, 20, 9, true) + one(-116, -6, -9, false) };
};

/** A pair of socks, one lying over the other. */
export function socks(o: { readonly bands: readonly string[] }): Drawing {
  return (colour) => {
    const t = tones(colour);
    const leg =
      "M-70 -300L70 -300C72 -180 66 -60 70 40C76 70 96 88 136 104C190 126 204 150 196 184C186 218 150 222 100 214C50 204 -20 190 -56 150C-76 120 -72 60 -72 -20Z";
    const toe = "M136 100C196 124 210 150 200 188C188 224 152 226 118 220C108 180 112 136 136 100Z";
    const heel = "M-74 60C-40 84 -30 130 -46 168C-80 140 -84 100 -74 60Z";
    const one = (x: number, y: number) =>
      `<g transform="translate(${x} ${y})">${solid(leg, t, ribs([-80, -300, 160, 320], 12, t.deep, 2.6, 0.6) + knit([-70, 40, 280, 190], 13, t.deep, 1.8, 0.5) + o.bands.map((b, i) => line(`M-90 ${-236 + i * 30}H90`, b, i % 2 ? 8 : 18)).join(""), { fall: [22, 12] })}${solid(toe, o.bands[0] ?? t.deep, "", { rim: 3, fall: [10, 12] })}${solid(heel, o.bands[0] ?? t.deep, "", { rim: 3, fall: [6, 6] })}${solid(box(-74, -306, 148, 46, 8), t, ribs([-80, -310, 160, 60], 9, t.line, 2.2, 0.5), { fall: [16, 5] })}</g>`;
    return { set: "wall", focus: [-20, -150, 2.2], art: one(26, 6) + one(-88, 64) };
  };
}
