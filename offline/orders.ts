import type { IDBPTransaction } from "idb";
import type { OwnCounters } from "../domain/cart/document.ts";
import type { Offer } from "../protocol/catalogue.ts";
import type { Order, OrderRequest } from "../protocol/orders.ts";
import { addLocalChange, type CartWrite, dropRows } from "./carts.ts";
import { type CartUpdateRow, type DeviceDatabase, type DeviceSchema, DURABLE } from "./database.ts";
import { changedOrder, type LocalOrder } from "./local-order.ts";
import { cartSyncEntry, cartSyncKey, orderCancelEntry, orderEntry, renewed } from "./outbox.ts";
import { stateOf } from "./settle-order.ts";

/** The cart that follows the ordered one: empty, or with what was added while the order was being reviewed. */
export interface FollowingCart {
  readonly cartId: string;
  readonly update: {
    readonly bytes: Uint8Array;
    readonly stateVector: Uint8Array;
    readonly own: OwnCounters;
  } | null;
  /** Units in it. */
  readonly count: number;
}

interface NewOrder {
  /** The idempotency key, a UUID. */
  readonly key: string;
  readonly request: OrderRequest;
  readonly offers: readonly Offer[];
  readonly now: number;
}

export interface QueuedOrder extends NewOrder {
  /** Null leaves the cart as it is. */
  readonly following: FollowingCart | null;
  /** The refused order that this one replaces, by its key; it is closed together with the queueing. */
  readonly replaces?: string | undefined;
}

type OrderTx = IDBPTransaction<DeviceSchema, ("orders" | "outbox" | "meta" | "cart-updates")[], "readwrite">;

function orderTransaction(db: DeviceDatabase): OrderTx {
  return db.transaction(["orders", "outbox", "meta", "cart-updates"], "readwrite", DURABLE);
}

async function addOrder(tx: OrderTx, order: NewOrder): Promise<void> {
  const { key, request, now } = order;
  await tx.objectStore("orders").add(queuedRecord(order));
  await tx.objectStore("outbox").add(orderEntry(key, request, now));
}

/**
 * Queues an order: its record, its entry and the change of carts become durable together, or none of them. The ordered
 * cart is closed, with its rows and its sync; nothing happens to another cart. Answers the key of the order that stands
 * for this cart now: where another tab was faster, that is the other tab's, and nothing is queued (P5).
 */
export async function queueOrder(db: DeviceDatabase, queued: QueuedOrder): Promise<string> {
  const { key, request, now, following, replaces } = queued;
  const tx = orderTransaction(db);
  const standing = (await tx.objectStore("orders").getAll())
    .filter((order) => order.request.cartId === request.cartId && order.state !== "cancelled")
    .sort((one, other) => one.createdAt - other.createdAt);
  const refused = standing.find((order) => order.key === replaces && order.state === "needs-you");
  // From a shared cart there may be earlier ones, which are no rivals of what replaces one of them.
  const rival = refused ? undefined : standing.at(-1);
  if (rival) {
    await tx.done;
    return rival.key;
  }
  if (refused) {
    await tx.objectStore("outbox").delete(refused.key);
    await tx.objectStore("orders").put(changedOrder(refused, { state: "cancelled", nextAttemptAt: null }, now));
  }
  await addOrder(tx, queued);

  const current = await tx.objectStore("meta").get("cart");
  if (following && current?.name === "cart" && current.cartId === request.cartId) {
    const rows = tx.objectStore("cart-updates");
    await dropRows(rows, current.cartId);
    await tx.objectStore("outbox").delete(cartSyncKey(current.cartId));
    await tx.objectStore("meta").put({ name: "cart", cartId: following.cartId, startedAt: now });
    await tx.objectStore("meta").put({ name: "cart-summary", cartId: following.cartId, count: following.count });
    if (following.update) {
      const { bytes, stateVector, own } = following.update;
      const row: CartUpdateRow = { cartId: following.cartId, bytes, origin: "local", sent: false };
      await rows.add(row);
      await tx.objectStore("meta").put({ name: "cart-vector", cartId: following.cartId, stateVector });
      await tx.objectStore("meta").put({ name: "cart-counters", cartId: following.cartId, own });
      await tx.objectStore("outbox").put(cartSyncEntry(following.cartId, now));
    }
  }
  await tx.done;
  return key;
}

/**
 * Queues an order from a shared cart, which goes on for all of its members: what was ordered is taken out of it by `taken`, in
 * the same transaction (Y4). False, and nothing is queued, when the cart is another document by now.
 */
export async function queueSharedOrder(db: DeviceDatabase, order: NewOrder, taken: CartWrite): Promise<boolean> {
  const { cartId } = taken;
  const tx = orderTransaction(db);
  const outbox = tx.objectStore("outbox");
  const current = await tx.objectStore("meta").get("cart");
  if (current?.name !== "cart" || current.cartId !== cartId || (current.replaced ?? 0) !== taken.replaced) {
    await tx.done;
    return false;
  }
  await addOrder(tx, order);
  await addLocalChange(tx, taken);
  const waiting = await outbox.get(cartSyncKey(cartId));
  await outbox.put(waiting ? renewed(waiting) : cartSyncEntry(cartId, order.now));
  await tx.done;
  return true;
}

