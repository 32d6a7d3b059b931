import { material } from "../kit/material.ts";
import { box } from "../kit/path.ts";
import { flat, line, put, rope, solid } from "../kit/shape.ts";
import type { Backdrop } from "../kit/stage.ts";
import { seeded } from "../kit/texture.ts";
import { shift } from "../kit/tones.ts";
import { hang, headland, type Placed, sea, setOut, svgOf } from "./scene.ts";

const sky: Backdrop = { air: "#DCE7E4", ground: "#BFC7BE" };
const water = "#8FB2AF";

/** Slanting rain that stops at the sea. */
function shower(x: number, y: number, w: number, h: number): string {
  const random = seeded(19);
  let d = "";
  for (let i = 0; i < 70; i++) {
    const at = x + random() * w;
    const from = y + random() * h * 0.8;
    d += `M${Math.round(at)} ${Math.round(from)}l-${14} ${44}`;
  }
  return line(d, "#B4C9C8", 3, 0.8);
}

const cloud = (x: number, y: number, k: number, fill: string): string =>
  put(flat("M0 0C-6 -34 40 -56 74 -40C92 -90 190 -92 210 -46C250 -66 300 -40 296 0Z", fill), x, y, k);

/** The quay: one course of dressed stone with joints. */
function quay(width: number, y: number, height: number): string {
  const stone = "#A9B0A8";
  let joints = "";
  for (let i = 0, x = -60; x < width; i++, x += 190 + ((i * 67) % 90))
    joints += `M${x} ${y + 74}L${x - 8} ${y + height}`;
  return (
    flat(box(0, y, width, height), sky.ground) +
    flat(box(0, y + 72, width, height - 72), stone) +
    line(`M0 ${y + 72}H${width}`, shift(stone, -0.1), 3) +
    line(joints, shift(stone, -0.1), 3, 0.8) +
    line(`M0 ${y + 2}H${width}`, shift(sky.ground, 0.05), 5)
  );
}

const post = (x: number, top: number, foot: number): string =>
  `<g transform="translate(12 4)">${flat(box(x, foot - 14, 120, 14, 7), shift(sky.ground, -0.1))}</g>` +
  solid(
    box(x, top, 30, foot - top, 6),
    "#8B6B4C",
    line(`M${x + 10} ${top + 20}V${foot}M${x + 20} ${top + 60}V${foot - 40}`, "#6B5038", 2, 0.7),
    { fall: [10, 0] },
  );

const wet: readonly Placed[] = [
  ["harbour-stripe-jersey", 0, 1016, 346, 0.5, 2],
  ["skerry-oilskin", 0, 1318, 400, 0.62, -2],
  ["road-end-tea-towel", 0, 1560, 372, 0.42, 2],
  ["thwart-socks", 0, 1714, 312, 0.36, -2],
];

const quayside: readonly Placed[] = [
  ["islander-rucksack", 0, 1010, 905, 0.6],
  ["creel-basket", 0, 1240, 900, 0.62],
  ["storm-lantern", 2, 1452, 915, 0.56],
  ["hob-kettle", 1, 1640, 925, 0.52],
  ["road-end-mug", 1, 1806, 932, 0.32],
];

export function homeLandscape(): string {
  const width = 1920;
  const height = 1080;
  return svgOf(
    width,
    height,
    sky,
    flat(box(0, 0, width, height), sky.air) +
      `<circle cx="520" cy="330" r="150" fill="#EFF1E6"/><circle cx="520" cy="330" r="104" fill="#F8F3DC"/>` +
      cloud(40, 250, 1.3, "#CDDCD9") +
      cloud(560, 168, 0.9, "#EAF0ED") +
      cloud(1240, 130, 1.5, "#CDDCD9") +
      shower(40, 260, 380, 240) +
      headland(-140, 588, 1.06, "#9DB3AF") +
      headland(-320, 596, 0.9, "#7F9B98", true) +
      headland(1300, 592, 0.9, "#A9BDB9") +
      sea(width, 590, 800, water) +
      put(boat(), 610, 652, 1) +
      quay(width, 790, 290) +
      post(880, 180, 812) +
      post(1826, 150, 812) +
      rope("M894 206C1160 250 1560 250 1842 176", material.manila, 12) +
      hang(wet) +
      [
        [972, 214],
        [1066, 220],
        [1664, 198],
        [1694, 194],
        [1748, 186],
      ]
        .map(([x = 0, y = 0]) => peg(x, y))
        .join("") +
      setOut(quayside),
  );
}

const peg = (x: number, y: number): string =>
  solid(box(x - 6, y, 12, 34, 4), material.ash, "", { rim: 2, fall: [3, 2] });

/** A small lugger under a rust sail. */
const boat = (): string =>
  flat("M-70 0H78C70 26 54 34 30 34H-40C-58 34 -66 20 -70 0Z", "#0E2A30") +
  flat("M-70 0H78L76 8H-68Z", "#F6F5F1") +
  line("M0 0V-150", "#5B4631", 5) +
  flat("M6 -148C60 -110 76 -60 74 -12H6Z", "#C4603C") +
  flat("M-6 -128C-36 -90 -52 -50 -56 -12H-6Z", "#AC5133") +
  line("M-90 44C-60 38 -30 50 0 44C30 38 60 50 96 44", "#DCE7E4", 4);

export function homePortrait(): string {
  const width = 960;
  const height = 1200;
  return svgOf(
    width,
    height,
    sky,
    flat(box(0, 0, width, height), sky.air) +
      `<circle cx="250" cy="300" r="132" fill="#EFF1E6"/><circle cx="250" cy="300" r="92" fill="#F8F3DC"/>` +
      cloud(-60, 230, 1.1, "#CDDCD9") +
      cloud(520, 130, 1.1, "#EAF0ED") +
      shower(-20, 240, 260, 300) +
      headland(-300, 652, 0.9, "#9DB3AF") +
      headland(-520, 660, 0.94, "#7F9B98", true) +
      sea(width, 654, 900, water) +
      put(boat(), 640, 742, 0.72) +
      quay(width, 890, 310) +
      post(356, 190, 912) +
      post(898, 160, 912) +
      rope("M370 216C520 252 760 248 914 186", material.manila, 12) +
      hang([
        ["skerry-oilskin", 0, 566, 424, 0.64, -2],
        ["road-end-tea-towel", 0, 800, 380, 0.44, 2],
      ]) +
      setOut([
        ["islander-rucksack", 0, 176, 1030, 0.62],
        ["storm-lantern", 2, 420, 1040, 0.6],
        ["hob-kettle", 1, 640, 1050, 0.54],
        ["road-end-mug", 1, 836, 1056, 0.36],
      ]),
  );
}
