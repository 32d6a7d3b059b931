import { healCart } from "./carts.ts";
import { type DeviceDatabase, DURABLE } from "./database.ts";
import { isKnownEntry } from "./formats.ts";
import { renewOrder, takeBackOrder } from "./orders.ts";
import { renewed } from "./outbox.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import { isPlainWrite } from "./plain-writes.ts";

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

/**
 * Calls an entry off: an order as `takeBackOrder` does, a cart's refused changes by dropping what was never sent, anything
 * else by removing it; what is under way may still arrive. False when there was nothing to call off.
 */
export async function callOff(db: DeviceDatabase, key: string, now: number): Promise<boolean> {
  const entry = await db.get("outbox", key);
  if (!entry || !canCallOff(entry)) return false;
  if (entry.kind === "order") return (await takeBackOrder(db, key, now)) !== "unknown";
  if (entry.kind === "cart-sync") {
    const rows = await db.getAllFromIndex("cart-updates", "cart", entry.cartId);
    const unsent = rows.flatMap((row) => (row.sent || row.id === undefined ? [] : [row.id]));
    await dropCounters(db);
    await healCart(db, entry.cartId, unsent, now);
    return true;
  }
  if (isPlainWrite(entry)) await db.delete("outbox", key);
  else await keepOrder(db, key, entry.orderKey);
  return true;
}

/** What was never sent must not come back: not from this device's own counters, nor from a document that a tab has open. */
async function dropCounters(db: DeviceDatabase): Promise<void> {
  const tx = db.transaction("meta", "readwrite", DURABLE);
  await tx.store.delete("cart-counters");
  const cart = await tx.store.get("cart");
  if (cart?.name === "cart") await tx.store.put({ ...cart, replaced: (cart.replaced ?? 0) + 1 });
  await tx.done;
}

/** The order is not to be cancelled after all. */
async function keepOrder(db: DeviceDatabase, key: string, orderKey: string): Promise<void> {
  const tx = db.transaction(["outbox", "orders"], "readwrite", DURABLE);
  await tx.objectStore("outbox").delete(key);
  const record = await tx.objectStore("orders").get(orderKey);
  if (record) await tx.objectStore("orders").put({ ...record, cancelling: false });
  await tx.done;
}
