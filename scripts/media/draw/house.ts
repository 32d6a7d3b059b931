import { material } from "../kit/material.ts";
import { box, oval, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, put, rope, solid, tube } from "../kit/shape.ts";
import { cable, grain, herringbone, knit, ribs, rows } from "../kit/texture.ts";
import { mix, shift, tones } from "../kit/tones.ts";
import { beanie } from "./knits.ts";

/** A folded blanket or throw: three layers, rounded folds to the left. */
export function folded(o: {
  readonly weave: "plain" | "herringbone";
  readonly stripe?: string;
  readonly fringe?: boolean;
}): Drawing {
  return (colour) => {
    const t = tones(colour);
    const layer = (y: number, h: number, inset: number) => {
      const d = `M${-236 + inset} ${y}L${220 - inset} ${y}C${250 - inset} ${y} ${252 - inset} ${y + h} ${220 - inset} ${y + h}L${-236 + inset} ${y + h}C${-268 + inset} ${y + h} ${-268 + inset} ${y} ${-236 + inset} ${y}Z`;
      const pattern =
        o.weave === "herringbone"
          ? herringbone([-280, y, 560, h], 26, t.deep, 2.4, 0.5)
          : rows([-280, y + 5, 560, h], 8, t.deep, 1.4, 0.3);
      const bands = o.stripe
        ? line(`M-130 ${y - 4}V${y + h + 4}`, o.stripe, 46) + line(`M-78 ${y - 4}V${y + h + 4}`, o.stripe, 12)
        : "";
      return solid(d, t, pattern + bands, { fall: [26, 16] });
    };
    const edge = (y: number) =>
      o.fringe
        ? ""
        : line(
            Array.from({ length: 24 }, (_, i) => `M${-222 + i * 19} ${y}v-17`).join(""),
            mix(colour, o.stripe ?? "#F1EDE3", 0.85),
            3,
          );
    let knots = "";
    if (o.fringe)
      for (let i = 0; i < 22; i++)
        knots += `M${-220 + i * 20} -66C${-224 + i * 20} -40 ${-214 + i * 20} -20 ${-220 + i * 20} 6`;
    return {
      set: "ground",
      foot: 232,
      focus: [-90, -170, 2],
      art:
        layer(-78, 90, 0) +
        layer(-162, 88, 8) +
        layer(-246, 88, 0) +
        edge(-158) +
        (o.fringe
          ? line(knots, t.base, 6) +
            line(knots, t.line, 1.8, 0.5) +
            layer(-250, 186, 4) +
            line("M-230 -66H214", t.line, 2.4)
          : "") +
        flat(box(110, -218, 66, 40, 3), material.chalk) +
        flat(box(120, -207, 46, 4), material.petrol) +
        flat(box(120, -196, 28, 4), material.red),
    };
  };
}

/** A square cushion in a windowpane check. */
export const cushion: Drawing = (colour) => {
  const t = tones(colour);
  const d = sym(
    "M0 -400C70 -400 150 -410 224 -424C214 -340 208 -280 208 -200C208 -130 214 -70 226 10C150 0 70 -4 0 -4",
  );
  const check = shift(colour, 0.2);
  return {
    set: "ground",
    foot: 196,
    focus: [-90, -290, 2],
    art: put(
      solid(
        d,
        t,
        knit([-230, -420, 460, 440], 20, t.deep, 1.8, 0.35) +
          line(
            "M-150 -440C-140 -280 -140 -140 -154 30M-50 -440V30M50 -440V30M150 -440C140 -280 140 -140 154 30",
            check,
            9,
            0.9,
          ) +
          line(
            "M-240 -340C-100 -330 100 -330 240 -340M-240 -250H240M-240 -156H240M-240 -66C-100 -74 100 -74 240 -66",
            check,
            9,
            0.9,
          ),
        { fall: [40, 26] },
      ) + line(d, mix(colour, material.petrol, 0.5), 7),
      0,
      6,
      1,
      -3,
    ),
  };
};

/** A three-legged stool with a dished seat. */
export const stool: Drawing = (colour) => {
  const seat = tones(colour);
  const leg = (d: string, dark: number) => solid(d, shift(material.ash, dark), "", { fall: [10, 0] });
  const wood = colour === "#80563A" ? -0.2 : 0;
  return {
    set: "ground",
    foot: 150,
    focus: [-40, -360, 2],
    art:
      leg("M26 -350L62 -350L84 -44L58 -44Z", wood - 0.09) +
      leg("M-142 -360L-96 -360L-150 10L-186 10Z", wood) +
      leg("M104 -360L150 -360L196 10L160 10Z", wood - 0.02) +
      line("M-148 -150C-60 -136 40 -140 68 -160", shift(material.ash, wood - 0.05), 17) +
      solid(
        "M-226 -396C-226 -350 -120 -334 0 -334C120 -334 226 -350 226 -396L226 -374C226 -326 120 -308 0 -308C-120 -308 -226 -326 -226 -374Z",
        seat,
        "",
        { rim: 0, fall: [50, 4] },
      ) +
      solid(
        oval(0, -396, 226, 54),
        seat,
        grain([-230, -450, 460, 110], 15, seat.deep, 8, 0.6) +
          `<g opacity=".55">${flat(oval(10, -388, 150, 30), seat.shade)}</g>`,
        { rim: 4, fall: [0, 0] },
      ) +
      [
        [-118, -402],
        [122, -402],
        [30, -426],
      ]
        .map(([x = 0, y = 0]) =>
          solid(
            oval(x, y, 20, 8),
            shift(material.ash, wood + 0.03),
            line(`M${x - 14} ${y}H${x + 14}`, material.walnut, 5),
            { rim: 0, fall: [0, 0] },
          ),
        )
        .join(""),
  };
};

