import { material } from "../kit/material.ts";
import { box, oval, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, rope, solid, stitch, tube } from "../kit/shape.ts";
import { twill } from "../kit/texture.ts";
import { shift, tones } from "../kit/tones.ts";

export const patch = (x: number, y: number, w = 64) =>
  flat(box(x, y, w, w * 0.56, 3), material.chalk) +
  flat(box(x + w * 0.16, y + w * 0.17, w * 0.68, 4), material.petrol) +
  flat(box(x + w * 0.16, y + w * 0.33, w * 0.4, 4), material.red);

export const buckle = (x: number, y: number, w = 34) =>
  solid(box(x - w / 2, y, w, w * 0.9, 5), material.rubber, "", { rim: 2, fall: [4, 3] }) +
  line(`M${x - w * 0.2} ${y + w * 0.3}H${x + w * 0.2}`, tones(material.rubber).line, 2.4);

/** A roll-top dry bag: round body, rolled mouth, one buckle. `height` in units decides how many litres it seems to hold. */
export function dryBag(o: { readonly height: number; readonly strap?: boolean }): Drawing {
  return (colour) => {
    const t = tones(colour);
    const h = o.height;
    const body = sym(`M0 ${-h}L112 ${-h}C128 ${-h + 60} 148 ${-h + 120} 150 ${-h + 190}L150 -34C148 -6 110 14 0 18`);
    return {
      set: "ground",
      foot: 150,
      focus: [10, -h + 120, 2.1],
      art:
        (o.strap ? tube(`M-120 ${-h + 130}C-230 ${-h + 220} -220 -120 -140 -60`, shift(colour, -0.12), 16) : "") +
        solid(
          body,
          t,
          line(
            `M-96 ${-h + 30}C-60 ${-h + 90} -70 ${-h + 120} -92 ${-h + 170}M40 ${-h + 20}C54 ${-h + 70} 40 ${-h + 110} 56 ${-h + 150}M-20 ${-h + 16}C-14 ${-h + 60} -30 ${-h + 80} -24 ${-h + 116}`,
            t.deep,
            3,
          ),
          { fall: [48, 14] },
        ) +
        line(`M-148 -44C-100 -20 100 -20 148 -44`, t.line, 2.4) +
        solid(box(-30, -h + 190, 60, 110, 6), t, stitch(box(-24, -h + 196, 48, 98, 4), t.line, 0.8), {
          rim: 3,
          fall: [8, 6],
        }) +
        patch(-108, -150, 74) +
        solid(
          box(-128, -h - 44, 256, 56, 16),
          shift(colour, -0.03),
          line(`M-120 ${-h - 26}H120M-120 ${-h - 8}H120`, t.deep, 2.6),
          { fall: [16, 14] },
        ) +
        tube(
          `M-122 ${-h - 18}C-170 ${-h - 40} -150 ${-h - 118} -40 ${-h - 122}M122 ${-h - 18}C170 ${-h - 40} 150 ${-h - 118} 40 ${-h - 122}`,
          material.rubber,
          15,
        ) +
        buckle(-22, -h - 140, 44) +
        buckle(22, -h - 140, 40),
    };
  };
}

/** An open tote with two handles. */
export function tote(o: {
  readonly base?: string;
  readonly stripe?: string;
  readonly handles: "rope" | "web" | "leather";
  readonly wide?: boolean;
}): Drawing {
  return (colour) => {
    const t = tones(colour);
    const w = o.wide ? 218 : 180;
    const top = o.wide ? -300 : -350;
    const body = sym(`M0 ${top + 8}L${w} ${top}C${w + 4} -200 ${w - 4} -90 ${w - 14} -8C80 14 40 14 0 14`);
    const handle = `M-86 ${top + 60}C-104 ${top - 190} 104 ${top - 190} 86 ${top + 60}`;
    const behind = `M-80 ${top + 10}C-92 ${top - 160} 116 ${top - 160} 96 ${top + 10}`;
    const grip = (d: string, dark: boolean) =>
      o.handles === "rope"
        ? rope(d, dark ? shift(material.manila, -0.08) : material.manila, 19)
        : tube(
            d,
            o.handles === "leather"
              ? shift(material.leather, dark ? -0.08 : 0)
              : shift(o.base ?? colour, dark ? -0.14 : -0.05),
            20,
            "butt",
          );
    const anchors = [-86, 86]
      .map((x) =>
        o.handles === "rope"
          ? solid(oval(x, top + 56, 17, 17), material.brass, "", { rim: 3, fall: [4, 4] }) +
            flat(oval(x, top + 56, 8, 8), t.deep)
          : solid(
              box(x - 15, top + 44, 30, 64, 4),
              o.handles === "leather" ? material.leather : shift(o.base ?? colour, -0.05),
              stitch(box(x - 10, top + 50, 20, 52, 2), tones(o.base ?? colour).line),
              { rim: 2, fall: [4, 4] },
            ),
      )
      .join("");
    return {
      set: "ground",
      foot: w,
      focus: [-50, top + 80, 2.2],
      art:
        grip(behind, true) +
        flat(sym(`M0 ${top - 14}L${w - 8} ${top - 2}L${w} ${top + 4}L0 ${top + 18}`), t.deep) +
        solid(
          body,
          t,
          twill([-240, top, 480, 400], 15, t.deep, 1.6, 0.28) +
            (o.stripe ? flat(box(-260, -190, 520, 30), o.stripe) + flat(box(-260, -150, 520, 10), o.stripe) : "") +
            (o.base ? flat(box(-260, -112, 520, 140), o.base) + stitch("M-260 -104H260", tones(o.base).line) : ""),
          { fall: [36, 10] },
        ) +
        stitch(`M${-w + 6} ${top + 26}L${w - 6} ${top + 26}`, t.line) +
        grip(handle, false) +
        anchors +
        (o.stripe ? "" : patch(-38, top + 150, 76)),
    };
  };
}
