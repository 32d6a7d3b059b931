import { material } from "../kit/material.ts";
import { box, mirror, oval, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, put, rope, solid, stitch, tube } from "../kit/shape.ts";
import { knit, ribs, rows } from "../kit/texture.ts";
import { mix, shift, tones } from "../kit/tones.ts";
import { coat } from "./coats.ts";
import { flame } from "./lamps.ts";

/** A ridge tent seen from its door, a little from the right. */
export const tent: Drawing = (colour) => {
  const t = tones(colour);
  const side = tones(shift(colour, -0.07));
  return {
    set: "ground",
    foot: 250,
    focus: [-70, -240, 2],
    art:
      line("M-70 -386L-330 14M160 -440L350 -40M-70 -386L-230 18", "#F1EDE3", 4) +
      solid(
        "M-70 -380L160 -432L300 -60L150 6Z",
        side,
        line("M20 -400L210 -20M90 -416L256 -42", side.deep, 2.6) + stitch("M-58 -370L156 -420", side.line),
        { rim: 0, fall: [14, 10] },
      ) +
      flat("M-70 -380L-256 10L150 6Z", "#2E3A36") +
      flat("M-140 10L-70 -240L40 8Z", "#1F2927") +
      solid(box(-78, -410, 16, 420, 6), material.ash, "", { rim: 3, fall: [6, 0] }) +
      solid(
        "M-70 -380L-256 10L-128 10C-110 -120 -90 -250 -70 -380Z",
        t,
        line("M-76 -350C-110 -220 -150 -100 -190 6", t.deep, 2.4, 0.7),
        { fall: [20, 4] },
      ) +
      solid(
        "M-70 -380L150 6L64 8C40 -100 -10 -240 -70 -380Z",
        t,
        line("M-60 -340C0 -220 60 -100 106 4", t.deep, 2.4, 0.7),
        { rim: 0, fall: [16, 4] },
      ) +
      line("M-96 -150C-110 -146 -120 -146 -134 -150M20 -150C10 -140 0 -140 -10 -146", material.leather, 9) +
      [
        [-330, 14],
        [-230, 18],
        [350, -40],
      ]
        .map(([x = 0, y = 0]) => line(`M${x} ${y - 14}L${x - 6} ${y + 8}`, material.steel, 8))
        .join("") +
      flat(oval(-70, -412, 12, 8), material.brass),
  };
};

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

/** A folding stool with crossed legs. */
export const foldingStool: Drawing = (colour) => {
  const t = tones(colour);
  const leg = (d: string, dark: number) => tube(d, shift(material.ash, dark), 26);
  return {
    set: "ground",
    foot: 190,
    focus: [-70, -300, 2],
    art:
      leg("M-150 -336L190 -40", -0.1) +
      leg("M200 -336L-140 -40", -0.1) +
      leg("M-140 -40H190", -0.08) +
      solid(
        "M-214 -352C-120 -310 120 -310 214 -352L236 -330C130 -262 -130 -262 -236 -330Z",
        t,
        stitch("M-206 -334C-120 -290 120 -290 206 -334", t.line),
        { rim: 5, fall: [34, 14] },
      ) +
      flat("M-214 -352C-120 -310 120 -310 214 -352L196 -372C110 -336 -110 -336 -196 -372Z", t.deep) +
      leg("M-216 -338L216 0", 0) +
      leg("M216 -338L-216 0", -0.02) +
      solid(oval(0, -169, 15, 15), material.brass, "", { rim: 3, fall: [5, 5] }) +
      solid(box(-250, -362, 60, 36, 12), t, "", { rim: 3, fall: [8, 8] }) +
      solid(box(190, -362, 60, 36, 12), t, "", { rim: 3, fall: [8, 8] }),
  };
};

/** A bedroll held by two straps. */
export const bedroll: Drawing = (colour) => {
  const t = tones(colour);
  const felt = tones("#D8CBB0");
  const strap = (x: number) =>
    solid(
      `M${x - 18} -246C${x - 26} -160 ${x - 26} -70 ${x - 18} 12L${x + 18} 12C${x + 10} -70 ${x + 10} -160 ${x + 18} -246Z`,
      material.leather,
      "",
      { rim: 3, fall: [8, 4] },
    ) +
    line(box(x - 24, -150, 46, 36, 5), material.brass, 6) +
    line(`M${x - 2} -150V-122`, material.brass, 5);
  return {
    set: "ground",
    foot: 250,
    focus: [-110, -140, 2],
    art:
      tube("M-120 -242C-120 -360 120 -360 120 -242", material.leather, 22, "butt") +
      solid(
        "M-212 -246L230 -246C284 -200 284 -40 230 14L-212 14Z",
        t,
        line("M-212 -70H262M-212 -190C-60 -180 60 -200 262 -186", t.deep, 3, 0.7),
        { fall: [24, 44] },
      ) +
      solid(
        oval(-212, -116, 72, 130),
        felt,
        [0.82, 0.62, 0.42, 0.22]
          .map(
            (k) =>
              line(oval(-212, -116, 72 * k, 130 * k), felt.deep, 5) +
              line(oval(-212, -116, 72 * (k - 0.06), 130 * (k - 0.06)), t.base, 5),
          )
          .join(""),
        { rim: 4, fall: [10, 10] },
      ) +
      line(oval(-212, -116, 72, 130), t.shade, 9) +
      strap(-70) +
      strap(130),
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

/** A changing robe: the long coat with a pale pile inside. */
export const robe: Drawing = (colour, view) =>
  coat({
    hem: 390,
    neck: "hood",
    front: "zip",
    pockets: "welt",
    flare: 44,
    lining: mix("#F1EDE3", shift(colour, -0.1), 0.18),
    trim: "#F1EDE3",
  })(colour, view);

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
