import { and, asc, eq, sql } from "drizzle-orm";
import type { OrderStatus } from "../../protocol/orders.ts";
import { prepared } from "../prepared.ts";
import type { OrderEventKind } from "../schema.ts";
import type { Db } from "../store.ts";
import { addDispatch } from "./dispatches.ts";
import { releaseStock, takeStock } from "./stock.ts";

const id = sql.placeholder("id");

const touch = prepared("order-lock", ({ q, t: { order } }) =>
  q
    .update(order)
    .set({ updatedAt: sql`${sql.placeholder("now")}` })
    .where(eq(order.id, id))
    .returning({ owner: order.owner, status: order.status }),
);

/**
 * Locks an order to the end of the transaction by writing to its row, which both engines understand, and tells its status;
 * null for an unknown one. Whoever changes an order, its payment or its stock begins with this.
 */
export async function lockOrder(
  db: Db,
  orderId: string,
  now: number,
): Promise<{ owner: string; status: OrderStatus } | null> {
  const [row] = await touch(db, { id: orderId, now });
  return row ?? null;
}

const insertEvent = prepared("order-event", ({ q, t: { orderEvent } }) =>
  q.insert(orderEvent).values({
    orderId: id,
    sequence: sql`(select coalesce(max(past.sequence), 0) + 1 from ${orderEvent} as past where past.order_id = ${id})`,
    at: sql.placeholder("at"),
    kind: sql.placeholder("kind"),
  }),
);

/** Writes the next line of an order's history. */
export async function addEvent(db: Db, orderId: string, kind: OrderEventKind, at: number): Promise<void> {
  await insertEvent(db, { id: orderId, kind, at });
}

const linesInStockOrder = prepared("order-quantities", ({ q, t: { orderLine } }) =>
  q
    .select({ sku: orderLine.sku, quantity: orderLine.quantity })
    .from(orderLine)
    .where(eq(orderLine.orderId, id))
    .orderBy(asc(orderLine.sku)),
);

const clearReservation = prepared("reservation-clear", ({ q, t: { reservation } }) =>
  q.delete(reservation).where(eq(reservation.orderId, id)),
);

/** The order stands: what it held is now sold. */
export async function keepStock(db: Db, orderId: string): Promise<void> {
  await clearReservation(db, { id: orderId });
}

/** Puts everything that an order holds back on sale. */
export async function returnStock(db: Db, orderId: string): Promise<void> {
  await clearReservation(db, { id: orderId });
  for (const { sku, quantity } of await linesInStockOrder(db, { id: orderId })) await releaseStock(db, sku, quantity);
}

/** Takes an order's units once more; false, and no change, when one of its lines is short. */
export async function retakeStock(db: Db, orderId: string): Promise<boolean> {
  const taken: { sku: string; quantity: number }[] = [];
  for (const line of await linesInStockOrder(db, { id: orderId })) {
    if ((await takeStock(db, line.sku, line.quantity)) === null) {
      for (const { sku, quantity } of taken) await releaseStock(db, sku, quantity);
      return false;
    }
    taken.push(line);
  }
  return true;
}

const writeStatus = prepared("order-status", ({ q, t: { order } }) =>
  q
    .update(order)
    .set({ status: sql`${sql.placeholder("status")}` })
    .where(eq(order.id, id)),
);

export async function setStatus(db: Db, orderId: string, status: OrderStatus): Promise<void> {
  await writeStatus(db, { id: orderId, status });
}

/**
 * Ends an unpaid order: its stock goes back, its payment is off and its page is to be closed. The caller has locked the order
 * and seen that it awaits payment.
 */
export async function endUnpaid(db: Db, orderId: string, end: "expired" | "cancelled", now: number): Promise<void> {
  const { q, t } = db;
  await setStatus(db, orderId, end);
  await returnStock(db, orderId);
  await q
    .update(t.payment)
    .set({ status: "cancelled", url: null, updatedAt: now })
    .where(eq(t.payment.orderId, orderId));
  await addEvent(db, orderId, end, now);
  await addDispatch(db, { topic: `order.${end}`, payload: { orderId } }, now);
  await closeOpenPages(db, orderId, now);
}

/** Asks for every page on which the order could still be paid to be closed. */
export async function closeOpenPages(db: Db, orderId: string, now: number): Promise<void> {
  const { q, t } = db;
  const pages = await q
    .select({ providerId: t.paymentPage.providerId })
    .from(t.paymentPage)
    .where(and(eq(t.paymentPage.orderId, orderId), eq(t.paymentPage.status, "open")));
  for (const { providerId } of pages) {
    await addDispatch(db, { topic: "payment.close-page", payload: { orderId, providerId } }, now);
  }
}
