import { material } from "../kit/material.ts";
import { box, oval, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, put, solid, tube } from "../kit/shape.ts";
import { rows, speckle } from "../kit/texture.ts";
import { mix, shift, tones } from "../kit/tones.ts";

const STEEL_RIM = "#22343A";

/** Round ware has one soft upright gleam on the lit side. */
const gleam = (d: string, w = 12) => line(d, "#FFFFFF", w, 0.32);

/** An enamel mug. `tall` in units; `rim` is the rolled edge. */
export function mug(o: {
  readonly tall: number;
  readonly kind: "enamel" | "stoneware" | "beaker";
  readonly dip?: string;
}): Drawing {
  return (colour) => {
    const t = tones(colour);
    const h = o.tall;
    const w = 132;
    const foot = o.kind === "stoneware" ? 104 : 118;
    const body = `M${-w} ${-h}C${-w} ${-h + 34} ${w} ${-h + 34} ${w} ${-h}C${w} ${-h * 0.4} ${foot + 6} -40 ${foot} -10C${foot - 10} 26 ${-foot + 10} 26 ${-foot} -10C${-foot - 6} -40 ${-w} ${-h * 0.4} ${-w} ${-h}Z`;
    const rim = o.kind === "enamel" ? STEEL_RIM : t.lit;
    const handle =
      o.kind === "beaker"
        ? ""
        : tube(
            `M${w - 6} ${-h * 0.8}C${w + 108} ${-h * 0.84} ${w + 96} ${-h * 0.22} ${foot + 8} ${-h * 0.26}`,
            o.kind === "enamel" ? colour : shift(colour, -0.03),
            o.kind === "enamel" ? 20 : 26,
          );
    const glaze = o.dip
      ? flat(`M-200 ${-h * 0.42}C-90 ${-h * 0.36} 40 ${-h * 0.5} 200 ${-h * 0.42}L200 60H-200Z`, o.dip)
      : "";
    return {
      set: "ground",
      foot,
      focus: [40, -h * 0.66, 2.1],
      art: put(
        handle +
          solid(
            body,
            t,
            (o.kind === "enamel"
              ? speckle([-140, -h, 280, h + 30], 90, t.lit, 7, 2.6)
              : speckle([-140, -h, 280, h + 30], 150, t.line, 11, 2)) + glaze,
            { rim: 0, fall: [54, 0] },
          ) +
          gleam(`M${-w + 34} ${-h + 60}C${-w + 34} ${-h * 0.5} ${-w + 38} -70 ${-w + 42} -50`) +
          solid(
            oval(0, -h, w, 25),
            o.kind === "enamel" ? material.chalk : shift(colour, -0.05),
            flat(oval(14, -h + 12, w * 0.9, 21), shift(o.kind === "enamel" ? "#E4E0D4" : colour, -0.12)),
            { rim: 0, fall: [0, 0] },
          ) +
          line(oval(0, -h, w, 25), rim, o.kind === "enamel" ? 7 : 6),
        -30,
        0,
        1.28,
      ),
    };
  };
}

/** A kettle with spout, lid and bail. */
export const kettle: Drawing = (colour, view) => {
  const t = tones(colour);
  const body = sym("M0 -296C84 -296 150 -270 178 -190C204 -110 196 -40 176 -14C130 22 50 26 0 26");
  const spout = "M-140 -120C-196 -132 -214 -210 -268 -262L-226 -292C-190 -250 -190 -200 -130 -206Z";
  const flipped = view === "back";
  const art =
    solid(spout, t, "", { fall: [14, 16] }) +
    solid(oval(-247, -277, 27, 14), STEEL_RIM, "", { rim: 0, fall: [0, 0] }) +
    tube("M-132 -262C-160 -480 160 -480 132 -262", STEEL_RIM, 13) +
    solid(
      box(-84, -448, 168, 36, 18),
      material.ash,
      line("M-70 -434H60M-60 -424H70", tones(material.ash).deep, 2, 0.7),
      { rim: 3, fall: [10, 12] },
    ) +
    solid(body, t, speckle([-200, -300, 400, 330], 120, t.lit, 5, 2.6), { rim: 0, fall: [64, 22] }) +
    gleam("M-118 -226C-152 -180 -160 -110 -150 -66", 15) +
    line("M-190 -24C-130 12 130 12 190 -24", STEEL_RIM, 6) +
    solid("M-104 -284C-104 -318 -60 -334 0 -334C60 -334 104 -318 104 -284C60 -262 -60 -262 -104 -284Z", t, "", {
      fall: [30, 12],
    }) +
    line("M-104 -284C-60 -262 60 -262 104 -284", STEEL_RIM, 6) +
    solid(oval(0, -346, 22, 19), STEEL_RIM, "", { rim: 3, fall: [8, 6] }) +
    solid(oval(-132, -258, 14, 14), material.brass, "", { rim: 2, fall: [4, 4] }) +
    solid(oval(132, -258, 14, 14), material.brass, "", { rim: 2, fall: [4, 4] });
  return {
    set: "ground",
    foot: 178,
    focus: [-90, -230, 2],
    art: flipped ? `<g transform="scale(-1 1)">${art}</g>` : put(art, 24, 0, 1.08),
  };
};

