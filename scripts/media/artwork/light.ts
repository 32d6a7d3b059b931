import { chamberstick, tapers, tinLantern } from "../draw/candles.ts";
import { bulkhead, pendant, stormLantern, tableLamp, torch } from "../draw/lamps.ts";
import { type Drawing, sized } from "../kit/piece.ts";

export const light: Readonly<Record<string, Drawing>> = {
  "storm-lantern": sized(stormLantern, 1.08),
  "chart-table-lamp": sized(tableLamp, 1.04, 10),
  "bulkhead-light": sized(bulkhead, 1.1),
  "hand-torch": torch,
  "beeswax-tapers": sized(tapers, 1.12),
  chamberstick: sized(chamberstick, 1.06, 60),
  "pendant-shade": sized(pendant, 1.06),
  "tin-candle-lantern": sized(tinLantern, 1.14),
};
