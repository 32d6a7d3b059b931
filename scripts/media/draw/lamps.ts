import { material } from "../kit/material.ts";
import { box, oval, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, put, solid, tube } from "../kit/shape.ts";
import { ribs, rows } from "../kit/texture.ts";
import { mix, shift, tones } from "../kit/tones.ts";

export const WARM = "#FFE7A8";

/** A flame with its foot at (x, y). */
export const flame = (x: number, y: number, k: number): string =>
  flat(
    `M${x} ${y}C${x - 22 * k} ${y - 8 * k} ${x - 20 * k} ${y - 36 * k} ${x} ${y - 76 * k}C${x + 20 * k} ${y - 36 * k} ${x + 22 * k} ${y - 8 * k} ${x} ${y}Z`,
    material.flame,
  ) +
  flat(
    `M${x} ${y - 2 * k}C${x - 11 * k} ${y - 8 * k} ${x - 10 * k} ${y - 22 * k} ${x} ${y - 44 * k}C${x + 10 * k} ${y - 22 * k} ${x + 11 * k} ${y - 8 * k} ${x} ${y - 2 * k}Z`,
    material.wick,
  );

const pane = (d: string, inner = "") => solid(d, "#F6E3B4", inner, { rim: 0, fall: [10, 4] });

/** The paraffin storm lantern: tank, tubes, globe, chimney and bail. */
export const stormLantern: Drawing = (colour) => {
  const t = tones(colour);
  const tank = sym("M0 -132L120 -126C146 -116 150 -84 148 -26C140 10 60 18 0 18");
  const globe = sym("M0 -386L66 -380C100 -330 120 -290 118 -250C114 -210 92 -180 74 -160L0 -154");
  const chimney = sym("M0 -492L54 -488L60 -440L84 -424L88 -380L0 -372");
  const cap = sym("M0 -532C40 -532 62 -522 70 -496C74 -486 70 -480 60 -478L0 -474");
  return {
    set: "ground",
    foot: 146,
    focus: [-10, -280, 2.1],
    glow: { at: [0, -260], r: 430 },
    art:
      tube("M-142 -440C-190 -700 190 -700 142 -440", material.steel, 8) +
      tube("M-128 -110C-176 -180 -176 -380 -136 -450C-116 -478 -80 -474 -58 -466", t, 24) +
      solid(cap, t, "", { fall: [16, 8] }) +
      solid(chimney, t, line("M-50 -464H50", t.deep, 3), { rim: 3, fall: [22, 4] }) +
      flat(sym("M0 -158L86 -158L96 -128L0 -124"), t.deep) +
      pane(globe, flat(oval(0, -236, 84, 96), WARM) + flame(0, -168, 1.25)) +
      line("M-62 -360C-92 -310 -98 -270 -90 -226", "#FFFFFF", 9, 0.6) +
      line("M-112 -330C-60 -300 60 -240 112 -214M112 -330C60 -300 -60 -240 -112 -214", material.steel, 3.4) +
      line("M-116 -274C-60 -262 60 -262 116 -274", material.steel, 4) +
      solid(sym("M0 -396L72 -392L80 -372C60 -364 30 -362 0 -362"), t, "", { rim: 3, fall: [16, 4] }) +
      solid(sym("M0 -172L74 -168L92 -142L0 -134"), t, ribs([-90, -172, 180, 40], 14, t.deep, 3), {
        rim: 3,
        fall: [18, 4],
      }) +
      tube("M128 -110C176 -180 176 -380 136 -450C116 -478 80 -474 58 -466", t, 24) +
      solid(tank, t, "", { fall: [44, 10] }) +
      line("M-146 -34C-80 -10 80 -10 146 -34M-134 -112C-80 -96 80 -96 134 -112", t.line, 2.6) +
      solid(oval(92, -118, 26, 12), material.brass, "", { rim: 3, fall: [8, 3] }) +
      tube("M-60 -120L-60 -96L-96 -84", material.steel, 6) +
      flat(box(-40, -84, 80, 40, 4), material.chalk) +
      flat(box(-26, -72, 52, 5), material.petrol) +
      flat(box(-26, -61, 32, 5), material.red) +
      solid(oval(-142, -440, 11, 11), material.steel, "", { rim: 2, fall: [3, 3] }) +
      solid(oval(142, -440, 11, 11), material.steel, "", { rim: 2, fall: [3, 3] }),
  };
};

/** A table lamp: enamel shade on a bent arm. */
export const tableLamp: Drawing = (colour) => {
  const t = tones(colour);
  const shade = "M-222 -352C-216 -440 -170 -500 -96 -512C-22 -500 24 -440 30 -352C-40 -330 -150 -330 -222 -352Z";
  return {
    set: "ground",
    foot: 118,
    focus: [-80, -410, 2.1],
    glow: { at: [-96, -330], r: 380 },
    art:
      tube("M96 -50C104 -300 120 -480 90 -560C60 -630 -80 -630 -96 -520", material.brass, 15) +
      solid(box(-112, -534, 32, 40, 8), material.brass, "", { rim: 3, fall: [8, 4] }) +
      solid(oval(-96, -348, 38, 34), WARM, "", { rim: 0, fall: [0, 0] }) +
      solid(shade, t, "", { rim: 0, fall: [56, 8] }) +
      line("M-180 -400C-172 -444 -150 -468 -124 -480", "#FFFFFF", 12, 0.35) +
      line("M-222 -352C-150 -330 -40 -330 30 -352", mix("#FFFFFF", WARM, 0.5), 7) +
      solid(
        "M-30 -34C-30 -62 220 -62 220 -34L220 -14C220 24 -30 24 -30 -14Z",
        material.ash,
        rows([-40, -40, 280, 60], 11, tones(material.ash).deep, 2, 0.6),
        { rim: 0, fall: [44, 4] },
      ) +
      solid(
        oval(95, -36, 125, 22),
        tones(material.ash).lit,
        [0.8, 0.55, 0.3].map((k) => line(oval(90, -36, 125 * k, 20 * k), tones(material.ash).shade, 2)).join(""),
        { rim: 0, fall: [0, 0] },
      ) +
      tube("M96 -40C96 -60 97 -90 98 -110", material.brass, 24),
  };
};

