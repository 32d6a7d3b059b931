import { material } from "../kit/material.ts";
import { box, oval, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, put, solid, tube } from "../kit/shape.ts";
import { speckle } from "../kit/texture.ts";
import { mix, shift, tones } from "../kit/tones.ts";
import { gleam, STEEL_RIM } from "./vessels.ts";

/** A kettle with spout, lid and bail. */
export const kettle: Drawing = (colour, view) => {
  const t = tones(colour);
  const body = sym("M0 -296C84 -296 150 -270 178 -190C204 -110 196 -40 176 -14C130 22 50 26 0 26");
  const spout = "M-140 -120C-196 -132 -214 -210 -268 -262L-226 -292C-190 -250 -190 -200 -130 -206Z";
  const flipped = view === "back";
  const art =
    solid(spout, t, "", { fall: [14, 16] }) +
    solid(oval(-247, -277, 27, 14), STEEL_RIM, "", { rim: 0, fall: [0, 0] }) +
    tube("M-132 -262C-160 -480 160 -480 132 -262", STEEL_RIM, 13) +
    solid(
      box(-84, -448, 168, 36, 18),
      material.ash,
      line("M-70 -434H60M-60 -424H70", tones(material.ash).deep, 2, 0.7),
      { rim: 3, fall: [10, 12] },
    ) +
    solid(body, t, speckle([-200, -300, 400, 330], 120, t.lit, 5, 2.6), { rim: 0, fall: [64, 22] }) +
    gleam("M-118 -226C-152 -180 -160 -110 -150 -66", 15) +
    line("M-190 -24C-130 12 130 12 190 -24", STEEL_RIM, 6) +
    solid("M-104 -284C-104 -318 -60 -334 0 -334C60 -334 104 -318 104 -284C60 -262 -60 -262 -104 -284Z", t, "", {
      fall: [30, 12],
    }) +
    line("M-104 -284C-60 -262 60 -262 104 -284", STEEL_RIM, 6) +
    solid(oval(0, -346, 22, 19), STEEL_RIM, "", { rim: 3, fall: [8, 6] }) +
    solid(oval(-132, -258, 14, 14), material.brass, "", { rim: 2, fall: [4, 4] }) +
    solid(oval(132, -258, 14, 14), material.brass, "", { rim: 2, fall: [4, 4] });
  return {
    set: "ground",
    foot: 178,
    focus: [-90, -230, 2],
    art: flipped ? `<g transform="scale(-1 1)">${art}</g>` : put(art, 24, 0, 1.08),
  };
};

/** A tall enamel coffee pot. */
export const coffeePot: Drawing = (colour) => {
  const t = tones(colour);
  const body = sym("M0 -400L84 -398C96 -300 140 -120 146 -16C110 20 50 24 0 24");
  return {
    set: "ground",
    foot: 146,
    focus: [-40, -300, 2.1],
    art:
      tube("M84 -330C220 -350 230 -110 134 -100", t, 22) +
      solid("M-84 -300C-150 -330 -160 -372 -196 -398L-150 -412C-120 -390 -120 -380 -78 -384Z", t, "", {
        fall: [10, 14],
      }) +
      solid(body, t, speckle([-150, -400, 300, 430], 110, t.lit, 21, 2.6), { rim: 0, fall: [58, 10] }) +
      gleam("M-66 -360C-74 -260 -100 -140 -104 -70", 13) +
      line("M-146 -20C-110 16 110 16 146 -20", STEEL_RIM, 6) +
      solid("M-88 -396C-80 -450 -40 -470 0 -470C40 -470 80 -450 88 -396C50 -380 -50 -380 -88 -396Z", t, "", {
        fall: [26, 12],
      }) +
      line("M-88 -396C-50 -380 50 -380 88 -396", STEEL_RIM, 6) +
      solid(oval(0, -482, 18, 17), STEEL_RIM, "", { rim: 3, fall: [6, 5] }),
  };
};

/** A round stoneware teapot. */
export const teapot: Drawing = (colour) => {
  const t = tones(colour);
  const body = sym("M0 -262C110 -262 178 -214 182 -130C182 -50 130 14 80 22L0 26");
  return {
    set: "ground",
    foot: 92,
    focus: [-90, -190, 2.1],
    art: put(
      tube("M160 -196C284 -230 290 -60 168 -74", t, 28) +
        solid("M-150 -76C-220 -96 -226 -190 -272 -232L-232 -250C-196 -224 -186 -180 -140 -172Z", t, "", {
          fall: [14, 14],
        }) +
        solid(
          body,
          t,
          speckle([-190, -270, 380, 300], 200, t.line, 3, 2.1) +
            flat("M-220 -96C-90 -70 60 -110 220 -90L220 60H-220Z", mix(colour, material.canvas, 0.72)) +
            speckle([-190, -90, 380, 130], 80, shift(material.canvas, -0.2), 9, 2),
          { rim: 0, fall: [62, 24] },
        ) +
        gleam("M-112 -210C-148 -180 -156 -140 -150 -112", 14) +
        solid(
          "M-88 -256C-80 -292 -40 -302 0 -302C40 -302 80 -292 88 -256C50 -240 -50 -240 -88 -256Z",
          t,
          speckle([-90, -300, 180, 60], 40, t.line, 4, 2),
          { fall: [24, 10] },
        ) +
        line("M-88 -256C-50 -240 50 -240 88 -256", t.line, 3) +
        solid(oval(0, -318, 24, 21), t, "", { rim: 3, fall: [9, 7] }),
      20,
      0,
      1.1,
    ),
  };
};

/** A lidded pot with two ears. */
export const casserole: Drawing = (colour) => {
  const t = tones(colour);
  const body = "M-206 -190C-206 -160 206 -160 206 -190L200 -40C190 8 120 24 0 24C-120 24 -190 8 -200 -40Z";
  const lid = "M-214 -196C-210 -246 -110 -276 0 -276C110 -276 210 -246 214 -196C150 -160 -150 -160 -214 -196Z";
  return {
    set: "ground",
    foot: 186,
    focus: [90, -190, 2],
    art: put(
      [-1, 1].map((s) => tube(`M${s * 196} -140C${s * 268} -150 ${s * 268} -92 ${s * 196} -96`, t, 24)).join("") +
        solid(body, t, "", { rim: 0, fall: [64, 10] }) +
        gleam("M-166 -130C-166 -90 -164 -60 -158 -40", 15) +
        flat("M-206 -178C-150 -144 150 -144 206 -178L205 -150C150 -122 -150 -122 -205 -150Z", t.deep, 0.5) +
        solid(lid, t, "", { fall: [50, 16] }) +
        line("M-214 -196C-150 -160 150 -160 214 -196", t.lit, 5) +
        gleam("M-150 -226C-120 -246 -80 -256 -50 -258", 11) +
        solid(box(-14, -300, 28, 30, 4), material.brass, "", { rim: 2, fall: [6, 3] }) +
        solid(oval(0, -308, 34, 18), material.brass, "", { rim: 4, fall: [12, 8] }),
      10,
      0,
      1.06,
    ),
  };
};
