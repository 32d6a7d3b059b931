import { material } from "../kit/material.ts";
import { box, mirror, oval, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, put, rope, solid, stitch, tube } from "../kit/shape.ts";
import { grain, rows, twill } from "../kit/texture.ts";
import { shift, tones } from "../kit/tones.ts";

/** A rigging knife with blade and spike open. */
export const riggingKnife: Drawing = (colour) => {
  const t = tones(colour);
  const steel = tones(material.steel);
  const art =
    solid(
      "M-20 -150L-26 -376L30 -376C44 -340 44 -250 36 -150Z",
      steel,
      line("M-8 -170L-10 -352", steel.deep, 3) + flat("M24 -376L40 -320L36 -150L26 -150Z", steel.lit),
      { fall: [10, 2] },
    ) +
    solid("M-16 150L14 150C12 230 6 320 -2 380C-8 320 -14 230 -16 150Z", steel, "", { fall: [12, 0] }) +
    solid(box(-52, -172, 104, 344, 34), steel, "", { fall: [14, 10] }) +
    solid(box(-50, -100, 100, 200, 6), t, grain([-52, -100, 104, 200], 12, t.deep, 3), { fall: [18, 8] }) +
    [-132, 132].map((y) => solid(oval(0, y, 15, 15), material.brass, "", { rim: 3, fall: [5, 5] })).join("") +
    [-74, 74].map((y) => solid(oval(0, y, 8, 8), material.brass, "", { rim: 2, fall: [3, 3] })).join("") +
    line(oval(66, 120, 26, 26), steel.shade, 9) +
    rope("M88 130C150 150 160 230 120 270C80 300 60 250 96 230C150 210 190 260 200 320", material.manila, 16);
  return { set: "wall", focus: [20, -60, 2], art: put(art, -6, 0, 0.98, 34) };
};

/** A pail with bail and wooden grip. */
export const pail: Drawing = (colour) => {
  const t = tones(colour);
  const body = "M-190 -320C-180 -200 -164 -100 -150 -14C-110 26 110 26 150 -14C164 -100 180 -200 190 -320Z";
  return {
    set: "ground",
    foot: 150,
    focus: [-60, -270, 2],
    art:
      tube("M-184 -286C-190 -560 190 -560 184 -286", material.steel, 9) +
      solid(box(-66, -506, 132, 32, 14), material.ash, line("M-54 -494H50", tones(material.ash).deep, 2), {
        rim: 3,
        fall: [10, 12],
      }) +
      solid(
        body,
        t,
        line(
          "M-184 -262C-90 -226 90 -226 184 -262M-156 -54C-90 -20 90 -20 156 -54M-152 -38C-90 -4 90 -4 152 -38",
          t.deep,
          4,
        ),
        { rim: 0, fall: [62, 6] },
      ) +
      line("M-142 -230C-138 -160 -126 -100 -116 -66", "#FFFFFF", 13, 0.32) +
      solid(oval(0, -320, 190, 44), t.deep, flat(oval(14, -304, 176, 36), shift(colour, -0.22)), {
        rim: 0,
        fall: [0, 0],
      }) +
      line(oval(0, -320, 190, 44), t.lit, 9) +
      [-178, 178]
        .map(
          (x) =>
            solid(`M${x - 22} -316H${x + 22}L${x + 14} -250H${x - 14}Z`, t, "", { rim: 3, fall: [6, 4] }) +
            solid(oval(x, -266, 6, 6), material.steel, "", { rim: 0, fall: [2, 2] }),
        )
        .join(""),
  };
};

/** A small hatchet. */
export const hatchet: Drawing = (colour) => {
  const ash = tones(material.ash);
  const iron = tones(material.iron);
  const handle =
    "M-20 -300L22 -300C28 -180 16 -60 24 80C30 170 40 250 60 318C40 340 0 340 -18 322C-24 240 -22 170 -20 80C-18 -60 -26 -180 -20 -300Z";
  const head =
    "M-60 -320L34 -320C60 -320 66 -300 66 -270C66 -244 56 -232 34 -230L-30 -226C-70 -210 -110 -170 -150 -120C-190 -200 -196 -300 -166 -392C-130 -350 -100 -326 -60 -320Z";
  return {
    set: "wall",
    focus: [-20, -230, 2],
    art: put(
      solid(
        handle,
        ash,
        `<g transform="rotate(90)">${grain([-310, -70, 660, 130], 11, ash.deep, 14)}</g>` +
          flat(box(-40, 190, 140, 160), colour) +
          line("M-40 190H80", tones(colour).deep, 3),
        { fall: [18, 4] },
      ) +
        solid(
          head,
          iron,
          flat(
            "M-166 -392C-140 -360 -130 -350 -124 -346C-146 -280 -142 -210 -118 -154L-150 -120C-190 -200 -196 -300 -166 -392Z",
            material.steel,
          ),
          { fall: [14, 18] },
        ) +
        flat(oval(30, 296, 8, 8), "#5B3A1E") +
        flat("M-20 -320H22V-332H-20Z", ash.shade) +
        flat(oval(0, -276, 6, 6), iron.lit),
      30,
      20,
      1,
      14,
    ),
  };
};

