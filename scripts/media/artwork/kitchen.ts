import { crock, jug, stack } from "../draw/crockery.ts";
import { apron, breadBoard, oysterKnife, skillet, teaTowel } from "../draw/larder.ts";
import { casserole, coffeePot, kettle, teapot } from "../draw/pots.ts";
import { mug } from "../draw/vessels.ts";
import { type Drawing, sized } from "../kit/piece.ts";

const body = "#EDE7D8";
const slip = "#2B3C5A";

export const kitchen: Readonly<Record<string, Drawing>> = {
  "road-end-mug": sized(mug({ tall: 240, kind: "enamel" }), 1.14, 70),
  "burren-cup": sized((colour, view) => mug({ tall: 205, kind: "stoneware", dip: colour })(body, view), 1.16, 90),
  "hob-kettle": sized(kettle, 1.06, 30),
  "two-cup-pot": sized(coffeePot, 1.22, 20),
  "burren-teapot": sized(teapot, 1.08, 60),
  "road-end-plates": sized(stack({ count: 4, kind: "plate", rim: "#22343A" }), 1.12, 130),
  "burren-bowls": sized(stack({ count: 3, kind: "bowl", speckled: true }), 1.2, 90),
  "long-stew-pot": sized(casserole, 1.06, 80),
  "pouring-jug": sized(jug({ bands: slip }), 1.18, 20),
  "salt-crock": sized(crock({ kind: "salt", tall: 230 }), 1.22, 60),
  "tea-caddy": sized(crock({ kind: "tin", tall: 260, label: true }), 1.2, 50),
  "oyster-knife": sized(oysterKnife, 1.08),
  "bread-board": sized(breadBoard, 1.04),
  "road-end-tea-towel": sized(teaTowel, 1.12),
  "ember-skillet": sized(skillet, 1.02),
  "harbour-apron": sized(apron, 1.02),
};
