import { material } from "../kit/material.ts";
import { box } from "../kit/path.ts";
import { flat, solid } from "../kit/shape.ts";
import { type Backdrop, backdrop, backdrops } from "../kit/stage.ts";
import { grain } from "../kit/texture.ts";
import { shift } from "../kit/tones.ts";
import { glows, headland, type Placed, sea, setOut, svgOf } from "./scene.ts";

interface Still {
  readonly goods: readonly Placed[];
  readonly horizon: number;
  /** Height of a rail that things hang from. */
  readonly rail?: number;
  readonly outdoors?: boolean;
}

const stills: Readonly<Record<string, Still>> = {
  outerwear: {
    horizon: 770,
    rail: 92,
    goods: [
      ["skerry-oilskin", 0, 240, 360, 0.72],
      ["inishvar-aran", 0, 622, 330, 0.7],
      ["rinn-duffel", 1, 1014, 366, 0.7],
      ["watch-cap", 2, 430, 650, 0.4],
      ["lifeline-mittens", 0, 830, 650, 0.4],
      ["souwester", 0, 1150, 660, 0.34],
    ],
  },
  bags: {
    horizon: 560,
    outdoors: true,
    goods: [
      ["postmans-rucksack", 0, 260, 690, 0.92],
      ["roll-top-dry-bag", 0, 540, 690, 0.94],
      ["slip-kit-bag", 1, 880, 690, 0.8],
      ["pier-bag", 0, 560, 790, 0.66],
      ["wash-bag", 0, 1110, 780, 0.56],
    ],
  },
  light: {
    horizon: 590,
    goods: [
      ["pendant-shade", 1, 650, 120, 0.56],
      ["chart-table-lamp", 0, 330, 730, 0.86],
      ["tin-candle-lantern", 0, 650, 770, 0.7],
      ["storm-lantern", 2, 960, 750, 0.86],
      ["chamberstick", 0, 1140, 790, 0.4],
    ],
  },
  kitchen: {
    horizon: 560,
    rail: 62,
    goods: [
      ["bread-board", 0, 170, 250, 0.56],
      ["road-end-tea-towel", 0, 430, 245, 0.58],
      ["ember-skillet", 0, 1090, 250, 0.54],
      ["two-cup-pot", 0, 300, 690, 0.82],
      ["hob-kettle", 0, 620, 720, 0.86],
      ["long-stew-pot", 0, 1010, 715, 0.74],
      ["road-end-mug", 0, 810, 790, 0.4],
      ["salt-crock", 0, 440, 785, 0.46],
    ],
  },
  home: {
    horizon: 580,
    rail: 70,
    goods: [
      ["kitchen-barometer", 0, 330, 262, 0.54],
      ["hot-water-bottle", 1, 1060, 260, 0.5],
      ["creel-basket", 0, 240, 720, 0.92],
      ["three-leg-stool", 0, 640, 730, 0.86],
      ["mizen-blanket", 0, 634, 402, 0.56],
      ["hearth-cushion", 0, 1010, 730, 0.78],
      ["carrageen-soap", 0, 420, 795, 0.36],
    ],
  },
  tools: {
    horizon: 640,
    rail: 70,
    goods: [
      ["three-strand-rope", 0, 190, 290, 0.68],
      ["kindling-hatchet", 0, 470, 300, 0.66],
      ["hearth-brush", 0, 730, 300, 0.66],
      ["bow-shackle", 0, 1040, 270, 0.56],
      ["galvanised-pail", 0, 300, 790, 0.72],
      ["tarred-twine", 1, 620, 795, 0.62],
      ["deck-cleat", 0, 980, 640, 0.62],
    ],
  },
  camp: {
    horizon: 540,
    outdoors: true,
    goods: [
      ["shelter-tent", 0, 330, 640, 1],
      ["shore-stool", 0, 760, 700, 0.76],
      ["dune-bedroll", 0, 1020, 640, 0.56],
      ["driftwood-stove", 1, 1040, 780, 0.56],
      ["headland-flask", 0, 560, 785, 0.5],
    ],
  },
  pocket: {
    horizon: 740,
    goods: [
      ["tide-notebook", 0, 270, 400, 0.92],
      ["carpenters-pencils", 1, 660, 390, 0.74],
      ["buoy-key-float", 0, 980, 400, 0.78],
      ["pea-whistle", 0, 1140, 590, 0.34],
    ],
  },
};

function rail(y: number, width: number): string {
  return `<g transform="translate(6 12)">${flat(box(-20, y, width + 40, 30), "#0E2A30", 0.14)}</g>${solid(box(-20, y, width + 40, 30), material.ash, grain([-20, y, width + 40, 30], 10, "#A77F4C", 4), { rim: 3, fall: [0, 8] })}`;
}

const shore = (tint: Backdrop, width: number, horizon: number): string =>
  headland(560, horizon - 66, 0.86, shift(tint.ground, -0.07), true) +
  headland(-260, horizon - 66, 0.8, shift(tint.ground, -0.03)) +
  sea(width, horizon - 66, horizon + 8, "#9FBDB9");

/** A still life of one category, 1280 × 853. */
export function still(category: string): string {
  const tint = backdrops[category];
  const plan = stills[category];
  if (!tint || !plan) throw new Error(`No still life is planned for ${category}`);
  const [width, height] = [1280, 853];
  const ground = backdrop(tint, width, height, plan.horizon);
  const strings = plan.rail === undefined ? "" : rail(plan.rail, width);
  const far = plan.outdoors
    ? shore(tint, width, plan.horizon) + backdrop({ air: "none", ground: tint.ground }, width, height, plan.horizon)
    : "";
  return svgOf(width, height, tint, ground + far + strings + glows(plan.goods, tint) + setOut(plan.goods));
}

export const stillCategories = Object.keys(stills);
