import { material } from "../kit/material.ts";
import { box, oval } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, put, rope, solid } from "../kit/shape.ts";
import { grain } from "../kit/texture.ts";
import { shift, tones } from "../kit/tones.ts";
import { beanie } from "./headwear.ts";

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
