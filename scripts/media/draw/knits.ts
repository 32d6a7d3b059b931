import { mirror, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, solid } from "../kit/shape.ts";
import { cable, knit, ribs, rows } from "../kit/texture.ts";
import { shift, tones } from "../kit/tones.ts";

interface Jumper {
  readonly stitch: "cable" | "rib" | "plain" | "stripe" | "yoke";
  readonly neck: "crew" | "roll" | "boat";
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
  const boat = o.neck === "boat";
  const hole = boat
    ? sym("M0 -260C40 -260 66 -258 74 -252C60 -232 36 -222 0 -220")
    : sym("M0 -262C44 -262 66 -258 74 -252C60 -224 34 -210 0 -208");
  const ring = boat
    ? sym("M0 -206C46 -208 74 -226 84 -250L72 -252C60 -232 36 -224 0 -222")
    : sym("M0 -186C40 -188 76 -208 91 -247L73 -254C59 -226 33 -212 0 -210");
  const behind = sym("M0 -264C44 -264 68 -260 76 -252L66 -244C46 -250 26 -252 0 -252");
  return (
    flat(hole, shift(colour, -0.16)) +
    solid(behind, shift(colour, -0.04), boat ? "" : lines, { rim: 2, fall: [0, 0] }) +
    solid(ring, t, boat ? "" : lines, boat ? { rim: 2, fall: [4, 4] } : { rim: 3, fall: [8, 6] })
  );
}
