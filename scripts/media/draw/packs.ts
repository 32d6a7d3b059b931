import { material } from "../kit/material.ts";
import { box, mirror, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, solid, stitch, tube } from "../kit/shape.ts";
import { twill } from "../kit/texture.ts";
import { shift, tones } from "../kit/tones.ts";
import { buckle, patch } from "./bags.ts";

/** A rucksack seen from the front. */
export function rucksack(o: { readonly lid: "roll" | "flap"; readonly straps: "leather" | "web" }): Drawing {
  return (colour) => {
    const t = tones(colour);
    const strap = o.straps === "leather" ? material.leather : shift(colour, -0.13);
    const body = sym("M0 -470C100 -470 150 -456 160 -400C176 -300 182 -130 172 -20C150 8 60 14 0 14");
    const pocket = sym("M0 -214L118 -206C126 -130 126 -70 118 -20L0 -12");
    const side = "M160 -220C204 -214 214 -160 208 -60C204 -34 190 -26 170 -24Z";
    const lid =
      o.lid === "flap"
        ? solid(
            sym("M0 -488C110 -488 164 -470 172 -410C174 -360 168 -320 160 -292C100 -272 50 -270 0 -270"),
            shift(colour, -0.02),
            stitch(sym("M0 -282C50 -282 100 -284 150 -302"), t.line),
            { fall: [30, 14] },
          )
        : solid(box(-150, -520, 300, 66, 18), shift(colour, -0.02), line("M-142 -500H142M-142 -478H142", t.deep, 2.6), {
            fall: [18, 16],
          });
    const band = (x: number) =>
      `<g transform="translate(4 3)">${flat(box(x - 13, o.lid === "roll" ? -520 : -330, 26, o.lid === "roll" ? 250 : 150, 3), t.deep, 0.5)}</g>` +
      solid(
        box(x - 13, o.lid === "roll" ? -520 : -330, 26, o.lid === "roll" ? 250 : 150, 3),
        strap,
        stitch(`M${x - 8} -520V-190M${x + 8} -520V-190`, tones(strap).line, 0.7),
        { rim: 2, fall: [5, 3] },
      ) +
      (o.straps === "leather"
        ? line(box(x - 20, -262, 40, 30, 4), material.brass, 5) + line(`M${x} -262V-236`, material.brass, 4)
        : buckle(x, -284, 46));
    return {
      set: "ground",
      foot: 176,
      focus: [-40, -260, 2.1],
      art:
        tube("M-40 -480C-40 -540 40 -540 40 -480", strap, 18) +
        tube("M-150 -420C-226 -330 -220 -120 -160 -40", strap, 22) +
        solid(mirror(side), t, "", { fall: [6, 6] }) +
        solid(side, t, "", { fall: [16, 6] }) +
        solid(body, t, twill([-190, -480, 380, 500], 15, t.deep, 1.6, 0.28), { fall: [36, 12] }) +
        `<g transform="translate(4 7)">${flat(pocket, t.deep, 0.5)}</g>` +
        solid(pocket, t, stitch(sym("M0 -196L104 -190C112 -130 112 -80 106 -34L0 -28"), t.line), {
          rim: 4,
          fall: [18, 8],
        }) +
        lid +
        band(-76) +
        band(76) +
        patch(-36, -130, 72),
    };
  };
}

/** A long kit bag with end caps, lying down. */
export const kitBag: Drawing = (colour) => {
  const t = tones(colour);
  const body =
    "M-250 -250C-190 -278 190 -278 250 -250C282 -190 282 -70 250 -8C190 16 -190 16 -250 -8C-282 -70 -282 -190 -250 -250Z";
  const strap = (x: number) =>
    solid(
      box(x - 17, -272, 34, 286, 2),
      shift(colour, -0.13),
      stitch(`M${x - 11} -268V8M${x + 11} -268V8`, t.line, 0.7),
      { rim: 2, fall: [6, 3] },
    );
  return {
    set: "ground",
    foot: 262,
    focus: [-80, -190, 2.1],
    art:
      tube("M-120 -250C-130 -400 130 -400 120 -250", shift(colour, -0.17), 24, "butt") +
      solid(body, t, twill([-290, -280, 580, 300], 15, t.deep, 1.6, 0.28), { fall: [34, 40] }) +
      line("M-238 -214C-160 -236 160 -236 238 -214", t.deep, 12) +
      `<path d="M-238 -214C-160 -236 160 -236 238 -214" fill="none" stroke="${material.brass}" stroke-width="5" stroke-dasharray="4 3"/>` +
      solid(box(150, -226, 18, 40, 6), material.brass, "", { rim: 2, fall: [4, 3] }) +
      strap(-120) +
      strap(120) +
      tube("M-120 -196C-128 -380 128 -380 120 -196", shift(colour, -0.11), 24, "butt") +
      solid(box(-46, -352, 92, 40, 14), material.leather, stitch("M-38 -322H38", tones(material.leather).line), {
        rim: 3,
        fall: [6, 8],
      }) +
      solid(box(-80, -150, 160, 104, 8), t, stitch(box(-72, -142, 144, 88, 5), t.line), { rim: 4, fall: [10, 8] }) +
      patch(-34, -118, 68),
  };
};

/** A messenger satchel with a broad flap. */
export const satchel: Drawing = (colour) => {
  const t = tones(colour);
  const flap = sym("M0 -330L206 -330C218 -300 218 -200 206 -120C190 -96 90 -92 0 -92");
  const tongue = (x: number) =>
    solid(
      box(x - 17, -190, 34, 150, 6),
      material.leather,
      stitch(box(x - 11, -184, 22, 138, 4), tones(material.leather).line, 0.7),
      { rim: 2, fall: [5, 4] },
    ) +
    line(box(x - 24, -96, 48, 32, 5), material.brass, 5) +
    line(`M${x} -96V-70`, material.brass, 4);
  return {
    set: "ground",
    foot: 204,
    focus: [-60, -150, 2.1],
    art:
      tube("M-190 -310C-240 -560 240 -560 190 -310", shift(colour, -0.12), 24, "butt") +
      solid(box(-206, -318, 412, 330, 18), shift(colour, -0.04), "", { fall: [30, 12] }) +
      `<g transform="translate(5 9)">${flat(flap, t.deep, 0.55)}</g>` +
      solid(
        flap,
        t,
        twill([-230, -340, 460, 260], 15, t.deep, 1.6, 0.28) +
          stitch("M-196 -128C-184 -108 -90 -106 0 -106C90 -106 184 -108 196 -128", t.line),
        { fall: [30, 12] },
      ) +
      solid(box(-218, -322, 30, 70, 5), material.leather, "", { rim: 2, fall: [4, 3] }) +
      solid(box(188, -322, 30, 70, 5), material.leather, "", { rim: 2, fall: [4, 3] }) +
      tongue(-96) +
      tongue(96) +
      patch(-32, -250, 64),
  };
};
