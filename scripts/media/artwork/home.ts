import { basket, ropeMat, soap, stool } from "../draw/house.ts";
import { bottle, cushion, folded } from "../draw/soft-goods.ts";
import { barometer, pegRail } from "../draw/wall.ts";
import { type Drawing, sized } from "../kit/piece.ts";

const chalk = "#F1EDE3";
const petrol = "#1D4650";

export const home: Readonly<Record<string, Drawing>> = {
  "mizen-blanket": (colour, view) =>
    sized(folded({ weave: "plain", stripe: colour === "#EDE7D8" ? petrol : chalk }), 1.12, 90)(colour, view),
  "twelve-pins-throw": sized(folded({ weave: "herringbone", fringe: true }), 1.12, 90),
  "hearth-cushion": sized(cushion, 1.14, 50),
  "three-leg-stool": sized(stool, 1.14, 20),
  "rope-doormat": ropeMat,
  "creel-basket": sized(basket, 1.26, 30),
  "carrageen-soap": sized(soap, 1.24, 120),
  "hot-water-bottle": sized(bottle, 1.06),
  "kitchen-barometer": sized(barometer, 1.04),
  "peg-rail": sized(pegRail, 1.04),
};
