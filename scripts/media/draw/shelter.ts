import { material } from "../kit/material.ts";
import { box, oval } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, solid, stitch, tube } from "../kit/shape.ts";
import { mix, shift, tones } from "../kit/tones.ts";
import { coat } from "./coats.ts";

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
