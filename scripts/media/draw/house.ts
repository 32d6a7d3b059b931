import { material } from "../kit/material.ts";
import { box, oval } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, put, rope, solid, tube } from "../kit/shape.ts";
import { grain, rows } from "../kit/texture.ts";
import { shift, tones } from "../kit/tones.ts";

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
