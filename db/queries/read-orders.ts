import { and, asc, desc, eq, inArray, lt, or, sql } from "drizzle-orm";
import type { Order } from "../../protocol/orders.ts";
import { prepared, preparedForList } from "../prepared.ts";
import type { Db } from "../store.ts";

const orderOfOwner = prepared("order-of-owner", ({ q, t }) =>
  q
    .select({ order: t.order, payment: t.payment })
    .from(t.order)
    .innerJoin(t.payment, eq(t.payment.orderId, t.order.id))
    .where(and(eq(t.order.id, sql.placeholder("id")), eq(t.order.owner, sql.placeholder("owner")))),
);

const ordersOfOwner = prepared("orders-of-owner", ({ q, t }) =>
  q
    .select({ order: t.order, payment: t.payment })
    .from(t.order)
    .innerJoin(t.payment, eq(t.payment.orderId, t.order.id))
    .where(eq(t.order.owner, sql.placeholder("owner")))
    .orderBy(desc(t.order.createdAt), desc(t.order.id))
    .limit(sql.placeholder("limit")),
);

const ordersOfOwnerAfter = prepared("orders-of-owner-after", ({ q, t }) =>
  q
    .select({ order: t.order, payment: t.payment })
    .from(t.order)
    .innerJoin(t.payment, eq(t.payment.orderId, t.order.id))
    .where(
      and(
        eq(t.order.owner, sql.placeholder("owner")),
        or(
          lt(t.order.createdAt, sql.placeholder("at")),
          and(eq(t.order.createdAt, sql.placeholder("at")), lt(t.order.id, sql.placeholder("id"))),
        ),
      ),
    )
    .orderBy(desc(t.order.createdAt), desc(t.order.id))
    .limit(sql.placeholder("limit")),
);

const linesOfOrders = preparedForList("lines-of-orders", ({ q, t }, orders) =>
  q.select().from(t.orderLine).where(inArray(t.orderLine.orderId, orders)).orderBy(asc(t.orderLine.position)),
);

const eventsOfOrders = preparedForList("events-of-orders", ({ q, t }, orders) =>
  q.select().from(t.orderEvent).where(inArray(t.orderEvent.orderId, orders)).orderBy(asc(t.orderEvent.sequence)),
);

const reservationsOfOrders = preparedForList("reservations-of-orders", ({ q, t }, orders) =>
  q
    .select({ orderId: t.reservation.orderId, expiresAt: t.reservation.expiresAt })
    .from(t.reservation)
    .where(inArray(t.reservation.orderId, orders)),
);

/** An order as its owner sees it; null when it is not theirs or does not exist. */
export async function getOrder(db: Db, owner: string, id: string): Promise<Order | null> {
  const [order] = await complete(db, await orderOfOwner(db, { owner, id }));
  return order ?? null;
}

/** The newest orders of an owner, newest first. */
export async function listOrders(db: Db, owner: string, limit = 50): Promise<Order[]> {
  return complete(db, await ordersOfOwner(db, { owner, limit }));
}

/** The orders of an owner that are older than this one of theirs, the newest first; null when it is none of theirs. */
export async function listOrdersAfter(db: Db, owner: string, after: string, limit = 50): Promise<Order[] | null> {
  const [last] = await orderOfOwner(db, { id: after, owner });
  if (last === undefined) return null;
  return complete(db, await ordersOfOwnerAfter(db, { owner, limit, at: last.order.createdAt, id: after }));
}

type Found = Awaited<ReturnType<typeof orderOfOwner>>;

async function complete(db: Db, found: Found): Promise<Order[]> {
  const ids = found.map(({ order }) => order.id);
  const lines = Map.groupBy(await linesOfOrders(db, ids), (row) => row.orderId);
  const events = Map.groupBy(await eventsOfOrders(db, ids), (row) => row.orderId);
  const held = new Map((await reservationsOfOrders(db, ids)).map((row) => [row.orderId, row.expiresAt]));
  return found.map(({ order, payment }) => {
    const { id, number, status, currency, contact, address, delivery } = order;
    const money = (amount: number) => ({ currency, amount });
    const reservedUntil = held.get(id);
    return {
      id,
      number,
      status,
      createdAt: isoInstant(order.createdAt),
      currency,
      lines: (lines.get(id) ?? []).map(
        ({ sku, product, name, label, picture, quantity, unitAmount, priceVersion }) => ({
          sku,
          product,
          name,
          label,
          picture,
          quantity,
          unitAmount,
          priceVersion,
        }),
      ),
      contact,
      address,
      delivery,
      subtotal: money(order.subtotal),
      deliveryPrice: money(order.deliveryPrice),
      total: money(order.total),
      payment: {
        method: payment.method,
        status: payment.status,
        url: payment.url,
        reservedUntil: reservedUntil === undefined ? null : isoInstant(reservedUntil),
      },
      events: (events.get(id) ?? []).map(({ at, kind }) => ({ at: isoInstant(at), kind })),
    };
  });
}

function isoInstant(at: number): string {
  return new Date(at).toISOString();
}
