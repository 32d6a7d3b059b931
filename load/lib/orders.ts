import { totalsOf } from "../../domain/pricing.ts";
import type { PricesAnswer } from "../../protocol/catalogue.ts";
import { uuidv7 } from "../../protocol/ids.ts";
import type { OrderRequest } from "../../protocol/orders.ts";

/** What a buyer saw before they ordered. */
export interface Sighting {
  readonly sku: string;
  readonly unitAmount: number;
  readonly priceVersion: number;
}

const AT_ONCE = 50;

/** Looks prices up as a page would, in the order of the SKUs. */
export async function seePrices(origin: string, skus: readonly string[]): Promise<Sighting[]> {
  const seen: Sighting[] = [];
  for (let start = 0; start < skus.length; start += AT_ONCE) {
    const response = await fetch(`${origin}/api/prices?skus=${skus.slice(start, start + AT_ONCE).join(",")}`);
    const { offers, priceVersion } = (await response.json()) as PricesAnswer;
    for (const { sku, prices } of offers) {
      const euro = prices.find(({ currency }) => currency === "EUR");
      if (euro) seen.push({ sku, unitAmount: euro.amount, priceVersion });
    }
  }
  if (seen.length < skus.length) throw new Error(`no price for ${skus.length - seen.length} of ${skus.length} SKUs`);
  return seen;
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
