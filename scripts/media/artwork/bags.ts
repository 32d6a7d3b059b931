import { dryBag, tote } from "../draw/bags.ts";
import { kitBag, rucksack, satchel } from "../draw/packs.ts";
import { ditty, pouch, stringBag } from "../draw/small-bags.ts";
import { type Drawing, sized } from "../kit/piece.ts";

const canvas = "#E4DAC2";

export const bags: Readonly<Record<string, Drawing>> = {
  "roll-top-dry-bag": sized(dryBag({ height: 430 }), 1.12, 0),
  "ferry-tote": sized((colour, view) => tote({ base: colour, handles: "web" })(canvas, view), 1.18, 20),
  "pier-bag": sized((colour, view) => tote({ stripe: colour, handles: "rope", wide: true })(canvas, view), 1.2, 40),
  "islander-rucksack": sized(rucksack({ lid: "roll", straps: "web" }), 1.08, 0),
  "postmans-rucksack": sized(rucksack({ lid: "flap", straps: "leather" }), 1.1, 0),
  "slip-kit-bag": sized(kitBag, 1.02, 80),
  "ledger-satchel": sized(satchel, 1.12, 20),
  "wash-bag": sized(pouch, 1.3, 110),
  "ditty-bag": sized(ditty, 1.4, 30),
  "string-bag": sized(stringBag, 1.15, 20),
};
