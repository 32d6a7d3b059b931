import { cleat, ropeCoil, shackles, spool } from "../draw/cordage.ts";
import { brush, hatchet, pail, riggingKnife, toolRoll } from "../draw/yard.ts";
import { type Drawing, sized } from "../kit/piece.ts";

export const tools: Readonly<Record<string, Drawing>> = {
  "three-strand-rope": sized(ropeCoil, 1.04),
  "rigging-knife": sized(riggingKnife, 1.06),
  "tarred-twine": sized(spool, 1.12, 20),
  "galvanised-pail": sized(pail, 1.14, 0),
  "kindling-hatchet": sized(hatchet, 1.02),
  "deck-cleat": sized(cleat, 1.08),
  "bow-shackle": sized(shackles, 1.08),
  "boatyard-tool-roll": sized(toolRoll, 1.02),
  "hearth-brush": sized(brush, 1.04),
};
