import { coat } from "../draw/coats.ts";
import { beanie, souwester } from "../draw/headwear.ts";
import { jumper } from "../draw/knits.ts";
import { mittens, scarf, socks } from "../draw/woollens.ts";
import { type Drawing, sized } from "../kit/piece.ts";
import { shift } from "../kit/tones.ts";

const chalk = "#F1EDE3";
const navy = "#2B3C5A";
const isLight = (colour: string) => /^#[DEF]/i.test(colour);

export const outerwear: Readonly<Record<string, Drawing>> = {
  "skerry-oilskin": sized(coat({ hem: 300, neck: "hood", front: "studs", pockets: "flap", storm: true }), 1.1),
  "rinn-duffel": sized(
    coat({ hem: 368, neck: "hood", front: "toggles", pockets: "patch", flare: 22, lining: "#8B3A2A" }),
    1.06,
  ),
  "slipway-smock": sized(coat({ hem: 270, neck: "collar", front: "half", pockets: "kangaroo" }), 1.14),
  "headland-gilet": sized(
    coat({ hem: 270, neck: "stand", front: "zip", pockets: "welt", quilt: true, sleeves: false }),
    1.2,
  ),
  "ballast-chore-coat": sized(
    coat({ hem: 280, neck: "collar", front: "buttons", pockets: "patch", trim: "#6B4A33" }),
    1.12,
  ),
  "inishvar-aran": sized(jumper({ stitch: "cable", neck: "crew" }), 1.14),
  "deckhand-roll-neck": sized(jumper({ stitch: "rib", neck: "roll" }), 1.1),
  "harbour-stripe-jersey": sized(jumper({ stitch: "stripe", neck: "boat", second: navy }), 1.14),
  "turlough-yoke-jumper": sized(jumper({ stitch: "yoke", neck: "crew", second: chalk }), 1.14),
  "watch-cap": sized(beanie({}), 1.25),
  "spring-tide-bobble-hat": sized(beanie({ bobble: true, stripe: chalk }), 1.15),
  "crossing-scarf": (colour, view) =>
    scarf({ weave: "herringbone", bands: [chalk, shift(colour, -0.16)] })(colour, view),
  "lifeline-mittens": sized(mittens, 1.2),
  "thwart-socks": sized(
    (colour, view) => socks({ bands: isLight(colour) ? ["#D2492F", navy] : ["#F5B81A", chalk] })(colour, view),
    1.06,
  ),
  souwester: sized(souwester, 1.12),
};
