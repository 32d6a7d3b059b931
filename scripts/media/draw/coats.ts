import { material } from "../kit/material.ts";
import { box, mirror, oval, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, put, solid, stitch, within } from "../kit/shape.ts";
import { rows } from "../kit/texture.ts";
import { shift, tones } from "../kit/tones.ts";

interface Coat {
  /** Where the hem lies; 300 is hip length. */
  readonly hem: number;
  readonly neck: "hood" | "stand" | "collar";
  readonly front: "studs" | "zip" | "toggles" | "half" | "buttons";
  readonly pockets: "flap" | "welt" | "kangaroo" | "patch";
  readonly flare?: number;
  readonly storm?: boolean;
  readonly quilt?: boolean;
  readonly sleeves?: boolean;
  /** Colour of lining and inner hood. */
  readonly lining?: string;
  readonly trim?: string;
}

const stud = (x: number, y: number, fill: string) =>
  flat(oval(x + 1.5, y + 1.5, 7, 7), "#0E2A30", 0.3) + solid(oval(x, y, 7, 7), fill, "", { rim: 2, fall: [2, 2] });

/** Coats, jackets, smocks and gilets, laid out flat with the sleeves down. */
export function coat(o: Coat): Drawing {
  return (colour, view) => {
    const t = tones(colour);
    const lining = o.lining ?? shift(colour, -0.14);
    const flare = o.flare ?? 8;
    const hem = o.hem;
    const back = view === "back";
    const body = sym(
      `M0 -262L58 -268C98 -258 140 -246 166 -226C160 -170 158 -110 166 -58C170 40 ${172 + flare * 0.6} ${hem * 0.6} ${176 + flare} ${hem - 12}C120 ${hem + 2} 60 ${hem + 6} 0 ${hem + 6}`,
    );
    const sleeve =
      "M150 -236C196 -216 214 -176 226 -110C240 -30 256 70 268 158L204 172C194 110 182 20 164 -50C150 -110 148 -170 150 -236Z";
    const cuff = "M263 118L268 160L204 174L197 130Z";
    const arm = (d: string, c: string) =>
      solid(d, t, o.quilt ? rows([-300, -240, 600, 440], 46, t.deep, 2.4) : "", { fall: [16, 6] }) +
      solid(c, shift(colour, -0.03), "", { rim: 3, fall: [14, 4] }) +
      line(d === sleeve ? "M252 40C240 46 226 50 212 48" : "M-196 48C-206 56 -224 60 -240 56", t.line, 2.2, 0.5);
    const arms = o.sleeves === false ? "" : arm(mirror(sleeve), mirror(cuff)) + arm(sleeve, cuff);
    const fabric =
      (o.quilt
        ? rows([-220, -214, 440, 620], 46, t.deep, 2.6) + rows([-220, -211, 440, 620], 46, t.lit, 1.6, 0.6)
        : "") +
      line(`M-120 -40C-128 60 -126 ${hem * 0.5} -132 ${hem - 40}`, t.deep, 2.2, 0.35) +
      line(`M118 -30C128 60 122 ${hem * 0.5} 130 ${hem - 60}`, t.deep, 2.2, 0.5);
    return {
      set: "wall",
      focus: back ? [0, -150, 2.3] : [34, -110, 2.35],
      art:
        behindNeck(o, t.deep, lining, back) +
        arms +
        solid(body, t, fabric, { fall: [30, 10] }) +
        (back ? backPanel(o, colour) : frontPanel(o, colour)) +
        neck(o, colour, lining, back) +
        stitch(`M${-170 - flare} ${hem - 26}C-110 ${hem - 12} 110 ${hem - 12} ${170 + flare} ${hem - 26}`, t.line, 0.8),
    };
  };
}

function behindNeck(o: Coat, deep: string, lining: string, back: boolean): string {
  if (o.neck === "hood" && !back) return "";
  return back
    ? ""
    : flat(sym("M0 -288C40 -288 62 -280 66 -262C50 -236 24 -226 0 -224"), lining) +
        line("M-60 -270C-40 -284 40 -284 60 -270", deep, 3);
}

