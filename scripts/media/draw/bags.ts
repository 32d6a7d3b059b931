import { material } from "../kit/material.ts";
import { box, mirror, oval, sym } from "../kit/path.ts";
import type { Drawing } from "../kit/piece.ts";
import { flat, line, rope, solid, stitch, tube } from "../kit/shape.ts";
import { twill } from "../kit/texture.ts";
import { shift, tones } from "../kit/tones.ts";

const patch = (x: number, y: number, w = 64) =>
  flat(box(x, y, w, w * 0.56, 3), material.chalk) +
  flat(box(x + w * 0.16, y + w * 0.17, w * 0.68, 4), material.petrol) +
  flat(box(x + w * 0.16, y + w * 0.33, w * 0.4, 4), material.red);

const buckle = (x: number, y: number, w = 34) =>
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

/** A box-ended zip pouch. */
export const pouch: Drawing = (colour) => {
  const t = tones(colour);
  const body = sym("M0 -214C150 -218 196 -196 206 -120C212 -70 208 -30 196 -6C120 12 60 12 0 12");
  return {
    set: "ground",
    foot: 198,
    focus: [60, -150, 2.2],
    art:
      tube("M-190 -150C-262 -150 -262 -70 -196 -70", material.leather, 18, "butt") +
      solid(
        body,
        t,
        twill([-220, -220, 440, 240], 15, t.deep, 1.6, 0.28) +
          line("M-150 -120C-160 -70 -150 -40 -158 0M120 -110C130 -60 118 -40 126 0", t.deep, 2.4, 0.6),
        { fall: [34, 14] },
      ) +
      line("M-184 -170C-110 -186 110 -186 184 -170", t.deep, 14) +
      `<path d="M-184 -170C-110 -186 110 -186 184 -170" fill="none" stroke="${material.brass}" stroke-width="6" stroke-dasharray="4 3"/>` +
      stitch("M-190 -150C-110 -166 110 -166 190 -150", t.line) +
      solid(box(120, -186, 20, 26, 5), material.brass, "", { rim: 2, fall: [3, 3] }) +
      solid("M122 -164L138 -164L144 -96L116 -96Z", material.leather, "", { rim: 2, fall: [4, 3] }) +
      patch(-34, -110, 68),
  };
};

/** A drawstring sailor's bag: tall, round foot, cord through eyelets. */
export const ditty: Drawing = (colour) => {
  const t = tones(colour);
  const body = sym("M0 -380C60 -380 96 -372 104 -350C100 -330 128 -290 140 -220L150 -24C120 14 60 20 0 20");
  const eyelets = [-84, -44, 0, 44, 84]
    .map((x) => solid(oval(x, -322 + (88 - Math.abs(x)) * 0.1, 10, 10), material.brass, "", { rim: 2, fall: [2, 2] }))
    .join("");
  return {
    set: "ground",
    foot: 150,
    focus: [0, -290, 2.3],
    art:
      rope("M96 -322C190 -330 210 -200 176 -120C164 -90 150 -70 148 -40", material.manila, 15) +
      flat(sym("M0 -398C56 -398 100 -384 104 -352L0 -340"), t.deep) +
      solid(
        body,
        t,
        twill([-170, -390, 340, 420], 15, t.deep, 1.6, 0.28) +
          line(
            "M-70 -300C-84 -240 -70 -220 -86 -160M-20 -306C-28 -250 -16 -230 -26 -190M36 -306C46 -250 34 -230 44 -180M82 -300C94 -250 86 -230 96 -190",
            t.deep,
            3,
            0.7,
          ) +
          flat(box(-200, -96, 400, 130), shift(colour, -0.13)) +
          stitch("M-200 -88H200", t.line),
        { fall: [44, 12] },
      ) +
      rope("M-84 -318C-60 -308 60 -308 84 -318", material.manila, 13) +
      eyelets +
      rope("M20 -306C30 -250 10 -200 26 -150", material.manila, 12) +
      solid(box(16, -158, 22, 40, 8), material.manila, "", { rim: 2, fall: [5, 3] }) +
      patch(-92, -200, 64),
  };
};

/** A knotted string bag with three lemons inside. */
export const stringBag: Drawing = (colour) => {
  const t = tones(colour);
  const outline = sym("M0 -330C70 -330 100 -320 110 -300C180 -220 210 -90 150 -10C100 16 50 18 0 18");
  let net = "";
  for (let i = -8; i <= 8; i++)
    net += `M${i * 30} -320C${i * 50} -200 ${i * 56} -100 ${i * 20 + 90} 20M${i * 30} -320C${i * 50} -200 ${i * 56} -100 ${i * 20 - 90} 20`;
  const fruit = (x: number, y: number, c: string, r: number) =>
    solid(oval(x, y, r * 1.12, r), c, "", { fall: [16, 14] });
  return {
    set: "ground",
    foot: 140,
    focus: [-10, -170, 2.2],
    art:
      tube("M-70 -316C-120 -540 60 -560 30 -320", shift(colour, -0.08), 11) +
      flat(outline, t.deep, 0.18) +
      fruit(-70, -60, "#E9C23B", 62) +
      fruit(72, -64, "#D97B3B", 66) +
      fruit(0, -150, "#9DB25A", 64) +
      fruit(96, -180, "#E9C23B", 46) +
      fruit(-92, -174, "#D97B3B", 50) +
      `<g stroke-linejoin="round">${solidNet(outline, net, t.base)}</g>` +
      tube("M-110 -302C-40 -284 40 -284 110 -302", t, 13) +
      tube("M-50 -300C-90 -520 120 -540 84 -304", t, 12),
  };
};

function solidNet(outline: string, net: string, colour: string): string {
  return `<clipPath id="net"><path d="${outline}"/></clipPath><g clip-path="url(#net)">${line(net, colour, 4)}</g>${line(outline, colour, 5)}`;
}
