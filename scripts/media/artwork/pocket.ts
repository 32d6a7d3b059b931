import { keyFloat, notebook, pencils, whistle } from "../draw/pocket.ts";
import { type Drawing, sized } from "../kit/piece.ts";

export const pocket: Readonly<Record<string, Drawing>> = {
  "tide-notebook": notebook,
  "carpenters-pencils": sized(pencils, 0.98),
  "buoy-key-float": sized(keyFloat, 1.04),
  "pea-whistle": whistle,
};
