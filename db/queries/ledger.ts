import { and, eq, exists, isNull, ne, notExists, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "../store.ts";
import { holdsAt } from "./prices.ts";

export interface Violation {
  readonly rule: LedgerRule;
  /** Id of the order, or the sku, that breaks it. */
  readonly subject: string;
}

export type LedgerRule =
  /** Units booked in = units on sale + units in orders that stand. */
  | "stock-conserved"
  /** A line costs what its accepted price version says. */
  | "line-price"
  /** Subtotal, total and payment of an order agree with its lines and with one another. */
  | "order-sum"
  /** An order is charged once, or unpaid by design. */
  | "one-charge"
  /** Stock is held by time exactly for the orders that await payment. */
  | "reservation"
  /** One order answers to one idempotency key. */
  | "one-key";

/** P6: everything in the books that contradicts itself; an honest shop has an empty list. */
export async function auditLedger(db: Db): Promise<Violation[]> {
  const checks: [LedgerRule, Promise<{ subject: string }[]>][] = [
    ["stock-conserved", stockNotConserved(db)],
    ["line-price", linesOffTheirPrice(db)],
    ["order-sum", sumsThatDiffer(db)],
    ["one-charge", wronglyCharged(db)],
    ["one-charge", chargedTwiceUnnoticed(db)],
    ["reservation", wronglyReserved(db)],
    ["one-key", keysThatShareAnOrder(db)],
  ];
  const found: Violation[] = [];
  for (const [rule, subjects] of checks) for (const { subject } of await subjects) found.push({ rule, subject });
  return found;
}

function stockNotConserved({ q, t }: Db) {
  const sold = sql`(
    select coalesce(sum(${t.orderLine.quantity}), 0) from ${t.orderLine}
    join ${t.order} on ${t.order.id} = ${t.orderLine.orderId}
    where ${t.orderLine.sku} = ${t.stock.sku} and ${t.order.status} in ('awaiting-payment', 'placed')
  )`;
  return q
    .select({ subject: t.stock.sku })
    .from(t.stock)
    .where(sql`${t.stock.received} <> ${t.stock.available} + ${sold}`);
}

function linesOffTheirPrice({ q, t }: Db) {
  return q
    .select({ subject: t.orderLine.orderId })
    .from(t.orderLine)
    .innerJoin(t.order, eq(t.order.id, t.orderLine.orderId))
    .leftJoin(
      t.price,
      and(
        eq(t.price.sku, t.orderLine.sku),
        eq(t.price.currency, t.order.currency),
        holdsAt(t, sql`${t.orderLine.priceVersion}`),
      ),
    )
    .where(or(isNull(t.price.amount), ne(t.price.amount, t.orderLine.unitAmount)));
}

function sumsThatDiffer({ q, t }: Db) {
  const sum = sql`(
    select coalesce(sum(${t.orderLine.quantity} * ${t.orderLine.unitAmount}), 0) from ${t.orderLine}
    where ${t.orderLine.orderId} = ${t.order.id}
  )`;
  return q
    .select({ subject: t.order.id })
    .from(t.order)
    .leftJoin(t.payment, eq(t.payment.orderId, t.order.id))
    .where(
      or(
        sql`${t.order.subtotal} <> ${sum}`,
        sql`${t.order.total} <> ${t.order.subtotal} + ${t.order.deliveryPrice}`,
        isNull(t.payment.amount),
        ne(t.payment.amount, t.order.total),
        ne(t.payment.currency, t.order.currency),
      ),
    );
}

function wronglyCharged(db: Db) {
  const { q, t } = db;
  const when = (status: SQL, allowed: SQL) =>
    and(sql`${t.order.status} in ${status}`, sql`${t.payment.status} not in ${allowed}`);
  return q
    .select({ subject: t.order.id })
    .from(t.order)
    .innerJoin(t.payment, eq(t.payment.orderId, t.order.id))
    .where(
      or(
        when(sql`('awaiting-payment')`, sql`('pending', 'failed')`),
        when(sql`('placed')`, sql`('due-on-delivery', 'paid')`),
        and(
          when(sql`('cancelled', 'expired')`, sql`('cancelled')`),
          // Money for an order that does not stand is on its way back.
          or(ne(t.payment.status, "paid"), notExists(eventOf(db, "paid-late"))),
        ),
      ),
    );
}

function eventOf({ q, t }: Db, kind: "paid-late" | "paid-twice") {
  return q
    .select({ at: t.orderEvent.at })
    .from(t.orderEvent)
    .where(and(eq(t.orderEvent.orderId, t.order.id), eq(t.orderEvent.kind, kind)));
}

function chargedTwiceUnnoticed(db: Db) {
  const { q, t } = db;
  return q
    .select({ subject: t.order.id })
    .from(t.order)
    .innerJoin(t.payment, eq(t.payment.orderId, t.order.id))
    .innerJoin(t.paymentPage, and(eq(t.paymentPage.orderId, t.order.id), eq(t.paymentPage.status, "paid")))
    .where(
      or(
        isNull(t.payment.paidBy),
        and(ne(t.paymentPage.providerId, t.payment.paidBy), notExists(eventOf(db, "paid-twice"))),
      ),
    );
}

function wronglyReserved({ q, t }: Db) {
  const held = q
    .select({ sku: t.reservation.sku })
    .from(t.reservation)
    .where(
      and(
        eq(t.reservation.orderId, t.orderLine.orderId),
        eq(t.reservation.sku, t.orderLine.sku),
        eq(t.reservation.quantity, t.orderLine.quantity),
      ),
    );
  return q
    .select({ subject: t.orderLine.orderId })
    .from(t.orderLine)
    .innerJoin(t.order, eq(t.order.id, t.orderLine.orderId))
    .where(
      or(
        and(eq(t.order.status, "awaiting-payment"), notExists(held)),
        and(notInArray(t.order.status, ["awaiting-payment"]), exists(held)),
      ),
    );
}

function keysThatShareAnOrder({ q, t }: Db) {
  return q
    .select({ subject: t.idempotency.orderId })
    .from(t.idempotency)
    .groupBy(t.idempotency.orderId)
    .having(sql`count(*) > 1`);
}
