import { material } from "../kit/material.ts";
import { box, oval, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, put, solid, stitch, tube } from "../kit/shape.ts";
import { grain, ribs, twill } from "../kit/texture.ts";
import { shift, tones } from "../kit/tones.ts";

/** A short oyster knife, lying aslant, with two shells. */
export const oysterKnife: Drawing = (colour) => {
  const t = tones(colour);
  const blade = "M-18 -40L-22 -190C-20 -240 0 -268 6 -276C18 -250 24 -220 22 -190L18 -40Z";
  const knife =
    solid(blade, material.steel, line("M0 -50L2 -256", tones(material.steel).deep, 2.4), { fall: [16, 2] }) +
    solid(oval(0, -32, 62, 17), material.brass, "", { rim: 3, fall: [16, 6] }) +
    solid(
      sym("M0 -26L30 -26C26 10 40 40 54 90C70 150 50 216 0 218"),
      t,
      `<g transform="rotate(90)">${grain([-30, -70, 260, 140], 13, t.deep, 12)}</g>`,
      { fall: [26, 10] },
    ) +
    flat(oval(0, 186, 7, 7), t.line);
  const shell = (x: number, y: number, turn: number, open: boolean) =>
    put(
      solid(
        "M-120 10C-130 -50 -70 -90 0 -92C70 -96 136 -50 126 6C116 60 60 84 0 80C-60 84 -112 60 -120 10Z",
        open ? "#D9D6CB" : "#8E9A97",
        open
          ? flat(
              "M-96 10C-100 -40 -50 -70 0 -70C56 -72 104 -38 98 4C90 46 46 62 0 60C-50 62 -90 46 -96 10Z",
              "#F3F0E6",
            ) +
              flat(oval(14, 6, 56, 32), "#C9CEC4") +
              flat(oval(52, -12, 17, 13), "#7E8B90")
          : line("M-100 0C-70 -50 70 -60 104 0M-104 26C-70 -20 70 -30 106 26M-80 50C-50 10 60 6 84 50", "#66736F", 3),
        { fall: [18, 16] },
      ),
      x,
      y,
      1,
      turn,
    );
  return {
    set: "wall",
    focus: [20, -60, 2],
    art: shell(-128, 196, -18, true) + shell(130, -190, 24, false) + put(knife, 10, 10, 1.18, 38),
  };
};

/** A bread board, leaning, with a loaf's groove. */
export const breadBoard: Drawing = (colour) => {
  const t = tones(colour);
  const d = sym(
    "M0 -400C40 -400 60 -376 58 -340C56 -290 60 -262 90 -250C150 -240 178 -220 180 -170L180 240C178 280 150 296 120 298L0 300",
  );
  const inner = sym("M0 -212L110 -212C136 -212 146 -196 146 -170L146 226C144 254 130 262 106 264L0 264");
  return {
    set: "wall",
    focus: [0, -260, 2.1],
    art:
      solid(d, t, `<g transform="rotate(90)">${grain([-420, -190, 740, 380], 24, t.deep, 5, 0.6)}</g>`, {
        fall: [16, 14],
      }) +
      line(inner, t.deep, 8) +
      `<g transform="translate(2.5 3)">${line(inner, t.lit, 2.4)}</g>` +
      flat(oval(0, -348, 21, 21), t.line) +
      tube("M-6 -352C-30 -420 30 -440 12 -356", material.leather, 8),
  };
};

/** A tea towel on its loop. */
export const teaTowel: Drawing = (colour) => {
  const linen = tones("#EFE8D8");
  const cloth =
    "M-150 -260C-120 -284 -40 -300 0 -300C40 -300 120 -284 150 -260C168 -120 158 60 176 262C120 292 70 262 20 290C-40 262 -100 296 -172 264C-158 60 -166 -120 -150 -260Z";
  return {
    set: "wall",
    focus: [40, 150, 2.1],
    art:
      line("M0 -300C-26 -350 26 -350 0 -300", linen.shade, 9) +
      solid(oval(0, -352, 24, 24), material.ash, flat(oval(0, -352, 9, 9), tones(material.ash).deep), {
        rim: 3,
        fall: [8, 6],
      }) +
      solid(
        cloth,
        linen,
        line("M-122 -280C-116 -100 -130 100 -128 282M118 -280C112 -100 128 100 128 284", colour, 20) +
          line("M-92 -288C-86 -100 -98 100 -96 282M88 -288C82 -100 96 100 96 284", colour, 7) +
          line("M-190 176C-60 190 60 190 190 176", colour, 20) +
          line("M-190 206C-60 220 60 220 190 206", colour, 7) +
          ribs([-180, -300, 360, 600], 8, linen.deep, 1.4, 0.35),
        { fall: [30, 6] },
      ) +
      line("M-40 -292C-54 -120 -36 60 -50 284M50 -292C60 -160 40 60 62 270", linen.line, 2.4, 0.45) +
      stitch("M-166 248C-100 280 -40 246 20 274C70 246 120 276 168 246", linen.line, 0.7),
  };
};

