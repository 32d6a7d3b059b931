import { and, asc, eq, lte } from "drizzle-orm";
import type { Order, OrderStatus } from "../../protocol/orders.ts";
import type { Db, Store } from "../store.ts";
import { addDispatch } from "./dispatches.ts";
import { addEvent, closeOpenPages, endUnpaid, keepStock, lockOrder, setStatus } from "./order-writes.ts";
import { getOrder } from "./read-orders.ts";

/** Plain values only, so that the writer can live on another thread. */
export interface OrderChange {
  readonly owner: string;
  readonly id: string;
  /** UTC milliseconds. */
  readonly now: number;
}

export type OrderChangeOutcome =
  | { readonly kind: "done"; readonly order: Order }
  | { readonly kind: "not-found" }
  | { readonly kind: "not-cancellable"; readonly order: Order };

/** Cancels an order that awaits payment; its stock goes back on sale. Cancelling twice is cancelling once. */
export function cancelOrder(store: Store, change: OrderChange): Promise<OrderChangeOutcome> {
  return changeUnpaid(store, change, {
    isDone: (order) => order.status === "cancelled",
    apply: (db) => endUnpaid(db, change.id, "cancelled", change.now),
  });
}

/** The shopper pays at the door instead: the order is placed now. Switching twice is switching once. */
export function switchToOnDelivery(store: Store, change: OrderChange): Promise<OrderChangeOutcome> {
  const { id, now } = change;
  return changeUnpaid(store, change, {
    isDone: (order) => order.status === "placed" && order.payment.method === "on-delivery",
    async apply(db) {
      const { q, t } = db;
      await setStatus(db, id, "placed");
      await keepStock(db, id);
      await q
        .update(t.payment)
        .set({ method: "on-delivery", status: "due-on-delivery", url: null, updatedAt: now })
        .where(eq(t.payment.orderId, id));
      await addEvent(db, id, "switched-to-on-delivery", now);
      await addDispatch(db, { topic: "order.placed", payload: { orderId: id } }, now);
      await closeOpenPages(db, id, now);
    },
  });
}

interface UnpaidChange {
  readonly isDone: (order: Order) => boolean;
  readonly apply: (db: Db) => Promise<void>;
}

function changeUnpaid(
  store: Store,
  { owner, id, now }: OrderChange,
  { isDone, apply }: UnpaidChange,
): Promise<OrderChangeOutcome> {
  return store.tx(async (db) => {
    // Ownership first, because the lock is a write.
    if (!(await getOrder(db, owner, id))) return { kind: "not-found" };
    const locked = await lockOrder(db, id, now);
    const isUnpaid = locked?.status === ("awaiting-payment" satisfies OrderStatus);
    if (isUnpaid) await apply(db);
    const order = await getOrder(db, owner, id);
    if (!order) return { kind: "not-found" };
    return isUnpaid || isDone(order) ? { kind: "done", order } : { kind: "not-cancellable", order };
  });
}

/** Ends up to `limit` orders whose stock was held long enough, the oldest first; their ids. */
export function expireReservations(store: Store, { now, limit }: { now: number; limit: number }): Promise<string[]> {
  return store.tx(async (db) => {
    const { q, t } = db;
    const due = await q
      .select({ orderId: t.reservation.orderId })
      .from(t.reservation)
      .innerJoin(t.order, and(eq(t.order.id, t.reservation.orderId), eq(t.order.status, "awaiting-payment")))
      .where(lte(t.reservation.expiresAt, now))
      .groupBy(t.reservation.orderId)
      .orderBy(asc(t.reservation.orderId))
      .limit(limit);
    const expired: string[] = [];
    for (const { orderId } of due) {
      const locked = await lockOrder(db, orderId, now);
      // Paid or cancelled while we waited for the lock.
      if (locked?.status !== "awaiting-payment") continue;
      await endUnpaid(db, orderId, "expired", now);
      expired.push(orderId);
    }
    return expired;
  });
}
