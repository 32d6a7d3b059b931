import { binoculars, campStove, compass, flask } from "../draw/field.ts";
import { bedroll, foldingStool, robe, tent } from "../draw/shelter.ts";
import { type Drawing, sized } from "../kit/piece.ts";

export const camp: Readonly<Record<string, Drawing>> = {
  "shelter-tent": sized(tent, 1.06, 40),
  "headland-flask": sized(flask, 1.14, 10),
  "shore-stool": sized(foldingStool, 1.2, 40),
  "dune-bedroll": sized(bedroll, 1.04, 80),
  "driftwood-stove": sized(campStove, 1.22, 10),
  "field-glasses": sized(binoculars, 1.04),
  "pocket-compass": sized(compass, 1.02),
  "tideline-robe": sized(robe, 1.04),
};