function neck(o: Coat, colour: string, lining: string, back: boolean): string {
  const t = tones(colour);
  if (o.neck === "hood") {
    const hood = back
      ? sym("M0 -352C70 -350 98 -308 96 -262C84 -226 44 -206 0 -204")
      : sym("M0 -356C76 -354 112 -312 104 -258C92 -232 60 -216 34 -206L0 -214");
    const inner = sym("M0 -326C44 -326 66 -298 62 -262C50 -240 26 -224 0 -214");
    const seam = back ? line("M0 -350V-206", t.line, 2.2) : "";
    return (
      solid(hood, t, "", { fall: [20, 10] }) +
      seam +
      (back
        ? ""
        : solid(inner, lining, line("M-40 -300C-20 -270 -10 -240 0 -214", shift(lining, 0.06), 2.4), {
            rim: 0,
            fall: [-14, -12],
          }) +
          stitch("M-76 -254C-82 -300 -52 -338 0 -340C52 -338 82 -300 76 -254", t.line, 0.8) +
          line("M-34 -208C-36 -180 -34 -160 -36 -132M34 -208C37 -184 33 -164 36 -140", o.trim ?? t.line, 3.4) +
          flat(box(-40, -134, 8, 18, 4), t.line) +
          flat(box(32, -142, 8, 18, 4), t.line))
    );
  }
  if (back) {
    const d = sym("M0 -300C40 -300 66 -292 70 -266C46 -248 20 -244 0 -244");
    return solid(d, t, "", { fall: [14, 8] }) + stitch("M-62 -262C-40 -252 40 -252 62 -262", t.line, 0.8);
  }
  if (o.neck === "stand") {
    const half = "M4 -214C30 -222 56 -236 64 -262L72 -300C80 -286 84 -270 82 -254C70 -226 34 -206 4 -196Z";
    return (
      flat(sym("M0 -300C44 -304 66 -302 72 -298C70 -262 40 -232 0 -214"), lining) +
      line("M-66 -286C-40 -274 40 -274 66 -286", shift(lining, 0.08), 2.4) +
      solid(mirror(half), t, "", { fall: [8, 6] }) +
      solid(half, t, "", { fall: [10, 6] })
    );
  }
  const leaf =
    "M2 -208C28 -226 52 -246 60 -286C82 -280 96 -262 104 -240C92 -212 76 -190 58 -168C40 -186 20 -198 2 -208Z";
  const trim = o.trim ?? colour;
  return (
    flat(sym("M0 -284C36 -288 56 -288 62 -284C56 -250 30 -226 0 -210"), lining) +
    solid(mirror(leaf), trim, "", { fall: [8, 8] }) +
    solid(leaf, trim, "", { fall: [10, 8] }) +
    stitch("M92 -238C82 -216 70 -196 58 -180M-92 -238C-82 -216 -70 -196 -58 -180", tones(trim).line, 0.8)
  );
}

function backPanel(o: Coat, colour: string): string {
  const t = tones(colour);
  const yoke = "M-164 -150C-100 -124 100 -124 164 -150";
  return (
    (o.storm || o.front === "toggles" ? flat(`${yoke}L164 -140C100 -112 -100 -112 -164 -140Z`, t.deep, 0.45) : "") +
    line(yoke, t.line, 2.2) +
    stitch("M-164 -158C-100 -132 100 -132 164 -158", t.line, 0.8) +
    (o.quilt ? "" : line(`M0 -130V${o.hem - 90}`, t.line, 2, 0.55)) +
    line(`M0 ${o.hem - 90}V${o.hem + 5}`, t.line, 3)
  );
}

function frontPanel(o: Coat, colour: string): string {
  return yoke(o, colour) + pockets(o, colour) + placket(o, colour) + label(o, colour);
}

function label(o: Coat, colour: string): string {
  if (o.quilt || o.front === "toggles") return "";
  const t = tones(colour);
  const x = o.front === "half" ? 86 : 82;
  return (
    flat(box(x, -92, 40, 22, 2), material.chalk) +
    flat(box(x + 7, -84, 26, 2.6), "#0E2A30") +
    flat(box(x + 7, -78, 16, 2.6), t.deep)
  );
}

function yoke(o: Coat, colour: string): string {
  if (!o.storm) return "";
  const t = tones(colour);
  const d = sym("M0 -262L58 -268C98 -258 140 -246 164 -226C160 -190 158 -160 160 -138C110 -120 50 -114 0 -114");
  return (
    within(sym("M0 -262L166 -226L166 0L0 0"), `<g transform="translate(4 9)">${flat(d, t.deep, 0.55)}</g>`) +
    solid(d, t, "", { rim: 3, fall: [18, 3] }) +
    stitch("M-158 -146C-110 -130 -50 -124 0 -124C50 -124 110 -130 158 -146", t.line, 0.8)
  );
}

function pocket(x: number, y: number, w: number, h: number, colour: string, flap: boolean): string {
  const t = tones(colour);
  const bag = box(x, y, w, h, 10);
  return (
    `<g transform="translate(4 6)">${flat(bag, t.deep, 0.5)}</g>` +
    solid(bag, t, "", { rim: 3, fall: [10, 8] }) +
    stitch(box(x + 7, y + 7, w - 14, h - 14, 6), t.line, 0.7) +
    (flap
      ? `<g transform="translate(2 6)">${flat(box(x - 4, y - 6, w + 8, 40, 8), t.deep, 0.5)}</g>` +
        solid(box(x - 4, y - 6, w + 8, 40, 8), t, "", { rim: 3, fall: [8, 4] }) +
        stitch(`M${x + 4} ${y + 26}H${x + w - 4}`, t.line, 0.7)
      : line(`M${x} ${y + 20}H${x + w}`, t.line, 2.2))
  );
}

