import type { Currency, Money } from "../protocol/money.ts";
import type { DeliveryMethod } from "../protocol/orders.ts";
import { shop } from "../shop.config.ts";
import { addMoney, money, timesMoney } from "./money.ts";

export interface PricedLine {
  readonly unit: Money;
  readonly quantity: number;
}

export interface Totals {
  readonly subtotal: Money;
  readonly delivery: Money;
  readonly total: Money;
}

/** The sum of the lines in one currency; zero for an empty cart. */
export function subtotalOf(lines: readonly PricedLine[], currency: Currency): Money {
  return addMoney(money(currency, 0), ...lines.map((line) => timesMoney(line.unit, line.quantity)));
}

/** What a delivery method costs for this subtotal, in the subtotal's currency. */
export function deliveryPrice(method: DeliveryMethod, subtotal: Money): Money {
  const terms = shop.delivery.find((entry) => entry.id === method);
  if (!terms) throw new RangeError(`unknown delivery method: ${method}`);
  const free = terms.freeFrom !== null && subtotal.amount >= terms.freeFrom[subtotal.currency];
  return money(subtotal.currency, free ? 0 : terms.prices[subtotal.currency]);
}

/** The one price calculation of page, worker and server. */
export function totalsOf(lines: readonly PricedLine[], currency: Currency, method: DeliveryMethod): Totals {
  const subtotal = subtotalOf(lines, currency);
  const delivery = deliveryPrice(method, subtotal);
  return { subtotal, delivery, total: addMoney(subtotal, delivery) };
}
