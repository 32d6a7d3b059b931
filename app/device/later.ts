/** What every page follows while it is open, and none needs for its first seconds: fetched apart from its own scripts. */
export { leaveWhenForgotten } from "./forgotten.ts";
export { followCart } from "./live-cart.ts";
export { followPrices } from "./live-prices.ts";