/** An oval mat, coiled from rope. */
export const ropeMat: Drawing = (colour) => {
  let art = flat(oval(0, 0, 318, 212), tones(material.manila).deep);
  for (let i = 0; i < 7; i++) {
    const rx = 304 - i * 31;
    const ry = 198 - i * 29;
    if (ry < 12) break;
    art += rope(oval(0, 0, rx, Math.max(ry, 14)).replace("Z", ""), i === 1 || i === 2 ? colour : material.manila, 30);
  }
  art += rope("M-96 0L96 0", material.manila, 30);
  return { set: "wall", focus: [-180, -70, 2.2], art };
};

/** A round willow basket with two handles. */
export const basket: Drawing = (colour) => {
  const t = tones(colour);
  const w = tones(material.willow);
  const d =
    "M-196 -300C-190 -180 -176 -90 -160 -14C-120 24 120 24 160 -14C176 -90 190 -180 196 -300C120 -262 -120 -262 -196 -300Z";
  let weave = "";
  for (let row = 0; row < 19; row++)
    for (let col = -8; col <= 8; col++) {
      const y = -286 + row * 16;
      const x = col * 27 + (row % 2) * 13.5;
      weave += `M${x - 14} ${y + 26 - Math.abs(x) * 0.12}q14 -8 28 0`;
    }
  return {
    set: "ground",
    foot: 158,
    focus: [-60, -220, 2.1],
    art:
      flat(oval(0, -304, 196, 44), w.line) +
      flat(oval(0, -296, 184, 36), w.deep) +
      tube("M-60 -338C-60 -400 60 -400 60 -338", shift(material.willow, -0.08), 20) +
      solid(d, t, line(weave, t.line, 3, 0.7), { fall: [50, 14] }) +
      rope("M-160 -22C-110 14 110 14 160 -22", w, 24) +
      rope("M-196 -300C-120 -258 120 -258 196 -300", w, 28) +
      tube("M-64 -262C-72 -370 72 -370 64 -262", w, 22) +
      line("M-74 -272L-54 -250M-76 -256L-52 -240M74 -272L54 -250M76 -256L52 -240", w.line, 5),
  };
};

/** Two bars of soap: one wrapped, one bare and stamped. */
export const soap: Drawing = (colour) => {
  const t = tones(colour);
  const paper = tones(material.paper);
  return {
    set: "ground",
    foot: 190,
    focus: [-20, -140, 2.1],
    art:
      solid(
        box(-200, -96, 380, 104, 10),
        paper,
        rows([-210, -60, 420, 30], 200, material.petrol, 2) +
          flat("M-70 -110H50V20H-70Z", shift(colour, -0.12)) +
          flat(box(-44, -66, 68, 6), material.chalk) +
          flat(box(-44, -50, 44, 6), material.chalk),
        { fall: [18, 18] },
      ) +
      put(
        solid(
          "M-176 -170C-176 -206 -150 -222 -110 -222L110 -222C150 -222 176 -206 176 -170L176 -130C176 -104 156 -92 120 -92L-120 -92C-156 -92 -176 -104 -176 -130Z",
          t,
          line("M-176 -146C-60 -128 60 -128 176 -146", t.deep, 3) +
            flat(oval(-90, -112, 6, 4), t.lit) +
            flat(oval(70, -108, 9, 5), t.lit),
          { fall: [22, 16] },
        ) +
          put(
            `<g transform="skewX(-8) scale(1 .62)">${line("M0 -34C14 -14 20 10 0 36M-26 30C-40 0 -20 -22 0 -34C20 -22 40 0 26 30", t.line, 5)}</g>`,
            0,
            -184,
          ),
        14,
        0,
        1,
        -2,
      ) +
      tube("M-64 -96V4M44 -96V4", material.manila, 7),
  };
};

