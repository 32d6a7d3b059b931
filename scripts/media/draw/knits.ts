import { box, mirror, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, solid, within } from "../kit/shape.ts";
import { cable, herringbone, knit, ribs, rows } from "../kit/texture.ts";
import { shift, tones } from "../kit/tones.ts";

interface Jumper {
  readonly stitch: "cable" | "rib" | "plain" | "stripe" | "yoke";
  readonly neck: "crew" | "roll" | "boat" | "collar";
  /** Second colour of stripes and yokes. */
  readonly second?: string;
}

const AREA = [-300, -260, 600, 560] as const;

function surface(o: Jumper, colour: string, arm: boolean): string {
  const t = tones(colour);
  const second = o.second ?? shift(colour, -0.2);
  if (o.stitch === "rib")
    return ribs(AREA, arm ? 13 : 15, t.deep, 3, 0.7) + ribs([-296, -260, 600, 560], arm ? 13 : 15, t.lit, 2, 0.5);
  if (o.stitch === "stripe") return rows([-300, -168, 600, 500], 36, second, 13);
  if (o.stitch === "cable" && !arm)
    return (
      cable(0, -250, 520, 34, t.line, 2.6) +
      cable(-84, -250, 520, 24, t.line, 2.4) +
      cable(84, -250, 520, 24, t.line, 2.4) +
      knit([-160, -240, 34, 520], 15, t.line, 2, 0.55) +
      knit([130, -240, 34, 520], 15, t.line, 2, 0.55) +
      diamonds(t.line)
    );
  if (o.stitch === "cable") return cable(226, -230, 420, 22, t.line, 2.2) + cable(-226, -230, 420, 22, t.line, 2.2);
  if (o.stitch === "yoke") return arm ? "" : knit(AREA, 22, t.deep, 2, 0.4);
  return knit(AREA, 13, t.deep, 1.8, 0.45);
}

function diamonds(stroke: string): string {
  let d = "";
  for (let y = -240; y < 270; y += 44)
    d += `M-42 ${y}L-30 ${y + 22}L-42 ${y + 44}L-54 ${y + 22}ZM42 ${y}L54 ${y + 22}L42 ${y + 44}L30 ${y + 22}Z`;
  return line(d, stroke, 2, 0.8);
}

function yokeRounds(second: string, ground: string): string {
  const arc = (y: number, dip: number) => `M-190 ${y - 34}Q0 ${y + dip} 190 ${y - 34}`;
  const dots = (y: number, dip: number, w: number, dash: string) =>
    `<path d="${arc(y, dip)}" fill="none" stroke="${second}" stroke-width="${w}" stroke-dasharray="${dash}"/>`;
  return (
    dots(-190, 54, 10, "10 10") +
    dots(-164, 62, 5, "900") +
    dots(-138, 68, 22, "12 14") +
    `<path d="${arc(-138, 68)}" fill="none" stroke="${ground}" stroke-width="7" stroke-dasharray="4 22" stroke-dashoffset="-4"/>` +
    dots(-110, 74, 5, "900") +
    dots(-86, 80, 9, "6 12")
  );
}

/** Jumpers, laid out flat. */
export function jumper(o: Jumper): Drawing {
  return (colour, view) => {
    const t = tones(colour);
    const body = sym(
      "M0 -232L74 -248C112 -240 142 -230 164 -214C156 -160 154 -100 160 -50C164 40 164 150 160 232L0 236",
    );
    const sleeve =
      "M146 -226C190 -208 212 -170 224 -104C238 -26 252 70 262 168L206 178C198 110 184 20 162 -44C148 -100 144 -160 146 -226Z";
    const cuff = "M260 150C266 180 268 206 268 226C250 236 230 238 212 236C208 214 205 190 203 164Z";
    const hem = sym("M0 226L160 224C166 244 164 268 158 286C110 296 50 298 0 298");
    const ribbed = (gap: number) => ribs([-300, -300, 600, 640], gap, t.line, 2.2, 0.55);
    const arm = (d: string, c: string) =>
      solid(d, t, surface(o, colour, true), { fall: [16, 6] }) + solid(c, t, ribbed(9), { rim: 3, fall: [12, 5] });
    const back = view === "back";
    return {
      set: "wall",
      focus: [14, o.neck === "roll" ? -178 : -150, 2.4],
      art:
        (back ? "" : flat(sym("M0 -262C46 -262 70 -256 76 -244C56 -216 28 -200 0 -198"), t.deep)) +
        arm(mirror(sleeve), mirror(cuff)) +
        arm(sleeve, cuff) +
        solid(
          body,
          t,
          surface(o, colour, false) + (o.stitch === "yoke" ? yokeRounds(o.second ?? "#F1EDE3", colour) : ""),
          { fall: [28, 8] },
        ) +
        solid(hem, t, ribbed(10), { rim: 3, fall: [24, 8] }) +
        neckline(o, colour, back),
    };
  };
}

