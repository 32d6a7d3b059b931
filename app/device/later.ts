import { followKept } from "./bring-back.ts";
import { leaveWhenForgotten } from "./forgotten.ts";
import { followCart } from "./live-cart.ts";
import { followPrices } from "./live-prices.ts";

export { bringBack } from "./bring-back.ts";

/** Begins what every page follows while it is open, and none needs for its first seconds; answers how to stop. */
export function followLive(): () => void {
  const stops = [followPrices(), followCart(), leaveWhenForgotten(), followKept()];
  return () => {
    for (const stop of stops) stop();
  };
}
