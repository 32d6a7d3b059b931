import { failure, loading, pages, products } from "./browse.ts";
import { checkout } from "./checkout.ts";
import { keptCards } from "./kept-card.ts";
import { operator } from "./operator.ts";
import { offline, paying, refusals } from "./orders.ts";
import { sharing } from "./sharing.ts";
import type { Walk } from "./visit.ts";

/** Every page and every state of the shop. */
export const WALKS: readonly Walk[] = [
  pages,
  products,
  checkout,
  paying,
  keptCards,
  refusals,
  offline,
  sharing,
  operator,
  loading,
  failure,
];