/** A hot-water bottle in a cabled cover. */
export const bottle: Drawing = (colour) => {
  const t = tones(colour);
  const body = sym(
    "M0 -210C50 -210 70 -196 110 -180C162 -164 178 -130 176 -80C170 60 172 160 178 240C176 290 140 308 100 308L0 310",
  );
  const neck = sym("M0 -330C54 -330 84 -322 86 -296C84 -260 74 -240 78 -196L0 -186");
  return {
    set: "wall",
    focus: [10, -120, 2.1],
    art:
      solid(
        box(-34, -392, 68, 70, 16),
        material.rubber,
        ribs([-34, -392, 68, 40], 11, tones(material.rubber).line, 3),
        { fall: [16, 6] },
      ) +
      solid(oval(0, -392, 50, 18), material.rubber, "", { rim: 3, fall: [14, 4] }) +
      solid(
        body,
        t,
        cable(0, -190, 510, 36, t.line, 2.6) +
          cable(-92, -190, 510, 26, t.line, 2.4) +
          cable(92, -190, 510, 26, t.line, 2.4) +
          knit([-172, -180, 42, 500], 15, t.line, 2, 0.5) +
          knit([134, -180, 42, 500], 15, t.line, 2, 0.5),
        { fall: [34, 12] },
      ) +
      solid(neck, t, ribs([-90, -332, 180, 150], 12, t.line, 2.6, 0.6), { fall: [22, 6] }) +
      rope("M-78 -212C-30 -196 30 -196 78 -212", material.manila, 12) +
      tube("M10 -202C14 -160 -6 -140 4 -110M22 -204C50 -170 40 -150 52 -124", material.manila, 6),
  };
};

/** A round barometer. */
export const barometer: Drawing = (colour) => {
  const t = tones(colour);
  let marks = "";
  for (let i = 0; i <= 40; i++) {
    const a = (-220 + i * 6.5) * (Math.PI / 180);
    const r = i % 5 === 0 ? 142 : 154;
    marks += `M${(Math.cos(a) * r).toFixed(1)} ${(Math.sin(a) * r).toFixed(1)}L${(Math.cos(a) * 168).toFixed(1)} ${(Math.sin(a) * 168).toFixed(1)}`;
  }
  const ink = material.petrol;
  return {
    set: "wall",
    focus: [-30, -90, 2.1],
    art:
      line(oval(0, -286, 26, 26), material.brass, 10) +
      solid(oval(0, 0, 256, 256), t, "", { rim: 7, fall: [20, 18] }) +
      line(oval(0, 0, 226, 226), t.deep, 4) +
      solid(oval(0, 0, 206, 206), "#F6F1E4", "", { rim: 0, fall: [-12, -12] }) +
      line(marks, ink, 3) +
      line("M-116 -128A173 173 0 0 1 116 -128", material.red, 5) +
      flat("M-70 -96h30v5h-30zM-62 -84h14v4h-14zM40 -96h30v5h-30zM48 -84h14v4h-14z", ink) +
      line(
        "M-28 96C-14 84 0 84 0 96C0 108 14 108 28 96M-28 116C-14 104 0 104 0 116C0 128 14 128 28 116",
        "#7FA7A4",
        5,
      ) +
      put(
        solid("M-6 60L-3 -140L0 -156L3 -140L6 60Z", ink, "", { rim: 0, fall: [0, 0] }) + flat(oval(0, 52, 14, 14), ink),
        0,
        0,
        1,
        38,
      ) +
      put(solid("M-4 66L-2 -120L0 -130L2 -120L4 66Z", material.brass, "", { rim: 0, fall: [0, 0] }), 0, 0, 1, -22) +
      solid(oval(0, 0, 17, 17), material.brass, "", { rim: 3, fall: [5, 5] }) +
      flat("M-150 -60C-130 -120 -90 -150 -50 -166L-20 -150C-70 -130 -110 -100 -126 -44Z", "#FFFFFF", 0.4),
  };
};

/** A rail with five pegs; one holds a cap, one a coil. */
export const pegRail: Drawing = (colour) => {
  const t = tones(colour);
  const peg = (x: number) =>
    solid(oval(x, 4, 24, 24), t, "", { fall: [8, 8] }) +
    flat(oval(x, 6, 30, 30), t.deep, 0.35) +
    solid(oval(x - 2, -6, 25, 25), shift(colour, 0.03), line(oval(x - 4, -8, 13, 13), t.deep, 2, 0.5), {
      fall: [9, 9],
    });
  return {
    set: "wall",
    focus: [-140, 20, 2],
    art:
      solid(box(-322, -56, 644, 112, 10), t, grain([-330, -60, 660, 120], 17, t.deep, 6, 0.6), { fall: [8, 14] }) +
      line("M-314 38H314M-314 -40H314", t.deep, 2.4) +
      put(beanie({})(material.red, "front").art, 130, 148, 0.44, 2) +
      [-260, -130, 0, 130, 260].map(peg).join("") +
      rope("M-134 6C-200 120 -196 250 -130 256C-64 250 -60 120 -126 6", material.manila, 15) +
      rope("M-138 8C-176 110 -174 222 -130 228C-86 222 -84 110 -122 8", material.manila, 15) +
      rope("M-156 150C-140 140 -120 140 -104 150", material.manila, 14) +
      [-296, 296].map((x) => flat(oval(x, 0, 8, 8), material.steel)).join(""),
  };
};
