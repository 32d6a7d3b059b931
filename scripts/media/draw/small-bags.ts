import { material } from "../kit/material.ts";
import { box, oval, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, rope, solid, stitch, tube } from "../kit/shape.ts";
import { twill } from "../kit/texture.ts";
import { shift, tones } from "../kit/tones.ts";
import { patch } from "./bags.ts";

/** A box-ended zip pouch. */
export const pouch: Drawing = (colour) => {
  const t = tones(colour);
  const body = sym("M0 -214C150 -218 196 -196 206 -120C212 -70 208 -30 196 -6C120 12 60 12 0 12");
  return {
    set: "ground",
    foot: 198,
    focus: [60, -150, 2.2],
    art:
      tube("M-190 -150C-262 -150 -262 -70 -196 -70", material.leather, 18, "butt") +
      solid(
        body,
        t,
        twill([-220, -220, 440, 240], 15, t.deep, 1.6, 0.28) +
          line("M-150 -120C-160 -70 -150 -40 -158 0M120 -110C130 -60 118 -40 126 0", t.deep, 2.4, 0.6),
        { fall: [34, 14] },
      ) +
      line("M-184 -170C-110 -186 110 -186 184 -170", t.deep, 14) +
      `<path d="M-184 -170C-110 -186 110 -186 184 -170" fill="none" stroke="${material.brass}" stroke-width="6" stroke-dasharray="4 3"/>` +
      stitch("M-190 -150C-110 -166 110 -166 190 -150", t.line) +
      solid(box(120, -186, 20, 26, 5), material.brass, "", { rim: 2, fall: [3, 3] }) +
      solid("M122 -164L138 -164L144 -96L116 -96Z", material.leather, "", { rim: 2, fall: [4, 3] }) +
      patch(-34, -110, 68),
  };
};

/** A drawstring sailor's bag: tall, round foot, cord through eyelets. */
export const ditty: Drawing = (colour) => {
  const t = tones(colour);
  const body = sym("M0 -380C60 -380 96 -372 104 -350C100 -330 128 -290 140 -220L150 -24C120 14 60 20 0 20");
  const eyelets = [-84, -44, 0, 44, 84]
    .map((x) => solid(oval(x, -322 + (88 - Math.abs(x)) * 0.1, 10, 10), material.brass, "", { rim: 2, fall: [2, 2] }))
    .join("");
  return {
    set: "ground",
    foot: 150,
    focus: [0, -290, 2.3],
    art:
      rope("M96 -322C190 -330 210 -200 176 -120C164 -90 150 -70 148 -40", material.manila, 15) +
      flat(sym("M0 -398C56 -398 100 -384 104 -352L0 -340"), t.deep) +
      solid(
        body,
        t,
        twill([-170, -390, 340, 420], 15, t.deep, 1.6, 0.28) +
          line(
            "M-70 -300C-84 -240 -70 -220 -86 -160M-20 -306C-28 -250 -16 -230 -26 -190M36 -306C46 -250 34 -230 44 -180M82 -300C94 -250 86 -230 96 -190",
            t.deep,
            3,
            0.7,
          ) +
          flat(box(-200, -96, 400, 130), shift(colour, -0.13)) +
          stitch("M-200 -88H200", t.line),
        { fall: [44, 12] },
      ) +
      rope("M-84 -318C-60 -308 60 -308 84 -318", material.manila, 13) +
      eyelets +
      rope("M20 -306C30 -250 10 -200 26 -150", material.manila, 12) +
      solid(box(16, -158, 22, 40, 8), material.manila, "", { rim: 2, fall: [5, 3] }) +
      patch(-92, -200, 64),
  };
};

/** A knotted string bag with three lemons inside. */
export const stringBag: Drawing = (colour) => {
  const t = tones(colour);
  const outline = sym("M0 -330C70 -330 100 -320 110 -300C180 -220 210 -90 150 -10C100 16 50 18 0 18");
  let net = "";
  for (let i = -8; i <= 8; i++)
    net += `M${i * 30} -320C${i * 50} -200 ${i * 56} -100 ${i * 20 + 90} 20M${i * 30} -320C${i * 50} -200 ${i * 56} -100 ${i * 20 - 90} 20`;
  const fruit = (x: number, y: number, c: string, r: number) =>
    solid(oval(x, y, r * 1.12, r), c, "", { fall: [16, 14] });
  return {
    set: "ground",
    foot: 140,
    focus: [-10, -170, 2.2],
    art:
      tube("M-70 -316C-120 -540 60 -560 30 -320", shift(colour, -0.08), 11) +
      flat(outline, t.deep, 0.18) +
      fruit(-70, -60, "#E9C23B", 62) +
      fruit(72, -64, "#D97B3B", 66) +
      fruit(0, -150, "#9DB25A", 64) +
      fruit(96, -180, "#E9C23B", 46) +
      fruit(-92, -174, "#D97B3B", 50) +
      `<g stroke-linejoin="round">${solidNet(outline, net, t.base)}</g>` +
      tube("M-110 -302C-40 -284 40 -284 110 -302", t, 13) +
      tube("M-50 -300C-90 -520 120 -540 84 -304", t, 12),
  };
};

function solidNet(outline: string, net: string, colour: string): string {
  return `<clipPath id="net"><path d="${outline}"/></clipPath><g clip-path="url(#net)">${line(net, colour, 4)}</g>${line(outline, colour, 5)}`;
}
