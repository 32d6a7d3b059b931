import { askForWhole, withIds } from "./carts.ts";
import { type DeviceDatabase, DURABLE } from "./database.ts";
import { isKnownEntry } from "./formats.ts";
import { isMeta } from "./meta.ts";
import { renewOrder, takeBackOrder } from "./orders.ts";
import { renewed } from "./outbox.ts";
import type { CartSyncEntry, OrderCancelEntry, OutboxEntry } from "./outbox-entry.ts";
import { type SettleTx, settleTransaction } from "./settle-transaction.ts";

/** Everything that has not reached the shop, in the order in which it was written. */
export async function listWaiting(db: DeviceDatabase): Promise<OutboxEntry[]> {
  const entries = await db.getAll("outbox");
  return entries.sort((one, other) => one.createdAt - other.createdAt || (one.key < other.key ? -1 : 1));
}

/**
 * Whether the shopper may call it off here. A cart that merely waits is changed in the cart, a cancellation that may have
 * reached the shop is done there, and what another release wrote is left to it (R11).
 */
export function canCallOff(entry: OutboxEntry): boolean {
  if (!isKnownEntry(entry)) return false;
  if (entry.kind === "cart-sync") return entry.waitsFor === "shopper";
  return entry.kind !== "order-cancel" || entry.attempts === 0;
}

/** Makes an entry due at once, under the same key; false when it is gone. The server's Retry-After still holds. */
export async function retryWaiting(db: DeviceDatabase, key: string, now: number): Promise<boolean> {
  if (await renewOrder(db, key, now)) return true;
  const tx = db.transaction("outbox", "readwrite", DURABLE);
  const entry = await tx.store.get(key);
  if (entry && isKnownEntry(entry)) await tx.store.put(renewed(entry));
  await tx.done;
  return entry !== undefined;
}

/** What calling off came to: it is gone, the shop is asked first, or what was to be called off had moved on. */
export type CalledOff = "gone" | "asking" | "overtaken";

/**
 * Calls an entry off: an order as `takeBackOrder` does, a cart's refused changes by dropping what was never sent, anything
 * else by removing it; what is under way may still arrive. For a cart to be called under the lock of the cart, since a tab may be
 * making an order of what it has read.
 */
export async function callOff(db: DeviceDatabase, key: string, now: number): Promise<CalledOff> {
  const entry = await db.get("outbox", key);
  // What has left the outbox since it was shown may be an order, which the shop can still be asked to cancel.
  if (!entry || (entry.kind === "order" && canCallOff(entry))) {
    const outcome = await takeBackOrder(db, key, now);
    if (outcome === "unknown") return "overtaken";
    return outcome === "cancelled" ? "gone" : "asking";
  }
  const tx = settleTransaction(db);
  const isOff = await dropEntry(tx, key, now);
  await tx.done;
  return isOff ? "gone" : "overtaken";
}

async function dropEntry(tx: SettleTx, key: string, now: number): Promise<boolean> {
  const entry = await tx.objectStore("outbox").get(key);
  if (!entry || !canCallOff(entry)) return false;
  await tx.objectStore("outbox").delete(key);
  if (entry.kind === "cart-sync") await dropUnsent(tx, entry, now);
  else if (entry.kind === "order-cancel") await keepOrder(tx, entry);
  return true;
}

/** What was never sent must not come back: not from this device's own counters, nor from a document that a tab has open. */
async function dropUnsent(tx: SettleTx, { cartId }: CartSyncEntry, now: number): Promise<void> {
  const meta = tx.objectStore("meta");
  const rows = withIds(await tx.objectStore("cart-updates").index("cart").getAll(cartId));
  const [cart, counters] = await Promise.all([meta.get("cart"), meta.get("cart-counters")]);
  if (isMeta(counters, "cart-counters") && counters.cartId === cartId) await meta.delete("cart-counters");
  if (isMeta(cart, "cart") && cart.cartId === cartId) await meta.put({ ...cart, replaced: (cart.replaced ?? 0) + 1 });
  const unsent = rows.filter((row) => !row.sent);
  await askForWhole(
    tx,
    cartId,
    unsent.map((row) => row.id),
    now,
  );
}

/** The order is not to be cancelled after all. */
async function keepOrder(tx: SettleTx, { orderKey }: OrderCancelEntry): Promise<void> {
  const record = await tx.objectStore("orders").get(orderKey);
  if (record) await tx.objectStore("orders").put({ ...record, cancelling: false });
}
