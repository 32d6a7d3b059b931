import { material } from "../kit/material.ts";
import { box, oval, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, put, rope, solid } from "../kit/shape.ts";
import { ribs, rows } from "../kit/texture.ts";
import { shift, tones } from "../kit/tones.ts";

/** A clothbound notebook with elastic and pencil. */
export const notebook: Drawing = (colour) => {
  const t = tones(colour);
  const pages = tones(material.paper);
  return {
    set: "wall",
    focus: [-60, -70, 2],
    art: put(
      solid(box(-176, -246, 372, 500, 12), shift(colour, -0.12), "", { rim: 0, fall: [8, 8] }) +
        solid(box(-180, -254, 366, 496, 8), pages, ribs([150, -254, 40, 496], 6, pages.deep, 1.6), {
          rim: 0,
          fall: [8, 8],
        }) +
        solid(box(-192, -262, 366, 500, 12), t, line("M-150 -262V240", t.deep, 4) + twillOf(t.deep), {
          fall: [12, 12],
        }) +
        flat(box(-86, -170, 190, 110, 4), material.chalk) +
        flat(box(-60, -140, 138, 8), material.petrol) +
        flat(box(-60, -120, 92, 8), material.petrol) +
        line("M-60 -86C-40 -96 -20 -96 0 -86C20 -76 40 -76 60 -86", material.red, 5) +
        solid(box(112, -268, 22, 514, 2), material.petrol, "", { rim: 2, fall: [5, 0] }) +
        put(pencil(material.yellow), 214, 40, 1, 8),
      0,
      0,
      1.06,
      -7,
    ),
  };
};

const twillOf = (stroke: string) => rows([-192, -262, 366, 500], 11, stroke, 1.4, 0.3);

const pencil = (colour: string) => {
  const t = tones(colour);
  return (
    solid(box(-17, -190, 34, 400, 4), t, line("M-6 -190V210M7 -190V210", t.deep, 2.4, 0.8), { rim: 3, fall: [9, 0] }) +
    flat("M-17 -190L0 -254L17 -190C12 -182 6 -182 0 -190C-6 -182 -12 -182 -17 -190Z", material.ash) +
    flat("M-6 -232L0 -256L6 -232Z", "#2C3538") +
    flat(box(-17, 186, 34, 24), shift(colour, -0.14))
  );
};

/** Five flat pencils, fanned. */
export const pencils: Drawing = (colour) => ({
  set: "wall",
  focus: [-30, -140, 2],
  art: [-34, -17, 0, 17, 34]
    .map((turn, i) =>
      put(pencil(i % 2 === 0 ? colour : shift(colour, -0.1)), turn * 5.4, 40 + Math.abs(turn) * 0.9, 1.16, turn),
    )
    .join(""),
});

/** A painted buoy on a short rope with a ring and a key. */
export const keyFloat: Drawing = (colour) => {
  const t = tones(colour);
  const buoy = sym("M0 -160C70 -160 108 -100 108 -20C108 80 60 170 0 210");
  return {
    set: "wall",
    focus: [-10, -30, 2],
    art: put(
      rope("M0 -150C-10 -210 40 -240 10 -290", material.manila, 22) +
        line(oval(6, -330, 50, 50), material.brass, 13) +
        put(
          solid(oval(0, 60, 44, 44), material.steel, flat(oval(0, 48, 13, 13), "#DCE7E4"), { fall: [12, 10] }) +
            solid("M-14 98H14V230H44V206H14V184H36V160H14Z", material.steel, "", { rim: 3, fall: [6, 4] }),
          62,
          -330,
          0.95,
          -52,
        ) +
        solid(
          buoy,
          t,
          flat("M-160 -40C-60 -12 60 -12 160 -40V40C60 68 -60 68 -160 40Z", material.chalk) +
            flat("M-160 130C-60 150 60 150 160 130V260H-160Z", material.petrol),
          { fall: [40, 22] },
        ) +
        line("M-62 -106C-82 -74 -86 -40 -84 -10", "#FFFFFF", 12, 0.4) +
        rope("M0 206C-6 236 10 250 0 280", material.manila, 22) +
        solid(oval(0, 292, 24, 21), material.manila, "", { rim: 3, fall: [7, 6] }),
      -20,
      20,
      1.05,
      16,
    ),
  };
};

/** A pea whistle on a cord. */
export const whistle: Drawing = (colour) => {
  const t = tones(colour);
  const body = "M-260 -70L-10 -70C120 -90 190 -10 176 80C160 170 50 200 -30 140C-60 116 -70 80 -80 40L-260 40Z";
  return {
    set: "wall",
    focus: [10, 20, 2],
    art: put(
      rope(
        "M196 -10C300 -120 180 -300 20 -280C-140 -262 -230 -200 -250 -300C-256 -350 -200 -380 -170 -350",
        material.navy,
        17,
      ) +
        line(oval(186, 6, 30, 30), t.shade, 10) +
        solid(body, t, line("M-260 -30H-84", t.deep, 3), { fall: [26, 26] }) +
        flat("M-92 -72L-20 -74L-44 -16L-84 -16Z", tones(material.rubber).base) +
        solid(oval(52, 44, 84, 80), shift(colour, 0.02), line(oval(52, 44, 56, 54), t.deep, 3, 0.7), {
          rim: 4,
          fall: [16, 16],
        }) +
        flat(box(22, 26, 60, 6), t.line) +
        flat(box(22, 42, 60, 6), t.line) +
        flat(box(22, 58, 34, 6), t.line) +
        line("M-240 -52H-120", "#FFFFFF", 9, 0.5),
      10,
      60,
      1.04,
      -8,
    ),
  };
};