/** A tall enamel coffee pot. */
export const coffeePot: Drawing = (colour) => {
  const t = tones(colour);
  const body = sym("M0 -400L84 -398C96 -300 140 -120 146 -16C110 20 50 24 0 24");
  return {
    set: "ground",
    foot: 146,
    focus: [-40, -300, 2.1],
    art:
      tube("M84 -330C220 -350 230 -110 134 -100", t, 22) +
      solid("M-84 -300C-150 -330 -160 -372 -196 -398L-150 -412C-120 -390 -120 -380 -78 -384Z", t, "", {
        fall: [10, 14],
      }) +
      solid(body, t, speckle([-150, -400, 300, 430], 110, t.lit, 21, 2.6), { rim: 0, fall: [58, 10] }) +
      gleam("M-66 -360C-74 -260 -100 -140 -104 -70", 13) +
      line("M-146 -20C-110 16 110 16 146 -20", STEEL_RIM, 6) +
      solid("M-88 -396C-80 -450 -40 -470 0 -470C40 -470 80 -450 88 -396C50 -380 -50 -380 -88 -396Z", t, "", {
        fall: [26, 12],
      }) +
      line("M-88 -396C-50 -380 50 -380 88 -396", STEEL_RIM, 6) +
      solid(oval(0, -482, 18, 17), STEEL_RIM, "", { rim: 3, fall: [6, 5] }),
  };
};

/** A round stoneware teapot. */
export const teapot: Drawing = (colour) => {
  const t = tones(colour);
  const body = sym("M0 -262C110 -262 178 -214 182 -130C182 -50 130 14 80 22L0 26");
  return {
    set: "ground",
    foot: 92,
    focus: [-90, -190, 2.1],
    art: put(
      tube("M160 -196C284 -230 290 -60 168 -74", t, 28) +
        solid("M-150 -76C-220 -96 -226 -190 -272 -232L-232 -250C-196 -224 -186 -180 -140 -172Z", t, "", {
          fall: [14, 14],
        }) +
        solid(
          body,
          t,
          speckle([-190, -270, 380, 300], 200, t.line, 3, 2.1) +
            flat("M-220 -96C-90 -70 60 -110 220 -90L220 60H-220Z", mix(colour, material.canvas, 0.72)) +
            speckle([-190, -90, 380, 130], 80, shift(material.canvas, -0.2), 9, 2),
          { rim: 0, fall: [62, 24] },
        ) +
        gleam("M-112 -210C-148 -180 -156 -140 -150 -112", 14) +
        solid(
          "M-88 -256C-80 -292 -40 -302 0 -302C40 -302 80 -292 88 -256C50 -240 -50 -240 -88 -256Z",
          t,
          speckle([-90, -300, 180, 60], 40, t.line, 4, 2),
          { fall: [24, 10] },
        ) +
        line("M-88 -256C-50 -240 50 -240 88 -256", t.line, 3) +
        solid(oval(0, -318, 24, 21), t, "", { rim: 3, fall: [9, 7] }),
      20,
      0,
      1.1,
    ),
  };
};

