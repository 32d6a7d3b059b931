import { countOf } from "../domain/cart/counters.ts";
import type { CartLiveEvent } from "../protocol/cart.ts";
import { MAX_VECTOR_TEXT } from "../protocol/cart-limits.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { anyUnsent } from "./carts.ts";
import type { DeviceDatabase } from "./database.ts";
import { cartSyncKey } from "./outbox.ts";
import { coversVector } from "./state-vector.ts";

/** What a stream of the cart builds on: each of its events tells what comes after this, or after the event before it. */
export interface LiveBase {
  readonly cartId: string;
  readonly replaced: number;
  readonly epoch: number;
  /** Base64; null asks for everything. */
  readonly vector: string | null;
}

/** Where the current cart stands on this device; null while the server cannot know it. */
export async function getLiveBase(db: DeviceDatabase): Promise<LiveBase | null> {
  const tx = db.transaction(["cart-updates", "meta", "outbox"]);
  const meta = tx.objectStore("meta");
  const cart = await meta.get("cart");
  if (cart?.name !== "cart") return null;
  const { cartId, replaced = 0, epoch = 0 } = cart;
  const [rows, vector, waiting] = await Promise.all([
    tx.objectStore("cart-updates").index("cart").getAll(cartId),
    meta.get("cart-vector"),
    tx.objectStore("outbox").get(cartSyncKey(cartId)),
  ]);
  const own = vector?.name === "cart-vector" && vector.cartId === cartId ? vector.stateVector : null;
  if (!rows.some((row) => row.sent) && (own === null || waiting)) return null;
  const text = own && toBase64(own);
  return { cartId, replaced, epoch, vector: text !== null && text.length <= MAX_VECTOR_TEXT ? text : null };
}

export type LiveOutcome =
  | "stored"
  /** It told nothing new, as what this device itself has just sent. */
  | "known"
  /** Another cart or another document is current: what a stream tells must build on that. */
  | "moved"
  /** The server has begun a new epoch, which a sync brings over. */
  | "epoch";

/**
 * Stores what the stream of this base told, without Yjs. The vector of what is stored moves along, but is never made here: after
 * rows were damaged it is absent until a sync has brought the whole document. An event that is not stored leaves a gap in its
 * stream, which has to be opened anew.
 */
export async function storeLiveEvent(db: DeviceDatabase, base: LiveBase, event: CartLiveEvent): Promise<LiveOutcome> {
  const { cartId } = base;
  const stateVector = fromBase64(event.stateVector);
  const update = fromBase64(event.update);
  const tx = db.transaction(["cart-updates", "meta"], "readwrite");
  const [rows, meta] = [tx.objectStore("cart-updates"), tx.objectStore("meta")];
  const [cart, vector] = await Promise.all([meta.get("cart"), meta.get("cart-vector")]);
  if (cart?.name !== "cart" || cart.cartId !== cartId || (cart.replaced ?? 0) !== base.replaced) return "moved";
  if ((cart.epoch ?? 0) !== event.epoch) return "epoch";
  const known = vector?.name === "cart-vector" && vector.cartId === cartId ? vector.stateVector : null;
  if (known && coversVector(known, stateVector)) return "known";
  await rows.add({ cartId, bytes: update, origin: "server", sent: true });
  if (known) await meta.put({ name: "cart-vector", cartId, stateVector });
  const unsent = anyUnsent(await rows.index("cart").getAll(cartId));
  if (!unsent) {
    const count = countOf(event.lines);
    await meta.put({ name: "cart-summary", cartId, count });
  }
  await tx.done;
  return "stored";
}