function neckline(o: Jumper, colour: string, back: boolean): string {
  const t = tones(colour);
  const lines = ribs([-120, -360, 240, 220], 9, t.line, 2.2, 0.55);
  if (o.neck === "roll") {
    const tall = sym("M0 -318C44 -318 72 -310 78 -292C84 -262 84 -240 80 -222C54 -204 26 -198 0 -198");
    const fold = sym("M0 -262C44 -262 72 -268 79 -280C92 -254 92 -230 84 -212C56 -194 26 -188 0 -188");
    return (
      flat(tall, t.deep) +
      solid(sym("M0 -312C44 -312 70 -306 76 -292C82 -276 82 -262 80 -250L0 -232"), t, lines, { fall: [16, 4] }) +
      `<g transform="translate(3 8)">${flat(fold, t.deep, 0.6)}</g>` +
      solid(fold, t, lines, { fall: [20, 8] })
    );
  }
  if (back) return solid(sym("M0 -256C44 -256 70 -252 76 -244C60 -228 30 -222 0 -222"), t, lines, { fall: [8, 6] });
  if (o.neck === "boat")
    return solid(sym("M0 -206C46 -208 74 -226 84 -250L72 -252C60 -232 36 -224 0 -222"), t, "", {
      rim: 2,
      fall: [4, 4],
    });
  if (o.neck === "collar") {
    const leaf =
      "M0 -190C24 -212 50 -232 60 -270C84 -262 98 -246 104 -226C86 -204 64 -186 44 -172C28 -182 12 -188 0 -190Z";
    return solid(mirror(leaf), t, lines, { fall: [8, 8] }) + solid(leaf, t, lines, { fall: [10, 8] });
  }
  const ring = sym("M0 -186C40 -188 74 -208 90 -246L72 -254C58 -226 32 -212 0 -210");
  return (
    line(sym("M0 -256C46 -256 66 -252 72 -248").replace("Z", ""), t.base, 12) +
    solid(ring, t, within(ring, lines), { rim: 3, fall: [8, 6] })
  );
}

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

/** A scarf folded over once, fringe down. */
export function scarf(o: { readonly bands?: readonly string[]; readonly weave: "herringbone" | "rib" }): Drawing {
  return (colour) => {
    const t = tones(colour);
    const cloth = (d: string, turn: number) =>
      solid(
        d,
        t,
        (o.weave === "rib"
          ? ribs([-260, -340, 520, 640], 13, t.deep, 2.6, 0.6)
          : herringbone([-260, -340, 520, 640], 26, t.deep, 2.6, 0.5)) +
          (o.bands ?? [])
            .map((band, i) => line(`M-260 ${turn + i * 34}L260 ${turn + 14 + i * 34}`, band, i % 2 ? 8 : 18))
            .join(""),
        { fall: [24, 10] },
      );
    const fringe = (x: number, y: number, w: number) => {
      let d = "";
      for (let i = 0; i <= w; i += 11)
        d += `M${x + i} ${y}C${x + i - 3} ${y + 16} ${x + i + 4} ${y + 30} ${x + i - 1} ${y + 46}`;
      return line(d, t.base, 5.5) + line(d, t.deep, 1.6, 0.8);
    };
    return {
      set: "wall",
      focus: [-30, 150, 2.3],
      art:
        fringe(30, 268, 132) +
        cloth("M-44 -150C20 -120 60 -40 26 272L166 272C196 40 190 -120 60 -220Z", 180) +
        fringe(-176, 312, 132) +
        cloth("M44 -190C-60 -140 -196 -40 -180 316L-40 316C-46 80 20 -10 110 -80Z", 222) +
        cloth(sym("M0 -330C120 -330 176 -262 162 -170C150 -110 80 -70 0 -66"), -900) +
        solid(sym("M0 -262C70 -262 106 -232 100 -190C90 -158 50 -142 0 -140"), t.deep, "", {
          rim: 0,
          fall: [-12, -14],
        }),
    };
  };
}