/** A stack of plates or nested bowls. */
export function stack(o: {
  readonly count: number;
  readonly kind: "plate" | "bowl";
  readonly rim?: string;
  readonly speckled?: boolean;
}): Drawing {
  return (colour) => {
    const t = tones(colour);
    let art = "";
    const w = o.kind === "plate" ? 246 : 214;
    const step = o.kind === "plate" ? 34 : 52;
    const depth = o.kind === "plate" ? 44 : 158;
    for (let i = 0; i < o.count; i++) {
      const y = -i * step - depth + 18;
      const foot = o.kind === "plate" ? w * 0.56 : w * 0.42;
      const side = `M${-w} ${y}C${-w * 0.92} ${y + depth * 0.62} ${-foot * 1.2} ${y + depth * 0.96} ${-foot} ${y + depth}C${-foot * 0.5} ${y + depth + 12} ${foot * 0.5} ${y + depth + 12} ${foot} ${y + depth}C${foot * 1.2} ${y + depth * 0.96} ${w * 0.92} ${y + depth * 0.62} ${w} ${y}C${w * 0.6} ${y + 60} ${-w * 0.6} ${y + 60} ${-w} ${y}Z`;
      art +=
        (i > 0 ? flat(side, "#0E2A30", 0.12).replace("<path", '<path transform="translate(6 12)"') : "") +
        solid(side, t, o.speckled ? speckle([-w, y, w * 2, depth + 20], 70, t.line, 31 + i, 2) : "", {
          rim: 0,
          fall: [60, 4],
        }) +
        line(`M${-w} ${y}C${-w * 0.6} ${y + 60} ${w * 0.6} ${y + 60} ${w} ${y}`, o.rim ?? t.lit, 6);
    }
    const top = -(o.count - 1) * step - depth + 18;
    art +=
      solid(
        oval(0, top, w, 46),
        t,
        (o.speckled ? speckle([-w, top - 46, w * 2, 92], 70, t.line, 77, 2) : "") +
          flat(
            oval(
              o.kind === "plate" ? 0 : 16,
              top + (o.kind === "plate" ? 6 : 16),
              w * (o.kind === "plate" ? 0.68 : 0.9),
              o.kind === "plate" ? 28 : 38,
            ),
            t.shade,
          ),
        { rim: 0, fall: [0, 0] },
      ) + line(oval(0, top, w, 46), o.rim ?? t.lit, 6);
    return { set: "ground", foot: o.kind === "plate" ? 150 : 110, focus: [-90, top + 30, 2.1], art };
  };
}

/** A lidded pot with two ears. */
export const casserole: Drawing = (colour) => {
  const t = tones(colour);
  const body = "M-206 -190C-206 -160 206 -160 206 -190L200 -40C190 8 120 24 0 24C-120 24 -190 8 -200 -40Z";
  const lid = "M-214 -196C-210 -246 -110 -276 0 -276C110 -276 210 -246 214 -196C150 -160 -150 -160 -214 -196Z";
  return {
    set: "ground",
    foot: 186,
    focus: [90, -190, 2],
    art: put(
      [-1, 1].map((s) => tube(`M${s * 196} -140C${s * 268} -150 ${s * 268} -92 ${s * 196} -96`, t, 24)).join("") +
        solid(body, t, "", { rim: 0, fall: [64, 10] }) +
        gleam("M-166 -130C-166 -90 -164 -60 -158 -40", 15) +
        flat("M-206 -178C-150 -144 150 -144 206 -178L205 -150C150 -122 -150 -122 -205 -150Z", t.deep, 0.5) +
        solid(lid, t, "", { fall: [50, 16] }) +
        line("M-214 -196C-150 -160 150 -160 214 -196", t.lit, 5) +
        gleam("M-150 -226C-120 -246 -80 -256 -50 -258", 11) +
        solid(box(-14, -300, 28, 30, 4), material.brass, "", { rim: 2, fall: [6, 3] }) +
        solid(oval(0, -308, 34, 18), material.brass, "", { rim: 4, fall: [12, 8] }),
      10,
      0,
      1.06,
    ),
  };
};

