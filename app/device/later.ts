/** What every page follows while it is open, and none needs for its first seconds: fetched apart from its own scripts. */
export { followKept } from "./bring-back.ts";
export { leaveWhenForgotten } from "./forgotten.ts";
export { followPrices } from "./live-prices.ts";
