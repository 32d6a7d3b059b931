import { and, eq, sql } from "drizzle-orm";
import type { Order, OrderRequest } from "../../protocol/orders.ts";
import { TxConflict } from "../errors.ts";
import { prepared } from "../prepared.ts";
import type { Db, Store } from "../store.ts";
import { addDispatch } from "./dispatches.ts";
import { describeVariants, type VariantDescription } from "./offers.ts";
import { orderNumber } from "./order-number.ts";
import { type OrderPricing, type PriceDifference, priceOrder } from "./order-pricing.ts";
import { addEvent } from "./order-writes.ts";
import { getOrder } from "./read-orders.ts";
import { getStock, takeStock } from "./stock.ts";

/** Plain values only, so that the writer can live on another thread. */
export interface PlaceOrder {
  readonly owner: string;
  /** The Idempotency-Key, and a hash of the request that it belongs to. */
  readonly key: string;
  readonly requestHash: string;
  /** UUIDv7 of the order to be. */
  readonly orderId: string;
  /** UTC milliseconds. */
  readonly now: number;
  readonly request: OrderRequest;
  readonly honourHours: number;
  readonly reservationMinutes: number;
  readonly idempotencyDays: number;
}

export interface Shortage {
  readonly sku: string;
  readonly wanted: number;
  readonly left: number;
}

export type PlaceOrderOutcome =
  | { readonly kind: "placed" | "replay"; readonly order: Order }
  | { readonly kind: "key-reused" }
  | { readonly kind: "unknown-sku"; readonly skus: string[] }
  | { readonly kind: "price-changed"; readonly changes: PriceDifference[] }
  | { readonly kind: "out-of-stock"; readonly shortages: Shortage[] };

type Priced = Extract<OrderPricing, { kind: "priced" }>;

/** Thrown to undo what the transaction wrote before stock ran out. */
class SoldOut extends Error {
  readonly shortages: Shortage[];

  constructor(shortages: Shortage[]) {
    super("stock ran out");
    this.shortages = shortages;
  }
}

/**
 * P5: order, lines, payment, key, stock and message in one transaction, or nothing at all. Throws RangeError when one sku
 * stands on two lines, because their shown prices may differ; the API refuses such a request before it comes here.
 */
export async function placeOrder(store: Store, input: PlaceOrder): Promise<PlaceOrderOutcome> {
  const skus = input.request.lines.map((line) => line.sku);
  if (new Set(skus).size < skus.length) throw new RangeError("one sku on two lines");
  try {
    return await store.tx((db) => placeInTx(db, input));
  } catch (error) {
    if (error instanceof SoldOut) return { kind: "out-of-stock", shortages: error.shortages };
    throw error;
  }
}

async function placeInTx(db: Db, input: PlaceOrder): Promise<PlaceOrderOutcome> {
  const { owner, request, orderId } = input;
  // 1. The same key: the same order again, or a refusal.
  const [known] = await orderOfKey(db, { owner, key: input.key });
  if (known) {
    const earlier = known.requestHash === input.requestHash ? await getOrder(db, owner, known.orderId) : null;
    return earlier ? { kind: "replay", order: earlier } : { kind: "key-reused" };
  }

  // 2. What it is and what it costs.
  const variants = await describeVariants(
    db,
    request.lines.map((line) => line.sku),
  );
  const unknown = request.lines.map((line) => line.sku).filter((sku) => !variants.has(sku));
  if (unknown.length > 0) return { kind: "unknown-sku", skus: unknown };
  const pricing = await priceOrder(db, request, input);
  if (pricing.kind !== "priced") return pricing;

  // 3. A shop that is sold out says so without writing first.
  const shortages = shortagesOf(request, (sku) => variants.get(sku)?.available ?? 0);
  if (shortages.length > 0) return { kind: "out-of-stock", shortages };

  // 4. The order and all that hangs on it.
  await writeOrder(db, input, pricing);
  await writeKey(db, input);
  await writeLines(db, input, pricing, variants);
  await writePayment(db, input, pricing);

  // 5. Stock last: a hot sku's row is locked for as short as can be.
  await takeAll(db, request);
  const order = await getOrder(db, owner, orderId);
  if (!order) throw new Error(`order ${orderId} cannot be read back`);
  return { kind: "placed", order };
}

const orderOfKey = prepared("order-of-key", ({ q, t: { idempotency } }) =>
  q
    .select({ orderId: idempotency.orderId, requestHash: idempotency.requestHash })
    .from(idempotency)
    .where(and(eq(idempotency.owner, sql.placeholder("owner")), eq(idempotency.key, sql.placeholder("key")))),
);

function shortagesOf({ lines }: OrderRequest, leftOf: (sku: string) => number): Shortage[] {
  return lines
    .map(({ sku, quantity }) => ({ sku, wanted: quantity, left: leftOf(sku) }))
    .filter(({ wanted, left }) => left < wanted);
}

const NUMBER_ATTEMPTS = 5;

async function writeOrder(db: Db, input: PlaceOrder, { subtotal, delivery, total }: Priced): Promise<void> {
  const { orderId, owner, now, request } = input;
  for (let attempt = 0; attempt < NUMBER_ATTEMPTS; attempt += 1) {
    const written = await insertOrder(db, {
      id: orderId,
      number: orderNumber(orderId, attempt),
      owner,
      cartId: request.cartId,
      status: request.payment === "card" ? "awaiting-payment" : "placed",
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

async function writeKey(db: Db, { owner, key, requestHash, orderId, now, idempotencyDays }: PlaceOrder): Promise<void> {
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

async function writeLines(
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

async function writePayment(db: Db, input: PlaceOrder, { total }: Priced): Promise<void> {
  const { orderId, now, request } = input;
  const byCard = request.payment === "card";
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

async function takeAll(db: Db, request: OrderRequest): Promise<void> {
  // In one order for everybody: two orders that share two skus can then not wait for each other.
  const bySku = request.lines.toSorted((one, other) => (one.sku < other.sku ? -1 : 1));
  const shortages: Shortage[] = [];
  for (const { sku, quantity } of bySku) {
    if ((await takeStock(db, sku, quantity)) !== null) continue;
    shortages.push({ sku, wanted: quantity, left: (await getStock(db, sku)) ?? 0 });
  }
  if (shortages.length > 0) throw new SoldOut(shortages);
}
