import { totalsOf } from "../../domain/pricing.ts";
import type { PricesAnswer, ProductAnswer } from "../../protocol/catalogue.ts";
import { uuidv7 } from "../../protocol/ids.ts";
import type { OrderRequest } from "../../protocol/orders.ts";

/** What a buyer saw before they ordered. */
export interface Sighting {
  readonly sku: string;
  readonly unitAmount: number;
  readonly priceVersion: number;
}

/** Looks a SKU's price up as a page would. */
export async function seePrice(origin: string, sku: string): Promise<Sighting> {
  const response = await fetch(`${origin}/api/prices?skus=${sku}`);
  const answer = (await response.json()) as PricesAnswer;
  const euro = answer.offers[0]?.prices.find(({ currency }) => currency === "EUR");
  if (!euro) throw new Error(`no price for ${sku}`);
  return { sku, unitAmount: euro.amount, priceVersion: answer.priceVersion };
}

/** The variant with the most units, so that a benchmark does not run dry. */
export async function plentifulSku(origin: string): Promise<string> {
  const list = (await (await fetch(`${origin}/api/products?limit=1`)).json()) as { items: { slug: string }[] };
  const answer = (await (await fetch(`${origin}/api/products/${list.items[0]?.slug}`)).json()) as ProductAnswer;
  const variant = answer.product.variants.find(({ availability }) => availability.state === "in-stock");
  if (!variant) throw new Error("the first product is sold out");
  return variant.sku;
}

/** A complete order of one line, paid on delivery unless said otherwise. */
export function orderOf(seen: Sighting, quantity = 1, payment: OrderRequest["payment"] = "on-delivery"): OrderRequest {
  const unit = { currency: "EUR" as const, amount: seen.unitAmount };
  const totals = totalsOf([{ unit, quantity }], "EUR", "standard");
  return {
    cartId: uuidv7(),
    currency: "EUR",
    lines: [{ sku: seen.sku, quantity, unitAmount: seen.unitAmount, priceVersion: seen.priceVersion }],
    contact: { name: "Nora Burke", email: "nora@example.com" },
    address: { line1: "3 Pier Road", city: "Roundstone", postcode: "H91 X2Y3", country: "IE" },
    delivery: "standard",
    payment,
    shown: { delivery: totals.delivery.amount, total: totals.total.amount },
  };
}

/** Headers of a same-origin POST of one buyer. */
export function orderHeaders(origin: string, device: string): Record<string, string> {
  return {
    "Content-Type": "application/json",
    Origin: origin,
    Cookie: `__Host-device=${device}`,
    "Idempotency-Key": uuidv7(),
  };
}
