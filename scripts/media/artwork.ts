import { bags } from "./artwork/bags.ts";
import { kitchen } from "./artwork/kitchen.ts";
import { outerwear } from "./artwork/outerwear.ts";
import type { Drawing } from "./kit/piece.ts";

/** Which drawing, with which parameters, stands for which product. */
export const artwork: Readonly<Record<string, Drawing>> = { ...outerwear, ...bags, ...kitchen };
