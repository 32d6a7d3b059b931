import { box, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, solid, within } from "../kit/shape.ts";
import { ribs } from "../kit/texture.ts";
import { shift, tones } from "../kit/tones.ts";

/** A watch cap with a turned-up brim. */
export function beanie(o: { readonly bobble?: boolean; readonly stripe?: string }): Drawing {
  return (colour, view) => {
    const t = tones(colour);
    const crown = sym("M0 -230C110 -230 186 -150 190 10L186 70L0 84");
    const brim = sym("M0 34C90 34 150 26 196 8C208 60 208 110 200 152C150 172 80 178 0 178");
    let fan = "";
    for (let i = -9; i <= 9; i++) fan += `M${i * 5} -228C${i * 15} -170 ${i * 21.5} -60 ${i * 22} 60`;
    return {
      set: "wall",
      focus: [20, 40, 2.3],
      art:
        (o.bobble ? solid(burr(0, -258, 62), o.stripe ?? shift(colour, 0.1), "", { fall: [18, 18] }) : "") +
        solid(crown, t, line(fan, t.deep, 3.4, 0.8), { fall: [46, 26] }) +
        (o.bobble ? "" : flat(box(-9, -236, 18, 16, 7), t.deep)) +
        `<g transform="translate(0 -10)">${within(crown, flat(brim, t.deep, 0.6))}</g>` +
        solid(
          brim,
          t,
          ribs([-220, 0, 440, 190], 16, t.deep, 4, 0.75) +
            ribs([-215, 0, 440, 190], 16, t.lit, 2, 0.5) +
            (o.stripe ? line("M-210 74C-140 96 140 96 210 74", o.stripe, 22) : ""),
          { fall: [46, 10] },
        ) +
        (view === "back"
          ? ""
          : flat(box(-98, 82, 58, 42, 3), "#F1EDE3") +
            flat(box(-88, 94, 38, 4), "#0E2A30") +
            flat(box(-88, 104, 24, 4), "#D9482B")),
    };
  };
}

function burr(cx: number, cy: number, r: number): string {
  let d = "";
  for (let i = 0; i < 34; i++) {
    const a = (i / 34) * Math.PI * 2;
    const k = i % 2 === 0 ? r : r * 0.88;
    d += `${i === 0 ? "M" : "L"}${(cx + Math.cos(a) * k).toFixed(1)} ${(cy + Math.sin(a) * k).toFixed(1)}`;
  }
  return `${d}Z`;
}

/** A sou'wester: long brim behind, chin cord. */
export const souwester: Drawing = (colour, view) => {
  const t = tones(colour);
  const brim = sym("M0 -10C120 -12 210 30 276 128C180 150 90 118 0 118");
  const crown = sym("M0 -196C96 -196 148 -120 156 40C100 62 50 66 0 66");
  const cord = "M-150 96C-120 240 -60 300 0 306C60 300 120 240 150 96";
  return {
    set: "wall",
    focus: [20, -20, 2.2],
    art:
      line(cord, t.line, 5) +
      flat(box(-9, 292, 18, 30, 6), t.line) +
      solid(brim, t, "", { fall: [30, 14] }) +
      rounds(brim, t.line) +
      solid(
        crown,
        t,
        line("M0 -196C-6 -100 -4 0 0 66M-78 -160C-98 -80 -104 0 -102 58M78 -160C98 -80 104 0 102 58", t.line, 2.4),
        { fall: [44, 20] },
      ) +
      line("M-156 42C-100 62 100 62 156 42", t.line, 2.6) +
      (view === "back" ? "" : flat(box(-28, 24, 56, 26, 3), "#F1EDE3") + flat(box(-18, 34, 36, 4), "#0E2A30")),
  };
};

function rounds(d: string, stroke: string): string {
  return [0.94, 0.86, 0.78]
    .map(
      (k) =>
        `<g transform="translate(0 ${(1 - k) * 70}) scale(${k})"><path d="${d}" fill="none" stroke="${stroke}" stroke-width="2" stroke-dasharray="7 5" opacity="0.7"/></g>`,
    )
    .join("");
}
