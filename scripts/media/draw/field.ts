import { material } from "../kit/material.ts";
import { box, mirror, oval } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, put, solid, tube } from "../kit/shape.ts";
import { knit, ribs, rows } from "../kit/texture.ts";
import { shift, tones } from "../kit/tones.ts";
import { flame } from "./lamps.ts";

/** A flask with its cup on. */
export const flask: Drawing = (colour) => {
  const t = tones(colour);
  const body =
    "M-96 -400C-110 -380 -118 -360 -118 -330L-118 -14C-110 24 110 24 118 -14L118 -330C118 -360 110 -380 96 -400Z";
  return {
    set: "ground",
    foot: 116,
    focus: [-20, -370, 2.1],
    art:
      solid(box(108, -300, 26, 40, 8), material.steel, "", { rim: 3, fall: [6, 4] }) +
      tube("M124 -284C210 -300 200 -120 124 -130", material.leather, 16) +
      solid(box(108, -150, 26, 40, 8), material.steel, "", { rim: 3, fall: [6, 4] }) +
      solid(body, t, "", { rim: 0, fall: [54, 0] }) +
      line("M-82 -350C-90 -340 -92 -320 -92 -300V-60", "#FFFFFF", 13, 0.32) +
      flat("M-118 -54C-70 -24 70 -24 118 -54V-14C110 24 -110 24 -118 -14Z", tones(material.steel).base) +
      flat("M70 -38C90 -42 110 -48 118 -54V-14C116 0 96 8 70 12Z", tones(material.steel).deep) +
      line("M-118 -54C-70 -24 70 -24 118 -54", t.line, 3) +
      solid(
        "M-98 -408C-98 -390 98 -390 98 -408L92 -520C70 -540 -70 -540 -92 -520Z",
        material.steel,
        rows([-100, -440, 200, 24], 12, tones(material.steel).deep, 3),
        { rim: 0, fall: [44, 2] },
      ) +
      line("M-66 -508L-70 -430", "#FFFFFF", 11, 0.6) +
      solid(oval(0, -522, 92, 16), tones(material.steel).lit, "", { rim: 0, fall: [0, 0] }) +
      flat(box(-44, -250, 88, 100, 4), material.chalk) +
      flat(box(-28, -226, 56, 6), material.petrol) +
      flat(box(-28, -210, 38, 6), material.petrol) +
      flat(box(-28, -184, 20, 6), material.red),
  };
};

/** A small wood stove with a pot stand, alight. */
export const campStove: Drawing = (colour) => {
  const t = tones(colour);
  const door = "M-74 -60C-74 -150 -50 -176 0 -176C50 -176 74 -150 74 -60C40 -46 -40 -46 -74 -60Z";
  const holes = [-120, -72, -24, 24, 72, 120]
    .map((x) => flat(oval(x, -292 + (120 - Math.abs(x)) * 0.12, 11 - Math.abs(x) * 0.03, 12), "#1F2A2C"))
    .join("");
  return {
    set: "ground",
    foot: 156,
    focus: [0, -180, 2],
    glow: { at: [0, -120], r: 0 },
    art:
      [-90, 0, 90]
        .map((x) => tube(`M${x} -350L${x * 0.86} -418L${x * 0.5} -418`, material.steel, 13, "butt"))
        .join("") +
      flame(-52, -340, 1) +
      flame(44, -336, 1.15) +
      flame(-2, -330, 1.5) +
      solid("M-160 -340L-160 -14C-150 28 150 28 160 -14L160 -340Z", t, "", { rim: 0, fall: [58, 0] }) +
      line("M-126 -250V-60", "#FFFFFF", 13, 0.28) +
      flat(oval(0, -340, 160, 34), tones(material.steel).base) +
      flat(oval(0, -338, 138, 26), "#1F2A2C") +
      flat(
        "M-90 -330C-70 -380 -40 -350 -30 -390C0 -350 30 -400 50 -352C70 -372 84 -350 90 -326C40 -310 -50 -310 -90 -330Z",
        material.flame,
      ) +
      flat("M-50 -324C-40 -352 -20 -340 -8 -366C10 -340 30 -356 44 -322C20 -314 -20 -314 -50 -324Z", material.wick) +
      line("M-160 -340C-150 -298 150 -298 160 -340", t.lit, 6) +
      holes +
      flat(door, "#1F2A2C") +
      flat(
        "M-58 -62C-60 -110 -30 -100 -24 -146C0 -110 24 -140 34 -104C50 -100 58 -80 58 -62C30 -52 -30 -52 -58 -62Z",
        material.flame,
      ) +
      flat("M-30 -58C-28 -90 -8 -86 0 -112C12 -88 28 -86 30 -58C10 -54 -10 -54 -30 -58Z", material.wick) +
      line(door, tones(material.steel).shade, 8) +
      tube("M-30 -64L-150 34M10 -62L-60 48", material.walnut, 22),
  };
};