/** A skillet from above, one egg in it. */
export const skillet: Drawing = (colour) => {
  const t = tones(colour);
  const pan = oval(0, 40, 208, 208);
  return {
    set: "wall",
    focus: [-30, 20, 1.9],
    art: put(
      solid(sym("M0 -420C26 -420 34 -400 32 -376L24 -180L0 -160"), t, "", { rim: 4, fall: [14, 4] }) +
        flat(oval(0, -386, 13, 17), "#1E2628") +
        [
          [-14, -200],
          [14, -200],
          [0, -176],
        ]
          .map(([x = 0, y = 0]) => solid(oval(x, y, 8, 8), material.steel, "", { rim: 2, fall: [3, 3] }))
          .join("") +
        solid(pan, t, "", { rim: 6, fall: [10, 12] }) +
        solid(
          oval(4, 44, 176, 176),
          shift(colour, -0.05),
          line(oval(0, 40, 150, 150), t.base, 2.4, 0.8) + line(oval(0, 40, 110, 110), t.base, 2.4, 0.6),
          { rim: 0, fall: [-14, -12] },
        ) +
        solid(
          "M-96 40C-110 -20 -60 -40 -30 -70C10 -100 70 -80 90 -40C110 -10 128 30 104 74C84 116 30 104 -6 124C-50 140 -88 100 -96 40Z",
          "#F6F1E4",
          "",
          { rim: 4, fall: [12, 10] },
        ) +
        solid(oval(4, 16, 46, 44), "#F2AE2E", line("M-22 0C-16 -14 -6 -20 6 -20", "#FFE2A0", 7), {
          rim: 0,
          fall: [12, 12],
        }),
      0,
      60,
      1.02,
      32,
    ),
  };
};

/** An apron on its straps. */
export const apron: Drawing = (colour) => {
  const t = tones(colour);
  const body = sym("M0 -224L96 -228C108 -130 136 -70 196 -30C212 100 210 220 202 322C120 334 60 336 0 336");
  const pocket = box(-118, 60, 236, 140, 8);
  return {
    set: "wall",
    focus: [-40, -130, 2],
    art:
      tube("M-82 -214C-120 -420 -10 -440 60 -330C120 -240 150 -180 190 -40", shift(colour, -0.1), 19, "butt") +
      tube("M82 -214C120 -420 10 -440 -60 -330C-120 -240 -150 -180 -190 -40", shift(colour, -0.06), 19, "butt") +
      solid(body, t, twill([-220, -240, 440, 590], 15, t.deep, 1.6, 0.28), { fall: [28, 10] }) +
      stitch(
        "M-92 -208H92M-190 312C-60 324 60 324 190 312M-88 -200C-98 -110 -130 -50 -184 -16M88 -200C98 -110 130 -50 184 -16",
        t.line,
        0.8,
      ) +
      `<g transform="translate(4 6)">${flat(pocket, t.deep, 0.5)}</g>` +
      solid(box(-96, 20, 78, 80, 3), "#EFE8D8", line("M-80 20V100M-68 20V100", "#D2492F", 5), {
        rim: 3,
        fall: [8, 4],
      }) +
      solid(pocket, t, "", { rim: 3, fall: [12, 8] }) +
      stitch("M-110 74H110M-110 68V192H110V68M6 60V196M14 60V196", t.line, 0.8) +
      [-82, 82].map((x) => line(oval(x, -206, 15, 15), material.brass, 6)).join("") +
      flat(box(-32, -160, 64, 36, 3), material.chalk) +
      flat(box(-22, -150, 44, 4), material.petrol) +
      flat(box(-22, -140, 26, 4), material.red),
  };
};
