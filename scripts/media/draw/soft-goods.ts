import { material } from "../kit/material.ts";
import { box, oval, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, put, rope, solid, tube } from "../kit/shape.ts";
import { cable, herringbone, knit, ribs, rows } from "../kit/texture.ts";
import { mix, shift, tones } from "../kit/tones.ts";

/** A folded blanket or throw: three layers, rounded folds to the left. */
export function folded(o: {
  readonly weave: "plain" | "herringbone";
  readonly stripe?: string;
  readonly fringe?: boolean;
}): Drawing {
  return (colour) => {
    const t = tones(colour);
    const layer = (y: number, h: number, inset: number) => {
      const d = `M${-236 + inset} ${y}L${220 - inset} ${y}C${250 - inset} ${y} ${252 - inset} ${y + h} ${220 - inset} ${y + h}L${-236 + inset} ${y + h}C${-268 + inset} ${y + h} ${-268 + inset} ${y} ${-236 + inset} ${y}Z`;
      const pattern =
        o.weave === "herringbone"
          ? herringbone([-280, y, 560, h], 26, t.deep, 2.4, 0.5)
          : rows([-280, y + 5, 560, h], 8, t.deep, 1.4, 0.3);
      const bands = o.stripe
        ? line(`M-130 ${y - 4}V${y + h + 4}`, o.stripe, 46) + line(`M-78 ${y - 4}V${y + h + 4}`, o.stripe, 12)
        : "";
      return solid(d, t, pattern + bands, { fall: [26, 16] });
    };
    const edge = (y: number) =>
      o.fringe
        ? ""
        : line(
            Array.from({ length: 24 }, (_, i) => `M${-222 + i * 19} ${y}v-17`).join(""),
            mix(colour, o.stripe ?? "#F1EDE3", 0.85),
            3,
          );
    let knots = "";
    if (o.fringe)
      for (let i = 0; i < 22; i++)
        knots += `M${-220 + i * 20} -66C${-224 + i * 20} -40 ${-214 + i * 20} -20 ${-220 + i * 20} 6`;
    return {
      set: "ground",
      foot: 232,
      focus: [-90, -170, 2],
      art:
        layer(-78, 90, 0) +
        layer(-162, 88, 8) +
        layer(-246, 88, 0) +
        edge(-158) +
        (o.fringe
          ? line(knots, t.base, 6) +
            line(knots, t.line, 1.8, 0.5) +
            layer(-250, 186, 4) +
            line("M-230 -66H214", t.line, 2.4)
          : "") +
        flat(box(110, -218, 66, 40, 3), material.chalk) +
        flat(box(120, -207, 46, 4), material.petrol) +
        flat(box(120, -196, 28, 4), material.red),
    };
  };
}

/** A square cushion in a windowpane check. */
export const cushion: Drawing = (colour) => {
  const t = tones(colour);
  const d = sym(
    "M0 -400C70 -400 150 -410 224 -424C214 -340 208 -280 208 -200C208 -130 214 -70 226 10C150 0 70 -4 0 -4",
  );
  const check = shift(colour, 0.2);
  return {
    set: "ground",
    foot: 196,
    focus: [-90, -290, 2],
    art: put(
      solid(
        d,
        t,
        knit([-230, -420, 460, 440], 20, t.deep, 1.8, 0.35) +
          line(
            "M-150 -440C-140 -280 -140 -140 -154 30M-50 -440V30M50 -440V30M150 -440C140 -280 140 -140 154 30",
            check,
            9,
            0.9,
          ) +
          line(
            "M-240 -340C-100 -330 100 -330 240 -340M-240 -250H240M-240 -156H240M-240 -66C-100 -74 100 -74 240 -66",
            check,
            9,
            0.9,
          ),
        { fall: [40, 26] },
      ) + line(d, mix(colour, material.petrol, 0.5), 7),
      0,
      6,
      1,
      -3,
    ),
  };
};

/** A hot-water bottle in a cabled cover. */
export const bottle: Drawing = (colour) => {
  const t = tones(colour);
  const body = sym(
    "M0 -210C50 -210 70 -196 110 -180C162 -164 178 -130 176 -80C170 60 172 160 178 240C176 290 140 308 100 308L0 310",
  );
  const neck = sym("M0 -330C54 -330 84 -322 86 -296C84 -260 74 -240 78 -196L0 -186");
  return {
    set: "wall",
    focus: [10, -120, 2.1],
    art:
      solid(
        box(-34, -392, 68, 70, 16),
        material.rubber,
        ribs([-34, -392, 68, 40], 11, tones(material.rubber).line, 3),
        { fall: [16, 6] },
      ) +
      solid(oval(0, -392, 50, 18), material.rubber, "", { rim: 3, fall: [14, 4] }) +
      solid(
        body,
        t,
        cable(0, -190, 510, 36, t.line, 2.6) +
          cable(-92, -190, 510, 26, t.line, 2.4) +
          cable(92, -190, 510, 26, t.line, 2.4) +
          knit([-172, -180, 42, 500], 15, t.line, 2, 0.5) +
          knit([134, -180, 42, 500], 15, t.line, 2, 0.5),
        { fall: [34, 12] },
      ) +
      solid(neck, t, ribs([-90, -332, 180, 150], 12, t.line, 2.6, 0.6), { fall: [22, 6] }) +
      rope("M-78 -212C-30 -196 30 -196 78 -212", material.manila, 12) +
      tube("M10 -202C14 -160 -6 -140 4 -110M22 -204C50 -170 40 -150 52 -124", material.manila, 6),
  };
};
