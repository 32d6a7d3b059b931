import { and, eq, sql } from "drizzle-orm";
import { money } from "../../domain/money.ts";
import { totalsOf } from "../../domain/pricing.ts";
import { judgeLine, type Proof, proofOfQuote, type Quote } from "../../domain/quotes.ts";
import type { Currency } from "../../protocol/money.ts";
import type { OrderLineRequest, OrderRequest } from "../../protocol/orders.ts";
import { prepared } from "../prepared.ts";
import type { Db } from "../store.ts";
import { currentPriceVersion, holdsAtVersion, pricesAt } from "./prices.ts";

export interface AcceptedLine {
  readonly sku: string;
  readonly quantity: number;
  readonly unitAmount: number;
  readonly shownAmount: number;
  /** The version whose price `unitAmount` is. */
  readonly priceVersion: number;
}

export interface PriceDifference {
  /** A sku, or `delivery` or `total` where those are what rose. */
  readonly sku: string;
  readonly shown: number;
  readonly now: number;
}

export type OrderPricing =
  | {
      readonly kind: "priced";
      readonly lines: readonly AcceptedLine[];
      readonly subtotal: number;
      readonly delivery: number;
      readonly total: number;
    }
  | { readonly kind: "unknown-sku"; readonly skus: string[] }
  | { readonly kind: "price-changed"; readonly changes: PriceDifference[] };

interface Terms {
  readonly now: number;
  readonly honourHours: number;
  readonly quote: Quote | null;
}

/** P3: what is charged, never more than was shown. Amounts in minor units of the request's currency. */
export async function priceOrder(db: Db, request: OrderRequest, terms: Terms): Promise<OrderPricing> {
  const current = await currentPriceVersion(db);
  const prices = await pricesAt(
    db,
    request.lines.map((line) => line.sku),
    request.currency,
    current,
  );
  const lines: AcceptedLine[] = [];
  const believed = new Map<string, number>();
  const unknown: string[] = [];
  const changes: PriceDifference[] = [];
  for (const line of request.lines) {
    const { sku, quantity, unitAmount: shown } = line;
    const now = prices.get(sku);
    if (now === undefined) {
      unknown.push(sku);
      continue;
    }
    // A shown price is believed as far as a quote or the named version bears it out: else it could be claimed at will.
    const { proof, version } = now === shown ? UNASKED : await proofOf(db, line, request.currency, terms);
    const verdict = judgeLine({ shown, now, proof });
    believed.set(sku, proof === "in-window" || verdict?.of === "shown" ? shown : now);
    if (verdict === null) changes.push({ sku, shown, now });
    else
      lines.push({
        sku,
        quantity,
        unitAmount: verdict.amount,
        shownAmount: shown,
        priceVersion: verdict.of === "shown" ? version : current,
      });
  }
  if (unknown.length > 0) return { kind: "unknown-sku", skus: unknown };
  if (changes.length > 0) return { kind: "price-changed", changes };
  return totalled(request, lines, believed);
}

/** `believed`: the unit price by sku that the shopper was really shown. */
function totalled(
  request: OrderRequest,
  lines: readonly AcceptedLine[],
  believed: ReadonlyMap<string, number>,
): OrderPricing {
  const { currency, shown } = request;
  const totals = (amountOf: (line: AcceptedLine) => number) =>
    totalsOf(
      lines.map((line) => ({ unit: money(currency, amountOf(line)), quantity: line.quantity })),
      currency,
      request.delivery,
    );
  const accepted = totals((line) => line.unitAmount);
  const asShown = totals((line) => believed.get(line.sku) ?? line.unitAmount);

  // A line that became cheaper may take the order below free delivery: what was rightly shown for delivery then stands.
  const shownRightly = asShown.delivery.amount === shown.delivery;
  const delivery = shownRightly ? Math.min(accepted.delivery.amount, shown.delivery) : accepted.delivery.amount;
  const subtotal = accepted.subtotal.amount;
  const total = subtotal + delivery;
  if (delivery > shown.delivery) {
    return { kind: "price-changed", changes: [{ sku: "delivery", shown: shown.delivery, now: delivery }] };
  }
  if (total > shown.total) {
    return { kind: "price-changed", changes: [{ sku: "total", shown: shown.total, now: total }] };
  }
  return { kind: "priced", lines, subtotal, delivery, total };
}

const priceAndItsEnd = prepared("price-and-its-end", ({ q, t }) =>
  q
    .select({
      amount: t.price.amount,
      // Columns by hand: drizzle drops the table's name from those it writes into a select list, and `later` has them too.
      replacedAt: sql<number | string | null>`(
        select min(later.valid_from) from ${t.price} as later
        where later.sku = ${t.price}.sku and later.currency = ${t.price}.currency
          and later.version > ${t.price}.version
      )`,
    })
    .from(t.price)
    .where(
      and(
        eq(t.price.sku, sql.placeholder("sku")),
        eq(t.price.currency, sql.placeholder("currency")),
        holdsAtVersion(t),
      ),
    ),
);

interface ProvenLine {
  readonly proof: Proof;
  /** The version whose price was shown. */
  readonly version: number;
}

const UNASKED: ProvenLine = { proof: "none", version: 0 };

/** What speaks for a shown price: the quote, else the version that the line names, if it really had that price. */
async function proofOf(
  db: Db,
  line: OrderLineRequest,
  currency: Currency,
  { now, honourHours, quote }: Terms,
): Promise<ProvenLine> {
  const quoted = proofOfQuote(quote, line, currency, now);
  if (quote !== null && quoted !== null) return { proof: quoted, version: quote.priceVersion };
  const [found] = await priceAndItsEnd(db, { sku: line.sku, currency, version: line.priceVersion });
  if (found?.amount !== line.unitAmount) return UNASKED;
  // PostgreSQL hands out a bare bigint as text.
  const inWindow = found.replacedAt === null || Number(found.replacedAt) > now - honourHours * 3_600_000;
  return { proof: inWindow ? "in-window" : "too-old", version: line.priceVersion };
}
