import { material } from "../kit/material.ts";
import { box, oval, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, put, rope, solid, tube } from "../kit/shape.ts";
import { ribs } from "../kit/texture.ts";
import { shift, tones } from "../kit/tones.ts";

/** A made-up coil, hung by its own turns. */
export const ropeCoil: Drawing = (colour) => {
  let art = "";
  for (const i of [4, 0, 3, 1, 2]) {
    const w = 112 + i * 30;
    art += rope(
      `M-10 -210C${-w * 1.42} -196 ${-w * 1.42} ${212 + i * 10} 0 ${206 + i * 24}C${w * 1.42} ${212 + i * 10} ${w * 1.42} -196 10 -210`,
      colour,
      30,
    );
  }
  art += rope("M-14 -226C-76 -380 76 -380 24 -226", colour, 30);
  for (let i = 0; i < 4; i++)
    art += rope(`M-66 ${-236 + i * 29}C-30 ${-224 + i * 29} 30 ${-230 + i * 29} 66 ${-248 + i * 29}`, colour, 30);
  art +=
    rope("M56 -132C64 -60 30 0 44 70C50 100 46 110 50 130", colour, 30) +
    line("M38 112L64 106M40 124L66 118M40 136L66 130", material.petrol, 8);
  return { set: "wall", focus: [-10, -150, 2.1], art };
};

/** A wooden spool of twine. */
export const spool: Drawing = (colour) => {
  const t = tones(colour);
  const wood = tones(material.ash);
  const end = (y: number) =>
    solid(`M-160 ${y}L-160 ${y + 30}C-160 ${y + 76} 160 ${y + 76} 160 ${y + 30}L160 ${y}Z`, wood, "", {
      rim: 0,
      fall: [46, 4],
    });
  let turns = "";
  for (let y = -250; y < -10; y += 13) turns += `M-140 ${y}C-60 ${y + 34} 60 ${y + 26} 140 ${y - 8}`;
  return {
    set: "ground",
    foot: 158,
    focus: [-30, -210, 2.1],
    art:
      end(-40) +
      solid(oval(0, -40, 160, 34), wood.lit, "", { rim: 0, fall: [0, 0] }) +
      solid(
        "M-122 -290C-150 -220 -150 -110 -122 -44C-60 -10 60 -10 122 -44C150 -110 150 -220 122 -290Z",
        t,
        line(turns, t.deep, 4) + line(turns, t.lit, 1.8, 0.6).replace("<path", '<path transform="translate(0 -5)"'),
        { fall: [48, 6] },
      ) +
      tube("M120 -90C200 -70 170 10 230 22C290 34 300 -6 340 14", t, 9) +
      end(-330) +
      solid(
        oval(0, -330, 160, 34),
        wood.lit,
        [0.8, 0.6, 0.4].map((k) => line(oval(-6, -330, 160 * k, 34 * k), wood.shade, 2)).join("") +
          flat(oval(0, -330, 30, 9), wood.line),
        { rim: 0, fall: [0, 0] },
      ) +
      flat(box(-52, -196, 104, 60, 3), material.chalk) +
      flat(box(-36, -180, 72, 5), material.petrol) +
      flat(box(-36, -166, 44, 5), material.red),
  };
};

/** A horn cleat with a line made fast. */
export const cleat: Drawing = (colour) => {
  const t = tones(colour);
  const horns = sym("M0 -64C70 -64 150 -84 236 -96C262 -92 262 -60 240 -52C170 -40 120 -20 92 30L0 40");
  return {
    set: "wall",
    focus: [-40, -10, 2],
    art:
      rope("M-40 330C-50 240 -40 160 -70 90", material.manila, 36) +
      solid(box(-150, 40, 300, 60, 26), t, "", { fall: [14, 14] }) +
      [-112, 112]
        .map((x) =>
          solid(oval(x, 70, 17, 15), shift(colour, -0.06), line(`M${x - 8} 64L${x + 8} 76`, t.line, 4), {
            rim: 3,
            fall: [4, 4],
          }),
        )
        .join("") +
      solid("M-76 -10L-40 -10L-34 60L-96 60Z", t, "", { fall: [10, 4] }) +
      solid("M40 -10L76 -10L96 60L34 60Z", t, "", { fall: [14, 4] }) +
      rope("M-70 92C-170 60 -190 0 -150 -60", material.manila, 36) +
      solid(horns, t, "", { fall: [20, 26] }) +
      rope("M-158 -30C-150 -110 -110 -110 -70 -80L90 40C130 70 170 40 160 -20", material.manila, 36) +
      rope("M158 -30C150 -110 110 -110 70 -80L-90 40C-120 66 -150 60 -164 40", material.manila, 36) +
      rope("M-70 -84C-20 -50 30 0 74 30", material.manila, 36),
  };
};

/** Two bow shackles. */
export const shackles: Drawing = (colour) => {
  const one = (x: number, y: number, turn: number) =>
    put(
      tube("M-66 130C-60 60 -120 20 -112 -50C-104 -140 104 -140 112 -50C120 20 60 60 66 130", colour, 42, "butt") +
        [-66, 66]
          .map((px) =>
            solid(oval(px, 150, 42, 42), colour, flat(oval(px, 150, 16, 16), tones(colour).deep), { fall: [12, 10] }),
          )
          .join("") +
        solid(
          box(-128, 134, 250, 34, 10),
          shift(colour, -0.04),
          ribs([-128, 134, 60, 34], 8, tones(colour).deep, 2.4),
          { rim: 4, fall: [6, 14] },
        ) +
        solid(oval(148, 151, 34, 34), colour, flat(oval(150, 152, 12, 12), tones(colour).line), { fall: [10, 10] }),
      x,
      y,
      0.94,
      turn,
    );
  return { set: "wall", focus: [-90, -40, 2], art: one(104, 130, 22) + one(-104, -130, -16) };
};