/** A pair of mittens, laid side by side. */
export const mittens: Drawing = (colour) => {
  const t = tones(colour);
  const hand =
    "M-62 120C-70 20 -80 -90 -64 -160C-52 -214 52 -214 64 -160C72 -124 72 -90 70 -58C88 -84 112 -94 126 -78C138 -62 112 -8 78 44C72 70 70 96 68 120Z";
  const cuff = box(-70, 112, 146, 112, 14);
  const one = (x: number, y: number, turn: number, flip: boolean) => {
    const d = flip ? mirror(hand) : hand;
    const c = flip ? mirror(cuff) : cuff;
    return `<g transform="translate(${x} ${y}) rotate(${turn})">${solid(d, t, knit([-140, -210, 290, 350], 23, t.line, 2, 0.4), { fall: [24, 12] })}${solid(c, shift(colour, -0.05), ribs([-90, 100, 180, 140], 12, t.line, 2.6, 0.6), { fall: [20, 8] })}${line("M-72 196H76", "#F1EDE3", 9)}</g>`;
  };
  return { set: "wall", focus: [-40, 120, 2.2], art: one(124, 20, 9, true) + one(-116, -6, -9, false) };
};

/** A pair of socks, one lying over the other. */
export function socks(o: { readonly bands: readonly string[] }): Drawing {
  return (colour) => {
    const t = tones(colour);
    const leg =
      "M-70 -300L70 -300C72 -180 66 -60 70 40C76 70 96 88 136 104C190 126 204 150 196 184C186 218 150 222 100 214C50 204 -20 190 -56 150C-76 120 -72 60 -72 -20Z";
    const toe = "M136 100C196 124 210 150 200 188C188 224 152 226 118 220C108 180 112 136 136 100Z";
    const heel = "M-74 60C-40 84 -30 130 -46 168C-80 140 -84 100 -74 60Z";
    const one = (x: number, y: number) =>
      `<g transform="translate(${x} ${y})">${solid(leg, t, ribs([-80, -300, 160, 320], 12, t.deep, 2.6, 0.6) + knit([-70, 40, 280, 190], 13, t.deep, 1.8, 0.5) + o.bands.map((b, i) => line(`M-90 ${-236 + i * 30}H90`, b, i % 2 ? 8 : 18)).join(""), { fall: [22, 12] })}${solid(toe, o.bands[0] ?? t.deep, "", { rim: 3, fall: [10, 12] })}${solid(heel, o.bands[0] ?? t.deep, "", { rim: 3, fall: [6, 6] })}${solid(box(-74, -306, 148, 46, 8), t, ribs([-80, -310, 160, 60], 9, t.line, 2.2, 0.5), { fall: [16, 5] })}</g>`;
    return { set: "wall", focus: [-20, -150, 2.2], art: one(26, 6) + one(-88, 64) };
  };
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
      line(cord, material(t.line), 5) +
      flat(box(-9, 292, 18, 30, 6), t.line) +
      solid(brim, t, "", { fall: [30, 14] }) +
      stitch4(brim, t.line) +
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

const material = (c: string) => c;
function stitch4(d: string, stroke: string): string {
  return [0.94, 0.86, 0.78]
    .map(
      (k) =>
        `<g transform="translate(0 ${(1 - k) * 70}) scale(${k})"><path d="${d}" fill="none" stroke="${stroke}" stroke-width="2" stroke-dasharray="7 5" opacity="0.7"/></g>`,
    )
    .join("");
}
