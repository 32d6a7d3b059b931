import { onDevice } from "../../../offline/database.ts";
import { CART_LOCK, underLock } from "../../../offline/locks.ts";
import { getMeta } from "../../../offline/meta.ts";
import { queueCounts } from "../../../offline/outbox.ts";
import { askToClear, type ClearVerdict } from "./ask-to-clear.ts";
import type { CartClaim } from "./cart-claim.ts";
import { flush } from "./flush.ts";

export interface Wiped {
  readonly verdict: ClearVerdict;
  /** How many things wait to be sent, or for the shopper. */
  readonly left: number;
}

async function ask(cart: CartClaim | null): Promise<Wiped> {
  const { waiting, needsYou } = await onDevice(queueCounts);
  // What was refused and waits for the shopper is nowhere but here, too.
  const left = waiting + needsYou;
  return { verdict: await askToClear({ confirmed: true, waiting: left, cart }), left };
}

/**
 * K3, at the shopper's confirmed word: sends what waits, then has the browser erase everything of this origin, provided that
 * the shop has cart and outbox. Until it has answered no tab changes the cart or orders from it. Rejects, with nothing
 * done, when the device's database cannot be read.
 */
export async function wipeDevice(): Promise<Wiped> {
  await flush();
  if ((await onDevice((db) => getMeta(db, "cart"))) === null) return underLock(CART_LOCK, () => ask(null));
  const { withCartClaim } = await import("./cart-claim.ts");
  return withCartClaim(ask);
}