function pockets(o: Coat, colour: string): string {
  const t = tones(colour);
  if (o.pockets === "flap") {
    const y = Math.min(o.hem - 160, 150);
    const at = (x: number) =>
      pocket(x, y, 92, 104, colour, true) + (o.front === "studs" ? stud(x + 46, y + 22, material.brass) : "");
    return at(-138) + at(46);
  }
  if (o.pockets === "patch")
    return (
      pocket(-140, Math.min(o.hem - 190, 130), 98, 122, colour, false) +
      pocket(42, Math.min(o.hem - 190, 130), 98, 122, colour, false)
    );
  if (o.pockets === "welt") {
    const welt = "M66 170L128 92L144 104L82 182Z";
    return (
      [welt, mirror(welt)]
        .map(
          (d) =>
            `<g transform="translate(3 6)">${flat(d, t.deep, 0.6)}</g>${solid(d, t, "", { rim: 3, fall: [4, 4] })}`,
        )
        .join("") + stitch("M78 168L132 100M-78 168L-132 100", t.line, 0.7)
    );
  }
  const d = sym("M0 78L96 78L128 160L128 236L0 236");
  return (
    `<g transform="translate(4 6)">${flat(d, t.deep, 0.45)}</g>` +
    solid(d, t, "", { rim: 3, fall: [14, 8] }) +
    stitch(sym("M0 88L90 88L118 160L118 226L0 226"), t.line, 0.8) +
    line("M96 78L128 160M-96 78L-128 160", t.line, 2.6) +
    line("M0 78V236", t.line, 2, 0.6)
  );
}

function placket(o: Coat, colour: string): string {
  const t = tones(colour);
  const top = -206;
  const foot = o.front === "half" ? -10 : o.hem + 5;
  if (o.front === "zip") {
    return (
      line(`M0 ${top}V${foot}`, t.deep, 9) +
      `<path d="M0 ${top}V${foot}" stroke="${o.trim ?? material.steel}" stroke-width="5" stroke-dasharray="3 2.5"/>` +
      stitch(`M-13 ${top}V${foot}M13 ${top}V${foot}`, t.line, 0.7) +
      solid(box(-6, top + 34, 12, 34, 5), material.steel, "", { rim: 2, fall: [3, 2] })
    );
  }
  const half = o.front === "half" ? 20 : 26;
  const d = box(-half, top - 8, half * 2, foot - top + 8, o.front === "half" ? 4 : 0);
  const strip =
    o.front === "toggles"
      ? ""
      : `<g transform="translate(5 3)">${flat(d, t.deep, 0.4)}</g>${solid(d, t, "", { rim: 3, fall: [5, 3] })}${stitch(`M${half - 7} ${top}V${foot - 8}M${7 - half} ${top}V${foot - 8}`, t.line, 0.7)}`;
  const count = o.front === "half" ? 3 : o.front === "toggles" ? 4 : 5;
  const gap =
    (Math.min(foot, o.front === "toggles" ? 150 : foot) - top - 60) / (count - (o.front === "half" ? 0.4 : 0.6));
  const ys = Array.from({ length: count }, (_, i) => top + 44 + i * gap);
  if (o.front === "toggles")
    return (
      line(`M22 ${top + 6}V${foot}`, t.line, 2.6) +
      stitch(`M12 ${top + 10}V${foot - 8}`, t.line, 0.7) +
      ys.map((y) => toggle(y)).join("")
    );
  const face = o.front === "buttons" ? material.walnut : material.brass;
  return (
    strip +
    ys.map((y) => stud(0, y, face) + (o.front === "buttons" ? line(`M-2 ${y}H2`, material.chalk, 2) : "")).join("")
  );
}

function toggle(y: number): string {
  const patch = (x: number) =>
    solid(`M${x} ${y - 13}L${x + 22} ${y}L${x} ${y + 13}Z`, material.leather, "", { rim: 2, fall: [2, 2] });
  return (
    patch(56) +
    put(patch(56), 6, y * 2, 1, 180) +
    line(
      `M-52 ${y - 4}C-30 ${y - 8} -4 ${y - 7} 4 ${y}C-4 ${y + 7} -30 ${y + 8} -52 ${y + 4}M60 ${y - 3}H10M60 ${y + 3}H10`,
      material.manila,
      4,
    ) +
    put(solid(box(-24, -7, 48, 14, 7), material.ash, "", { rim: 2, fall: [2, 4] }), 4, y, 1, -68)
  );
}