/** A pouring jug. */
export function jug(o: { readonly bands?: string }): Drawing {
  return (colour) => {
    const t = tones(colour);
    const body =
      "M-96 -350C-60 -330 60 -330 92 -362L128 -386C120 -330 104 -300 112 -260C150 -200 160 -120 140 -40C120 18 60 26 0 26C-60 26 -120 18 -140 -40C-160 -120 -150 -200 -112 -260C-100 -290 -100 -320 -96 -350Z";
    return {
      set: "ground",
      foot: 116,
      focus: [-20, -230, 2.1],
      art: put(
        tube("M-100 -322C-250 -330 -240 -110 -142 -120", t, 26) +
          flat("M-96 -350C-80 -384 70 -384 128 -386C104 -340 -60 -320 -96 -350Z", t.deep) +
          solid(
            body,
            t,
            o.bands
              ? rows([-200, -210, 400, 30], 22, o.bands, 10) + line("M-200 -110H200", o.bands, 34)
              : speckle([-160, -380, 320, 410], 170, t.line, 17, 2.1),
            { rim: 0, fall: [56, 12] },
          ) +
          gleam("M-88 -240C-118 -190 -124 -120 -114 -70", 13) +
          line("M-96 -350C-60 -330 60 -330 92 -362L128 -386C70 -384 -80 -384 -96 -350Z", t.lit, 6),
        20,
        0,
        1.12,
      ),
    };
  };
}

/** A lidded crock or tin. */
export function crock(o: { readonly kind: "salt" | "tin"; readonly tall: number; readonly label?: boolean }): Drawing {
  return (colour) => {
    const t = tones(colour);
    const h = o.tall;
    const w = 150;
    const body = `M${-w} ${-h}L${-w} -14C${-w} 24 ${w} 24 ${w} -14L${w} ${-h}Z`;
    const wood = tones(material.ash);
    const lid =
      o.kind === "salt"
        ? solid(
            `M${-w - 4} ${-h - 34}L${-w - 4} ${-h}C${-w} ${-h + 36} ${w} ${-h + 36} ${w + 4} ${-h}L${w + 4} ${-h - 34}Z`,
            wood,
            "",
            { rim: 0, fall: [54, 4] },
          ) +
          solid(
            oval(0, -h - 34, w + 4, 30),
            wood,
            [0.8, 0.58, 0.36, 0.16].map((k) => line(oval(-10, -h - 34, w * k, 28 * k), wood.deep, 2, 0.6)).join(""),
            { rim: 0, fall: [0, 0] },
          ) +
          solid(oval(0, -h - 52, 30, 24), wood, "", { rim: 4, fall: [10, 8] })
        : solid(
            `M${-w - 4} ${-h - 60}L${-w - 4} ${-h}C${-w} ${-h + 36} ${w} ${-h + 36} ${w + 4} ${-h}L${w + 4} ${-h - 60}Z`,
            t,
            "",
            { rim: 0, fall: [54, 4] },
          ) +
          solid(oval(0, -h - 60, w + 4, 30), t.lit, flat(oval(0, -h - 58, w * 0.8, 22), t.base), {
            rim: 0,
            fall: [0, 0],
          }) +
          line(`M${-w - 4} ${-h}C${-w} ${-h + 36} ${w} ${-h + 36} ${w + 4} ${-h}`, t.line, 3);
    return {
      set: "ground",
      foot: w,
      focus: [-30, -h * 0.8, 2.1],
      art: put(
        solid(body, t, o.kind === "salt" ? speckle([-w, -h, w * 2, h + 30], 160, t.line, 41, 2.1) : "", {
          rim: 0,
          fall: [60, 0],
        }) +
          gleam(`M${-w + 34} ${-h + 70}V-50`, 13) +
          flat(
            `M${-w} ${-h + 4}C${-w} ${-h + 46} ${w} ${-h + 46} ${w} ${-h + 4}V${-h + 20}C${w} ${-h + 56} ${-w} ${-h + 56} ${-w} ${-h + 20}Z`,
            t.deep,
            0.5,
          ) +
          lid +
          (o.label
            ? flat(box(-64, -h * 0.62, 128, 84, 4), material.chalk) +
              flat(box(-44, -h * 0.62 + 22, 88, 6), material.petrol) +
              flat(box(-44, -h * 0.62 + 38, 60, 6), material.petrol) +
              flat(box(-44, -h * 0.62 + 56, 30, 6), material.red)
            : ""),
        -10,
        0,
        1.12,
      ),
    };
  };
}
