import { sql } from "drizzle-orm";
import { TxConflict } from "../errors.ts";
import { prepared } from "../prepared.ts";
import type { Db } from "../store.ts";
import { addDispatch } from "./dispatches.ts";
import type { VariantDescription } from "./offers.ts";
import { orderNumber } from "./order-number.ts";
import type { OrderPricing } from "./order-pricing.ts";
import { addEvent } from "./order-writes.ts";
import type { PlaceOrder } from "./place-order.ts";

type Priced = Extract<OrderPricing, { kind: "priced" }>;

const NUMBER_ATTEMPTS = 5;

/** The order itself, under the first number that no other has. */
export async function writeOrder(db: Db, input: PlaceOrder, { subtotal, delivery, total }: Priced): Promise<void> {
  const { orderId, owner, now, request } = input;
  for (let attempt = 0; attempt < NUMBER_ATTEMPTS; attempt += 1) {
    const written = await insertOrder(db, {
      id: orderId,
      number: orderNumber(orderId, attempt),
      owner,
      cartId: request.cartId,
      status: request.payment === "on-delivery" ? "placed" : "awaiting-payment",
      currency: request.currency,
      contact: request.contact,
      address: request.address,
      delivery: request.delivery,
      subtotal,
      deliveryPrice: delivery,
      total,
      shownTotal: request.shown.total,
      now,
    });
    if (written.length > 0) return;
  }
  throw new Error(`no free order number in ${NUMBER_ATTEMPTS} attempts`);
}

const insertOrder = prepared("order-insert", ({ q, t: { order } }) =>
  q
    .insert(order)
    .values({
      id: sql.placeholder("id"),
      number: sql.placeholder("number"),
      owner: sql.placeholder("owner"),
      cartId: sql.placeholder("cartId"),
      status: sql.placeholder("status"),
      currency: sql.placeholder("currency"),
      contact: sql.placeholder("contact"),
      address: sql.placeholder("address"),
      delivery: sql.placeholder("delivery"),
      subtotal: sql.placeholder("subtotal"),
      deliveryPrice: sql.placeholder("deliveryPrice"),
      total: sql.placeholder("total"),
      shownTotal: sql.placeholder("shownTotal"),
      createdAt: sql.placeholder("now"),
      updatedAt: sql.placeholder("now"),
    })
    .onConflictDoNothing({ target: order.number })
    .returning({ id: order.id }),
);

/** The key under which a replay finds the order. Throws `TxConflict`. */
export async function writeKey(
  db: Db,
  { owner, key, requestHash, orderId, now, idempotencyDays }: PlaceOrder,
): Promise<void> {
  const expiresAt = now + idempotencyDays * 86_400_000;
  const written = await insertKey(db, { owner, key, requestHash, orderId, expiresAt });
  // The same request came in twice at once and the other one was first: run again, and find its order.
  if (written.length === 0) throw new TxConflict("this key was used meanwhile");
}

const insertKey = prepared("idempotency-insert", ({ q, t: { idempotency } }) =>
  q
    .insert(idempotency)
    .values({
      owner: sql.placeholder("owner"),
      key: sql.placeholder("key"),
      requestHash: sql.placeholder("requestHash"),
      orderId: sql.placeholder("orderId"),
      expiresAt: sql.placeholder("expiresAt"),
    })
    .onConflictDoNothing()
    .returning({ orderId: idempotency.orderId }),
);

/** The lines, as they were called and looked on this day. */
export async function writeLines(
  db: Db,
  { orderId }: PlaceOrder,
  { lines }: Priced,
  variants: ReadonlyMap<string, VariantDescription>,
): Promise<void> {
  for (const [position, line] of lines.entries()) {
    const variant = variants.get(line.sku);
    if (!variant) throw new Error(`${line.sku} was described and is gone`);
    await insertLine(db, { ...variant, ...line, orderId, position });
  }
}

const insertLine = prepared("order-line-insert", ({ q, t: { orderLine } }) =>
  q.insert(orderLine).values({
    orderId: sql.placeholder("orderId"),
    position: sql.placeholder("position"),
    sku: sql.placeholder("sku"),
    product: sql.placeholder("product"),
    name: sql.placeholder("name"),
    label: sql.placeholder("label"),
    picture: sql.placeholder("picture"),
    quantity: sql.placeholder("quantity"),
    unitAmount: sql.placeholder("unitAmount"),
    shownAmount: sql.placeholder("shownAmount"),
    priceVersion: sql.placeholder("priceVersion"),
  }),
);

/** What is owed and, for a card, until when the goods are held; with the first event and its message. */
export async function writePayment(db: Db, input: PlaceOrder, { total }: Priced): Promise<void> {
  const { orderId, now, request } = input;
  const byCard = request.payment !== "on-delivery";
  await insertPayment(db, {
    orderId,
    method: request.payment,
    status: byCard ? "pending" : "due-on-delivery",
    currency: request.currency,
    amount: total,
    now,
  });
  if (byCard) {
    const expiresAt = now + input.reservationMinutes * 60_000;
    for (const { sku, quantity } of request.lines) await insertReservation(db, { orderId, sku, quantity, expiresAt });
  }
  await addEvent(db, orderId, byCard ? "awaiting-payment" : "placed", now);
  await addDispatch(db, { topic: byCard ? "order.awaiting-payment" : "order.placed", payload: { orderId } }, now);
  // The money is asked for outside this transaction; should nobody get to it, the message does.
  if (request.payment === "kept-card") await addDispatch(db, { topic: "payment.charge", payload: { orderId } }, now);
}

const insertPayment = prepared("payment-insert", ({ q, t: { payment } }) =>
  q.insert(payment).values({
    orderId: sql.placeholder("orderId"),
    method: sql.placeholder("method"),
    status: sql.placeholder("status"),
    currency: sql.placeholder("currency"),
    amount: sql.placeholder("amount"),
    updatedAt: sql.placeholder("now"),
  }),
);

const insertReservation = prepared("reservation-insert", ({ q, t: { reservation } }) =>
  q.insert(reservation).values({
    orderId: sql.placeholder("orderId"),
    sku: sql.placeholder("sku"),
    quantity: sql.placeholder("quantity"),
    expiresAt: sql.placeholder("expiresAt"),
  }),
);
