import { material } from "../kit/material.ts";
import { oval, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, solid, tube } from "../kit/shape.ts";
import { shift, tones } from "../kit/tones.ts";
import { flame, WARM } from "./lamps.ts";

/** Two dipped tapers that hang by one wick. */
export const tapers: Drawing = (colour) => {
  const t = tones(colour);
  const one = (x: number, turn: number) =>
    `<g transform="translate(${x} -190) rotate(${turn})">${solid("M-14 0C-20 10 -26 40 -28 90L-40 470C-40 500 -20 512 0 512C20 512 40 500 40 470L28 90C26 40 20 10 14 0Z", t, line("M-22 130C-10 136 10 136 22 130M-26 250C-10 257 12 257 28 250M-30 372C-10 380 12 380 32 372", t.deep, 2, 0.55), { fall: [20, 4] })}${line("M-18 100L-24 400", "#FFFFFF", 7, 0.35)}</g>`;
  return {
    set: "wall",
    focus: [-20, 0, 2.2],
    art:
      line("M-70 -186C-66 -250 -30 -320 0 -322C30 -320 66 -250 70 -186", "#EADFC0", 6) +
      solid(oval(0, -328, 15, 15), material.brass, "", { rim: 3, fall: [5, 5] }) +
      one(-76, 5) +
      one(76, -5),
  };
};

/** Saucer, socket and ring, with a lit candle. */
export const chamberstick: Drawing = (colour) => {
  const t = tones(colour);
  return {
    set: "ground",
    foot: 160,
    focus: [20, -120, 2.1],
    glow: { at: [0, -400], r: 400 },
    art:
      tube("M190 -58C300 -80 300 30 206 -10", t, 22) +
      solid("M-220 -56C-214 10 -120 28 0 28C120 28 214 10 220 -56Z", t, "", { rim: 0, fall: [60, 6] }) +
      solid(oval(0, -56, 220, 40), t.base, flat(oval(10, -46, 188, 30), t.shade), { rim: 0, fall: [0, 0] }) +
      line(oval(0, -56, 220, 40), "#22343A", 6) +
      solid(
        sym("M0 -330L36 -326L38 -130L0 -124"),
        "#F3E7C4",
        line("M20 -322C26 -290 22 -280 28 -250C32 -240 36 -262 36 -280", "#FFF8E4", 7),
        { rim: 3, fall: [24, 4] },
      ) +
      solid(oval(0, -327, 36, 10), "#FFF3CF", "", { rim: 0, fall: [0, 0] }) +
      line("M0 -326V-350", "#22343A", 5) +
      flame(0, -340, 1.3) +
      solid(sym("M0 -150L50 -150L56 -56C40 -44 20 -40 0 -40"), t, "", { fall: [30, 4] }) +
      line("M-50 -150C-30 -138 30 -138 50 -150", "#22343A", 6),
  };
};

/** A square candle lantern with a peaked roof. */
export const tinLantern: Drawing = (colour) => {
  const t = tones(colour);
  const side = tones(shift(colour, -0.09));
  return {
    set: "ground",
    foot: 160,
    focus: [-30, -230, 2],
    glow: { at: [-10, -210], r: 420 },
    art:
      tube("M0 -520C-70 -620 70 -620 0 -520", t, 11) +
      solid("M-150 -370L-20 -520L20 -520L60 -380Z", t, line("M-120 -374L-12 -510M-60 -377L0 -516", t.deep, 2.4), {
        rim: 4,
        fall: [6, 4],
      }) +
      solid("M20 -520L60 -380L160 -402L20 -520Z", side, line("M90 -387L20 -512", side.deep, 2.4), {
        rim: 0,
        fall: [0, 0],
      }) +
      flat("M-126 -366L56 -366L56 -20L-126 -20Z", "#E9C47A") +
      flat("M56 -366L144 -390L144 -40L56 -20Z", "#CFA862") +
      flat(oval(-34, -190, 78, 110), WARM) +
      solid("M-66 -150C-66 -158 -4 -158 -4 -150L-4 -34H-66Z", "#F3E7C4", "", { rim: 3, fall: [20, 2] }) +
      line("M-35 -152V-172", "#22343A", 4) +
      flame(-35, -160, 1.05) +
      line("M-100 -330L-60 -200M-84 -336L-58 -250", "#FFFFFF", 5, 0.5) +
      solid("M-140 -376H62V-352H-140Z", t, "", { fall: [4, 6] }) +
      solid("M62 -376L156 -402V-378L62 -352Z", side, "", { rim: 0, fall: [0, 0] }) +
      solid("M-138 -360H-114V-20H-138Z", t, "", { fall: [8, 0] }) +
      solid("M40 -360H64V-20H40Z", t, "", { fall: [8, 0] }) +
      solid("M130 -384L150 -390V-44L130 -40Z", side, "", { rim: 0, fall: [0, 0] }) +
      line("M-114 -190H40M64 -195L130 -214", t.base, 8) +
      solid("M-156 -34H68V16H-156Z", t, line("M-150 -8H62", t.deep, 2.4), { fall: [8, 12] }) +
      solid("M68 -34L164 -58V-10L68 16Z", side, "", { rim: 0, fall: [0, 0] }) +
      solid(oval(52, -190, 8, 12), material.brass, "", { rim: 2, fall: [3, 3] }),
  };
};
