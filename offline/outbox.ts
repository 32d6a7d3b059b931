import { uuidv7 } from "../protocol/ids.ts";
import type { OrderRequest } from "../protocol/orders.ts";
import { CART_SYNC_FORMAT, MESSAGE_VERSION, OUTBOX_FORMAT } from "../protocol/versions.ts";
import { announce } from "./bus.ts";
import type { DeviceDatabase } from "./database.ts";
import type { CartSyncEntry, OrderCancelEntry, OrderEntry, OutboxEntry } from "./outbox-entry.ts";

/** An entry that nobody has tried yet; its lane and key are its own. */
export function freshEntry(key: string, lane: string, now: number) {
  return {
    format: OUTBOX_FORMAT,
    key,
    lane,
    createdAt: now,
    attempts: 0,
    lastTriedAt: 0,
    triedBy: null,
    // Due at once, whatever becomes of the device's clock.
    nextAttemptAt: 0,
    heldUntil: 0,
    lease: null,
    waitsFor: null,
    problem: null,
  } as const;
}

/** An order to be sent under this idempotency key. */
export function orderEntry(key: string, body: OrderRequest, now: number): OrderEntry {
  return { ...freshEntry(key, `order:${key}`, now), kind: "order", body, cancel: false };
}

/** Asks the server to cancel an order that it has. */
export function orderCancelEntry(orderKey: string, orderId: string, now: number): OrderCancelEntry {
  return { ...freshEntry(uuidv7(now), `order:${orderKey}`, now), kind: "order-cancel", orderKey, orderId };
}

/** Sends a cart's unsent rows; there is one entry per cart at most, under a key that follows from the cart. */
export function cartSyncEntry(cartId: string, now: number, carry = false): CartSyncEntry {
  const entry = freshEntry(cartSyncKey(cartId), `cart:${cartId}`, now);
  return { ...entry, format: CART_SYNC_FORMAT, kind: "cart-sync", cartId, carry };
}

export function cartSyncKey(cartId: string): string {
  return `cart:${cartId}`;
}

/** The keys of this device's orders that an entry is about. */
export function ordersOf(entry: OutboxEntry): string[] {
  if (entry.kind === "order") return [entry.key];
  return entry.kind === "order-cancel" ? [entry.orderKey] : [];
}

/** The same entry under the same key, due at once. */
export function renewed<Entry extends OutboxEntry>(entry: Entry): Entry {
  return { ...entry, nextAttemptAt: 0, waitsFor: null, problem: null };
}

export interface QueueCounts {
  /** Entries that are sent as soon as they can be. */
  readonly waiting: number;
  /** Entries that were refused and wait for the shopper's decision. */
  readonly needsYou: number;
}

export async function queueCounts(db: DeviceDatabase): Promise<QueueCounts> {
  const entries = await db.getAll("outbox");
  return {
    waiting: entries.filter((entry) => entry.waitsFor !== "shopper").length,
    needsYou: entries.filter((entry) => entry.waitsFor === "shopper").length,
  };
}

/** Whether something waits for a newer release than this one, which was too old for the server (R7). */
export async function waitsForUpdate(db: DeviceDatabase, release: string): Promise<boolean> {
  const entries = await db.getAll("outbox");
  return entries.some((entry) => entry.waitsFor === "update" && entry.triedBy === release);
}

/** Tells all tabs how the outbox stands, which orders changed, and whether the server was reached by the last try. */
export async function announceQueue(
  db: DeviceDatabase,
  changed: readonly string[],
  reached: boolean | null = null,
): Promise<void> {
  announce({ type: "QUEUE_STATE", version: MESSAGE_VERSION, ...(await queueCounts(db)), changed, reached });
}