/** Porro-prism field glasses with a strap. */
export const binoculars: Drawing = (colour) => {
  const t = tones(colour);
  const half =
    "M30 -150C60 -170 110 -170 132 -140L196 40C206 90 210 150 204 196C160 220 90 220 48 200C44 130 40 40 26 -20Z";
  const skin = (d: string) => solid(d, t, knit([-220, -60, 440, 180], 17, t.line, 1.8, 0.35), { fall: [24, 10] });
  const eye = (x: number) =>
    solid(
      box(x - 42, -236, 84, 90, 14),
      material.rubber,
      rows([x - 42, -228, 84, 30], 11, tones(material.rubber).line, 2.4, 0.7),
      { rim: 4, fall: [18, 6] },
    ) + solid(oval(x, -236, 42, 12), "#56686C", "", { rim: 0, fall: [0, 0] });
  const rim = (x: number) =>
    solid(
      `M${x - 84} 176C${x - 50} 196 ${x + 50} 196 ${x + 84} 176L${x + 86} 214C${x + 50} 240 ${x - 50} 240 ${x - 86} 214Z`,
      material.brass,
      "",
      { rim: 0, fall: [26, 4] },
    );
  return {
    set: "wall",
    focus: [-60, -60, 2],
    art:
      tube(
        "M-130 -100C-300 -160 -320 160 -250 260C-180 340 180 340 250 260C320 160 300 -160 130 -100",
        material.leather,
        18,
      ) +
      eye(-84) +
      eye(84) +
      solid(box(-34, -120, 68, 240, 16), material.rubber, "", { fall: [16, 8] }) +
      solid(box(-28, -164, 56, 58, 10), material.brass, ribs([-28, -164, 56, 58], 8, tones(material.brass).deep, 3), {
        fall: [16, 6],
      }) +
      skin(mirror(half)) +
      skin(half) +
      rim(-128) +
      rim(128) +
      line("M-150 -120L-176 -40", t.lit, 8, 0.7),
  };
};

/** A hunter-case compass, lid up. */
export const compass: Drawing = (colour) => {
  const t = tones(colour);
  let marks = "";
  for (let i = 0; i < 72; i++) {
    const a = (i / 72) * Math.PI * 2;
    const r = i % 18 === 0 ? 108 : i % 6 === 0 ? 120 : 130;
    marks += `M${(Math.cos(a) * r).toFixed(1)} ${(Math.sin(a) * r).toFixed(1)}L${(Math.cos(a) * 140).toFixed(1)} ${(Math.sin(a) * 140).toFixed(1)}`;
  }
  const rose =
    [0, 90, 180, 270]
      .map((turn) => put(flat("M0 -92L14 -14L0 0Z", "#0E2A30") + flat("M0 -92L-14 -14L0 0Z", "#7E9292"), 0, 0, 1, turn))
      .join("") +
    [45, 135, 225, 315].map((turn) => put(flat("M0 -62L9 -12L0 0L-9 -12Z", "#B7C3C5"), 0, 0, 1, turn)).join("");
  return {
    set: "wall",
    focus: [-20, 110, 2],
    art:
      solid(oval(0, -178, 190, 168), t, "", { fall: [18, 16] }) +
      solid(
        oval(0, -178, 164, 144),
        shift(colour, -0.05),
        line(
          "M-60 -178C-30 -204 0 -204 0 -178C0 -152 30 -152 60 -178M-60 -140C-30 -166 0 -166 0 -140C0 -114 30 -114 60 -140",
          t.line,
          5,
          0.6,
        ),
        { rim: 0, fall: [-12, -12] },
      ) +
      solid(box(-36, -36, 72, 26, 8), shift(colour, -0.08), "", { rim: 3, fall: [10, 6] }) +
      line(oval(0, 356, 26, 26), t.shade, 11) +
      solid(box(-17, 310, 34, 30, 6), t, "", { rim: 3, fall: [8, 4] }) +
      solid(oval(0, 146, 192, 184), t, "", { rim: 6, fall: [18, 18] }) +
      put(
        solid(oval(0, 0, 156, 156), "#F6F1E4", "", { rim: 0, fall: [-12, -12] }) +
          line(marks, "#0E2A30", 2.6) +
          line(oval(0, 0, 100, 100), "#0E2A30", 2.4) +
          rose,
        0,
        146,
        1,
        0,
      ) +
      put(
        flat("M0 -118L11 0L-11 0Z", material.red) +
          flat("M0 118L11 0L-11 0Z", "#3F4A4D") +
          solid(oval(0, 0, 13, 13), material.brass, "", { rim: 3, fall: [4, 4] }),
        0,
        146,
        1,
        -28,
      ) +
      flat("M-122 82C-100 38 -60 12 -22 4L4 18C-40 30 -78 56 -98 96Z", "#FFFFFF", 0.45),
  };
};