/** A pendant shade on its flex. */
export const pendant: Drawing = (colour) => {
  const t = tones(colour);
  const bell = sym("M0 -110C60 -108 80 -80 90 -40C150 -20 236 60 250 172C170 200 90 206 0 206");
  return {
    set: "wall",
    focus: [-70, 20, 2.1],
    glow: { at: [0, 190], r: 430 },
    art:
      line("M0 -700C2 -500 -2 -300 0 -190", "#22343A", 7) +
      solid(oval(0, 186, 66, 62), WARM, "", { rim: 0, fall: [0, 0] }) +
      solid(
        box(-30, -208, 60, 60, 10),
        material.brass,
        rows([-30, -200, 60, 40], 12, tones(material.brass).deep, 2.4),
        { rim: 3, fall: [14, 4] },
      ) +
      solid(sym("M0 -160L44 -156L58 -100L0 -92"), material.brass, "", { rim: 3, fall: [16, 4] }) +
      solid(bell, t, "", { rim: 0, fall: [66, 6] }) +
      line("M-104 0C-160 40 -190 90 -200 140", "#FFFFFF", 14, 0.35) +
      line("M-250 172C-170 200 -90 206 0 206C90 206 170 200 250 172", mix("#FFFFFF", WARM, 0.5), 9),
  };
};

/** The oval caged light of a ship's passage. */
export const bulkhead: Drawing = (colour) => {
  const t = tones(colour);
  const body = oval(0, 0, 176, 262);
  const glass = oval(0, 0, 126, 208);
  const screw = (x: number, y: number) =>
    solid(oval(x, y, 14, 14), material.steel, line(`M${x - 7} ${y - 6}L${x + 7} ${y + 6}`, "#5B6F76", 3), {
      rim: 2,
      fall: [3, 3],
    });
  return {
    set: "wall",
    focus: [-40, -80, 2.1],
    glow: { at: [0, 0], r: 430 },
    art:
      solid(box(-30, 240, 60, 70, 8), t, "", { fall: [12, 6] }) +
      solid(box(-212, -46, 424, 92, 30), t, "", { fall: [16, 14] }) +
      screw(-188, 0) +
      screw(188, 0) +
      solid(body, t, "", { fall: [34, 26] }) +
      flat(oval(4, 6, 134, 216), t.deep) +
      solid(
        glass,
        "#FFE9B0",
        flat(oval(0, 10, 76, 140), "#FFF6DC") + ribs([-130, -210, 260, 420], 21, "#EBC97C", 3, 0.8),
        { rim: 0, fall: [14, 10] },
      ) +
      tube("M0 -226V226", t, 17) +
      tube("M-146 -92C-60 -70 60 -70 146 -92", t, 17) +
      tube("M-146 92C-60 114 60 114 146 92", t, 17) +
      screw(0, -236) +
      screw(0, 236),
  };
};

/** A ribbed hand torch, lying, with its beam. */
export const torch: Drawing = (colour) => {
  const t = tones(colour);
  const beam =
    flat("M-190 -64L-1200 -420L-1200 420L-190 64Z", "#FFE7A8", 0.2) +
    flat("M-190 -50L-1200 -240L-1200 240L-190 50Z", "#FFE7A8", 0.24);
  const art =
    solid(box(-60, -52, 330, 104, 16), t, ribs([-30, -60, 200, 120], 19, t.deep, 7, 0.75), { fall: [10, 30] }) +
    solid("M-60 -52L-140 -88L-140 88L-60 52Z", t, "", { fall: [6, 34] }) +
    solid(
      box(-196, -96, 62, 192, 14),
      shift(colour, -0.1),
      rows([-200, -90, 70, 190], 22, tones(shift(colour, -0.1)).line, 3, 0.7),
      { rim: 4, fall: [8, 36] },
    ) +
    solid(oval(-194, 0, 20, 84), "#FFF3C9", "", { rim: 0, fall: [0, 0] }) +
    solid(box(250, -46, 44, 92, 16), material.rubber, "", { rim: 3, fall: [6, 26] }) +
    solid(box(-34, -70, 76, 26, 10), material.rubber, "", { rim: 3, fall: [6, 8] }) +
    tube("M290 0C350 0 350 70 300 110C260 140 230 170 250 220", material.manila, 9);
  return { set: "wall", focus: [-60, -10, 1.9], under: put(beam, 0, 0, 0.94, -24), art: put(art, 0, 0, 0.94, -24) };
};
