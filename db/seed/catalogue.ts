import { bags } from "./catalogue/bags.ts";
import { camp } from "./catalogue/camp.ts";
import { home } from "./catalogue/home.ts";
import { kitchen } from "./catalogue/kitchen.ts";
import { light } from "./catalogue/light.ts";
import { outerwear } from "./catalogue/outerwear.ts";
import { pocket } from "./catalogue/pocket.ts";
import { categories, collections } from "./catalogue/shelves.ts";
import { tools } from "./catalogue/tools.ts";
import type { SeedCatalogue } from "./types.ts";

/** Everything the shop sells on its first day. */
export const catalogue: SeedCatalogue = {
  categories,
  collections,
  products: [...outerwear, ...bags, ...light, ...kitchen, ...home, ...tools, ...camp, ...pocket],
};