/** The newest order of this device from a cart, unless it was taken back; null when there is none. */
export async function newestOrderOf(db: DeviceDatabase, cartId: string): Promise<LocalOrder | null> {
  const orders = await listOrders(db);
  return orders.find((order) => order.request.cartId === cartId && order.state !== "cancelled") ?? null;
}

/** The record of an order that nobody has tried to send yet. */
export function queuedRecord({ key, request, offers, now }: NewOrder): LocalOrder {
  return {
    key,
    state: "queued",
    createdAt: now,
    request,
    offers,
    order: null,
    problem: null,
    attempts: 0,
    nextAttemptAt: now,
    cancelling: false,
    history: [{ state: "queued", at: now }],
  };
}

/** The orders of this device, the newest first. */
export async function listOrders(db: DeviceDatabase): Promise<LocalOrder[]> {
  const orders = await db.getAll("orders");
  return orders.sort((one, other) => other.createdAt - one.createdAt);
}

/** The order with this key or with this id at the server, or null. */
export async function getOrder(db: DeviceDatabase, key: string): Promise<LocalOrder | null> {
  return (await db.get("orders", key)) ?? (await db.getFromIndex("orders", "server", key)) ?? null;
}

/** Makes a kept order due at once, under the same key; false when it has nothing to be sent. */
export async function renewOrder(db: DeviceDatabase, key: string, now: number): Promise<boolean> {
  const tx = db.transaction(["outbox", "orders"], "readwrite", DURABLE);
  const [entry, record] = await Promise.all([tx.objectStore("outbox").get(key), tx.objectStore("orders").get(key)]);
  const found = entry !== undefined && record !== undefined;
  if (found) {
    await tx.objectStore("outbox").put(renewed(entry));
    await tx
      .objectStore("orders")
      .put(changedOrder(record, { state: "queued", problem: null, nextAttemptAt: now }, now));
  }
  await tx.done;
  return found;
}

/** What came of taking an order back: done here, left to the server's answer, or impossible because nothing is known of it. */
export type CancelOutcome = "cancelled" | "asking" | "unknown";

/**
 * Takes an order back. One that was never sent, or was refused, ends here. One that may have reached the server is asked
 * for: its entry is still sent under its key, to learn its id, and then the server is asked to cancel it.
 */
export async function takeBackOrder(db: DeviceDatabase, key: string, now: number): Promise<CancelOutcome> {
  const tx = db.transaction(["outbox", "orders"], "readwrite", DURABLE);
  const [outbox, orders] = [tx.objectStore("outbox"), tx.objectStore("orders")];
  const [entry, record] = await Promise.all([outbox.get(key), orders.get(key)]);
  let outcome: CancelOutcome = "unknown";
  if (record && entry?.kind === "order" && (entry.attempts === 0 || entry.waitsFor === "shopper")) {
    await outbox.delete(key);
    await orders.put(changedOrder(record, { state: "cancelled", nextAttemptAt: null }, now));
    outcome = "cancelled";
  } else if (record && entry?.kind === "order") {
    await outbox.put({ ...renewed(entry), cancel: true });
    await orders.put({ ...record, cancelling: true });
    outcome = "asking";
  } else if (record?.order && record.state === "confirmed") {
    if (!record.cancelling) await outbox.add(orderCancelEntry(key, record.order.id, now));
    await orders.put({ ...record, cancelling: true, problem: null });
    outcome = "asking";
  }
  await tx.done;
  return outcome;
}

/**
 * Takes over what the server says about this device's orders: known ones are brought up to date, forgotten ones come back.
 * While an order of unknown fate is in the outbox none comes back, since it might be the same one.
 */
export async function mergeServerOrders(db: DeviceDatabase, answers: readonly Order[]): Promise<string[]> {
  const tx = db.transaction(["outbox", "orders"], "readwrite", DURABLE);
  const orders = tx.objectStore("orders");
  const entries = await tx.objectStore("outbox").getAll();
  const fateUnknown = entries.some(
    (entry) => entry.kind === "order" && entry.attempts > 0 && entry.waitsFor !== "shopper",
  );
  const changed: string[] = [];
  for (const order of answers) {
    const known = await orders.index("server").get(order.id);
    if (!known && fateUnknown) continue;
    const record = known ? changedOrder(known, { state: stateOf(order), order }) : rebuiltOrder(order);
    await orders.put(record);
    changed.push(record.key);
  }
  await tx.done;
  return changed;
}

/** A record for an order that only the server remembers; its cart is long closed, so the order's id stands for it. */
function rebuiltOrder(order: Order): LocalOrder {
  const { currency, contact, address, delivery, payment, deliveryPrice, total } = order;
  const lines = order.lines.map(({ sku, quantity, unitAmount, priceVersion }) => ({
    sku,
    quantity,
    unitAmount,
    priceVersion,
  }));
  return {
    key: order.id,
    state: stateOf(order),
    createdAt: Date.parse(order.createdAt),
    request: {
      cartId: order.id,
      currency,
      lines,
      contact,
      address,
      delivery,
      payment: payment.method,
      shown: { delivery: deliveryPrice.amount, total: total.amount },
    },
    offers: [],
    order,
    heardAt: Date.now(),
    problem: null,
    attempts: 0,
    nextAttemptAt: null,
    cancelling: false,
  };
}
