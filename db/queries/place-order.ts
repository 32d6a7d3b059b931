import { and, eq, sql } from "drizzle-orm";
import type { Quote } from "../../domain/quotes.ts";
import type { Order, OrderRequest } from "../../protocol/orders.ts";
import { prepared } from "../prepared.ts";
import type { Db, Store } from "../store.ts";
import { Undone } from "../undo.ts";
import { type FirstAnswer, keepAnswer } from "./idempotency.ts";
import { describeVariants } from "./offers.ts";
import { type PriceDifference, priceOrder } from "./order-pricing.ts";
import { getOrder } from "./read-orders.ts";
import { noteOrderFromCart } from "./sharing.ts";
import { getStock, takeStock } from "./stock.ts";
import { writeKey, writeLines, writeOrder, writePayment } from "./write-order.ts";

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
  /** The quote that the request names, if this shop signed it. */
  readonly quote: Quote | null;
  readonly honourHours: number;
  readonly reservationMinutes: number;
  readonly idempotencyDays: number;
  /** The API version that the answer will be written in. */
  readonly apiVersion: number;
}

export interface Shortage {
  readonly sku: string;
  readonly wanted: number;
  readonly left: number;
}

export type PlaceOrderOutcome =
  | {
      readonly kind: "placed" | "replay";
      readonly order: Order;
      /** What was answered first, and is answered again; null while a payment is still to be begun. */
      readonly answer: FirstAnswer | null;
    }
  | { readonly kind: "key-reused" }
  | { readonly kind: "unknown-sku"; readonly skus: string[] }
  | { readonly kind: "price-changed"; readonly changes: PriceDifference[] }
  | { readonly kind: "out-of-stock"; readonly shortages: Shortage[] };

/**
 * P5: order, lines, payment, key, stock and message in one transaction, or nothing at all. Throws RangeError when one sku
 * stands on two lines, because their shown prices may differ; the API refuses such a request before it comes here.
 */
export async function placeOrder(store: Store, input: PlaceOrder): Promise<PlaceOrderOutcome> {
  const skus = input.request.lines.map((line) => line.sku);
  if (new Set(skus).size < skus.length) throw new RangeError("one sku on two lines");
  return store.run("placeOrder", input);
}

export async function placeInTx(db: Db, input: PlaceOrder): Promise<PlaceOrderOutcome> {
  const { owner, request, orderId } = input;
  // 1. The same key: the same order again, or a refusal.
  const [known] = await orderOfKey(db, { owner, key: input.key });
  if (known) {
    const earlier = known.requestHash === input.requestHash ? await getOrder(db, owner, known.orderId) : null;
    if (!earlier) return { kind: "key-reused" };
    const { answer, answerVersion } = known;
    const first = answer === null || answerVersion === null ? null : { body: answer, apiVersion: answerVersion };
    return { kind: "replay", order: earlier, answer: first };
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
  await noteOrderFromCart(db, { cartId: request.cartId, owner, now: input.now });

  // 5. Stock last: a hot sku's row is locked for as short as can be.
  await takeAll(db, request);
  const order = await getOrder(db, owner, orderId);
  if (!order) throw new Error(`order ${orderId} cannot be read back`);
  // What is paid on delivery is answered as it stands here; other orders go on to the acquirer first.
  if (request.payment !== "on-delivery") return { kind: "placed", order, answer: null };
  const answer = { body: JSON.stringify(order), apiVersion: input.apiVersion };
  await keepAnswer(db, input, answer);
  return { kind: "placed", order, answer };
}

const orderOfKey = prepared("order-of-key", ({ q, t: { idempotency } }) =>
  q
    .select({
      orderId: idempotency.orderId,
      requestHash: idempotency.requestHash,
      answer: idempotency.answer,
      answerVersion: idempotency.answerVersion,
    })
    .from(idempotency)
    .where(and(eq(idempotency.owner, sql.placeholder("owner")), eq(idempotency.key, sql.placeholder("key")))),
);

function shortagesOf({ lines }: OrderRequest, leftOf: (sku: string) => number): Shortage[] {
  return lines
    .map(({ sku, quantity }) => ({ sku, wanted: quantity, left: leftOf(sku) }))
    .filter(({ wanted, left }) => left < wanted);
}

async function takeAll(db: Db, request: OrderRequest): Promise<void> {
  // In one order for everybody: two orders that share two skus can then not wait for each other.
  const bySku = request.lines.toSorted((one, other) => (one.sku < other.sku ? -1 : 1));
  const shortages: Shortage[] = [];
  for (const { sku, quantity } of bySku) {
    if ((await takeStock(db, sku, quantity)) !== null) continue;
    shortages.push({ sku, wanted: quantity, left: (await getStock(db, sku)) ?? 0 });
  }
  if (shortages.length > 0) throw new Undone({ kind: "out-of-stock", shortages } satisfies PlaceOrderOutcome);
}
