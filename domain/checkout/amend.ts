import type { OrderLineRequest, OrderRequest } from "../../protocol/orders.ts";
import type { Problem } from "../../protocol/problems.ts";
import { money } from "../money.ts";
import { totalsOf } from "../pricing.ts";

type Shortages = NonNullable<Problem["shortages"]>;
type Changes = NonNullable<Problem["changes"]>;

/** The request with other lines and the totals that follow from them; null when nothing is left to order. */
function withLines(request: OrderRequest, lines: readonly OrderLineRequest[]): OrderRequest | null {
  if (lines.length === 0) return null;
  const priced = lines.map((line) => ({ unit: money(request.currency, line.unitAmount), quantity: line.quantity }));
  const totals = totalsOf(priced, request.currency, request.delivery);
  return { ...request, lines: [...lines], shown: { delivery: totals.delivery.amount, total: totals.total.amount } };
}

/** The order with what is left of each short line; a line of which nothing is left goes. Null when nothing remains. */
export function takeWhatIsLeft(request: OrderRequest, shortages: Shortages): OrderRequest | null {
  const left = new Map(shortages.map((entry) => [entry.sku, entry.left]));
  const lines = request.lines
    .map((line) => ({ ...line, quantity: Math.min(line.quantity, left.get(line.sku) ?? line.quantity) }))
    .filter((line) => line.quantity > 0);
  return withLines(request, lines);
}

/** The order without the given lines; null when nothing remains. */
export function dropLines(request: OrderRequest, skus: readonly string[]): OrderRequest | null {
  return withLines(
    request,
    request.lines.filter((line) => !skus.includes(line.sku)),
  );
}

/** The order at the prices that the server named, shown from `priceVersion`: the shopper has seen and accepted them. */
export function acceptPrices(request: OrderRequest, changes: Changes, priceVersion: number): OrderRequest {
  const now = new Map(changes.map((entry) => [entry.sku, entry.now]));
  const lines = request.lines.map((line) => {
    const amount = now.get(line.sku);
    return amount === undefined ? line : { ...line, unitAmount: amount, priceVersion };
  });
  return withLines(request, lines) ?? request;
}
