import { material } from "../kit/material.ts";
import { box, oval } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, put, solid, tube } from "../kit/shape.ts";
import { rows, speckle } from "../kit/texture.ts";
import { tones } from "../kit/tones.ts";
import { gleam } from "./vessels.ts";

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