/** A tool roll, open, tools in its pockets. */
export const toolRoll: Drawing = (colour) => {
  const t = tones(colour);
  const steel = material.steel;
  const handle = (x: number, top: number, w: number, c: string) =>
    solid(box(x - w / 2, top, w, 260, w / 2), c, "", { rim: 3, fall: [w * 0.3, 4] });
  const slots = [-250, -190, -130, -64, 6, 76, 140, 200, 256];
  return {
    set: "wall",
    focus: [-110, -60, 2],
    art:
      solid(box(-306, -250, 612, 520, 14), t, twill([-310, -250, 620, 520], 16, t.deep, 1.6, 0.25), {
        fall: [16, 16],
      }) +
      solid(box(-306, -250, 612, 70, 14), shift(colour, -0.05), "", { rim: 3, fall: [10, 8] }) +
      stitch("M-296 -190H296", t.line) +
      handle(-220, -150, 36, material.ash) +
      flat(box(-238, -60, 36, 8), tones(material.ash).deep) +
      handle(-160, -120, 30, material.red) +
      solid("M-118 -170L-76 -170L-82 -20L-112 -20Z", steel, "", { rim: 3, fall: [8, 2] }) +
      handle(-30, -160, 40, material.walnut) +
      handle(42, -90, 16, material.yellow) +
      flat("M34 -90L42 -112L50 -90Z", material.ash) +
      handle(108, -150, 34, material.ash) +
      solid(box(152, -130, 36, 200, 4), steel, rows([152, -126, 36, 120], 9, tones(steel).deep, 2), {
        rim: 3,
        fall: [8, 2],
      }) +
      handle(228, -140, 32, material.petrol) +
      `<g transform="translate(2 -6)">${flat(box(-290, 10, 580, 20), t.deep, 0.5)}</g>` +
      solid(box(-290, 10, 580, 240, 6), t, twill([-300, 10, 600, 240], 16, t.deep, 1.6, 0.25), {
        rim: 4,
        fall: [10, 10],
      }) +
      stitch(slots.map((x) => `M${x} 16V244`).join(""), t.line) +
      line("M-290 12H290", tones(colour).line, 2.6) +
      [mirror("M300 -60L360 -50L352 -20L300 -28Z")]
        .map((d) => solid(d, material.leather, "", { rim: 2, fall: [4, 4] }))
        .join("") +
      flat(box(-274, 180, 0, 0), colour) +
      flat(box(-36, 176, 70, 40, 3), material.chalk) +
      flat(box(-24, 187, 46, 4), material.petrol) +
      flat(box(-24, 198, 28, 4), material.red),
  };
};

/** A long-handled hearth brush. */
export const brush: Drawing = (colour) => {
  const t = tones(colour);
  const stock = sym(
    "M0 -360C26 -360 34 -340 30 -310C24 -240 22 -170 28 -120C34 -80 76 -70 92 -40L96 90C96 116 80 124 60 124L0 126",
  );
  const bristle = sym("M0 96L100 92L128 300C80 316 40 320 0 320");
  let hairs = "";
  for (let i = -11; i <= 11; i++) hairs += `M${i * 9} 110C${i * 9.4} 180 ${i * 10.4} 240 ${i * 11.4} 318`;
  return {
    set: "wall",
    focus: [0, 90, 2],
    art: put(
      tube("M0 -340C-40 -420 40 -420 4 -340", material.leather, 8) +
        solid(bristle, "#E3D2A6", line(hairs, "#B79D66", 2.4), { fall: [30, 6] }) +
        solid(stock, t, `<g transform="rotate(90)">${grain([-370, -110, 500, 220], 15, t.deep, 9, 0.5)}</g>`, {
          fall: [24, 8],
        }) +
        flat(oval(0, -334, 8, 8), t.line) +
        [-60, -20, 20, 60].map((x) => flat(oval(x, 60, 5, 5), t.line) + flat(oval(x, 88, 5, 5), t.line)).join(""),
      0,
      20,
      1.04,
      20,
    ),
  };
};
