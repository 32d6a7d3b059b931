import type { CartLine } from "../../protocol/cart.ts";
import type { Offer } from "../../protocol/catalogue.ts";
import type { Currency, Money } from "../../protocol/money.ts";
import { money, timesMoney } from "../money.ts";
import { type PricedLine, subtotalOf } from "../pricing.ts";

/** `short`: fewer are left than the cart wants. `unknown`: the shop does not sell it (any more). `waiting`: not priced yet. */
export type BasketLineState = "ok" | "short" | "sold-out" | "unknown" | "waiting";

export interface BasketLine {
  readonly sku: string;
  readonly quantity: number;
  readonly state: BasketLineState;
  readonly offer: Offer | null;
  readonly unit: Money | null;
  readonly sum: Money | null;
  /** How many can be had, where the shop says so. */
  readonly left: number | null;
}

export interface Basket {
  readonly lines: readonly BasketLine[];
  /** The lines that can be ordered as they stand. */
  readonly orderable: readonly (BasketLine & PricedLine & { readonly offer: Offer })[];
  readonly subtotal: Money;
  /** Every line can be ordered as it stands, and there is one at least. */
  readonly ready: boolean;
}

function stateOf(offer: Offer | undefined, unit: Money | null, quantity: number, isUnknown: boolean): BasketLineState {
  if (!offer) return isUnknown ? "unknown" : "waiting";
  if (!unit) return "waiting";
  if (offer.availability.state === "sold-out") return "sold-out";
  const left = offer.availability.left;
  return left !== undefined && quantity > left ? "short" : "ok";
}

function isOrderable(line: BasketLine): line is BasketLine & PricedLine & { readonly offer: Offer } {
  return line.offer !== null && line.unit !== null && (line.state === "ok" || line.state === "short");
}

/**
 * Joins the cart's quantities with what the shop says about each sku. The subtotal counts lines that are sold out or
 * unknown as nothing; a line that is short counts in full, because the shopper has not lowered it yet.
 */
export function basketOf(
  lines: readonly CartLine[],
  offers: ReadonlyMap<string, Offer>,
  unknown: readonly string[],
  currency: Currency,
): Basket {
  const joined = lines.map((line): BasketLine => {
    const offer = offers.get(line.sku);
    // An offer that this device remembers from before the shop took on a currency has no price in it yet.
    const unit = offer?.prices.find((price) => price.currency === currency) ?? null;
    return {
      sku: line.sku,
      quantity: line.quantity,
      state: stateOf(offer, unit, line.quantity, unknown.includes(line.sku)),
      offer: offer ?? null,
      unit,
      sum: unit ? timesMoney(unit, line.quantity) : null,
      left: offer?.availability.left ?? null,
    };
  });
  const orderable = joined.filter(isOrderable);
  return {
    lines: joined,
    orderable,
    subtotal: orderable.length > 0 ? subtotalOf(orderable, currency) : money(currency, 0),
    ready: joined.length > 0 && joined.every((line) => line.state === "ok"),
  };
}
