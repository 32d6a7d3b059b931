import type { Currency } from "../../protocol/money.ts";
import type { OrderRequest } from "../../protocol/orders.ts";
import { totalsOf } from "../pricing.ts";
import type { Basket } from "./basket.ts";
import type { CheckoutDraft } from "./draft.ts";
import { tidyPostcode } from "./postcode.ts";
import { firstIncompleteStep } from "./steps.ts";

interface Ingredients {
  readonly cartId: string | null;
  readonly currency: Currency;
  readonly basket: Basket;
  readonly draft: CheckoutDraft;
  /** The price version that each line was shown from, by sku. */
  readonly versions: ReadonlyMap<string, number>;
  /** What the shop signed for this cart, if it could be asked (P3). */
  readonly quote?: string | null;
}

/** Pasted text may carry line breaks and other controls, which no address has and the server refuses. */
const clean = (text: string) => text.replace(/[\p{Cc}\p{Cs}]+/gu, " ").trim();
const optional = (text: string) => clean(text) || undefined;

/**
 * The order as it will be sent, made only from what the shopper saw (P3), or null while an answer is missing or a line
 * cannot be ordered as it stands.
 */
export function requestOf({ cartId, currency, basket, draft, versions, quote }: Ingredients): OrderRequest | null {
  const { delivery, payment } = draft;
  if (firstIncompleteStep(draft) !== "review" || delivery === "" || payment === "") return null;
  if (cartId === null || !basket.ready) return null;
  const lines = basket.orderable.flatMap((line) => {
    const priceVersion = versions.get(line.sku);
    if (priceVersion === undefined) return [];
    return { sku: line.sku, quantity: line.quantity, unitAmount: line.unit.amount, priceVersion };
  });
  if (lines.length < basket.orderable.length) return null;
  const totals = totalsOf(basket.orderable, currency, delivery);
  const phone = optional(draft.phone);
  const line2 = optional(draft.line2);
  const region = optional(draft.region);
  return {
    cartId,
    currency,
    lines,
    contact: { name: clean(draft.name), email: clean(draft.email), ...(phone ? { phone } : {}) },
    address: {
      line1: clean(draft.line1),
      ...(line2 ? { line2 } : {}),
      city: clean(draft.city),
      ...(region ? { region } : {}),
      postcode: tidyPostcode(draft.country, draft.postcode),
      country: draft.country,
    },
    delivery,
    payment,
    ...(quote ? { quote } : {}),
    shown: { delivery: totals.delivery.amount, total: totals.total.amount },
  };
}
