import { bags } from "./artwork/bags.ts";
import { camp } from "./artwork/camp.ts";
import { home } from "./artwork/home.ts";
import { kitchen } from "./artwork/kitchen.ts";
import { light } from "./artwork/light.ts";
import { outerwear } from "./artwork/outerwear.ts";
import { pocket } from "./artwork/pocket.ts";
import { tools } from "./artwork/tools.ts";
import type { Drawing } from "./kit/piece.ts";

/** Which drawing, with which parameters, stands for which product. */
export const artwork: Readonly<Record<string, Drawing>> = {
  ...outerwear,
  ...bags,
  ...light,
  ...kitchen,
  ...home,
  ...tools,
  ...camp,
  ...pocket,
};
