import type { Currency } from "../../protocol/money.ts";
import type { OrderRequest } from "../../protocol/orders.ts";
import { totalsOf } from "../pricing.ts";
import type { Basket } from "./basket.ts";
import type { CheckoutDraft } from "./draft.ts";
import { tidyPostcode } from "./postcode.ts";
import { firstIncompleteStep } from "./steps.ts";

interface Ingredients {
  readonly cartId: string;
  readonly currency: Currency;
  readonly basket: Basket;
  readonly draft: CheckoutDraft;
  readonly priceVersion: number;
}

const optional = (text: string) => (text.trim() === "" ? undefined : text.trim());

/**
 * The order as it will be sent, made only from what the shopper saw (P3), or null while an answer is missing or a line
 * cannot be ordered as it stands.
 */
export function requestOf({ cartId, currency, basket, draft, priceVersion }: Ingredients): OrderRequest | null {
  const { delivery, payment } = draft;
  if (firstIncompleteStep(draft) !== "review" || delivery === "" || payment === "") return null;
  if (!basket.ready) return null;
  const totals = totalsOf(basket.orderable, currency, delivery);
  const phone = optional(draft.phone);
  const line2 = optional(draft.line2);
  const region = optional(draft.region);
  return {
    cartId,
    currency,
    lines: basket.orderable.map((line) => ({
      sku: line.sku,
      quantity: line.quantity,
      unitAmount: line.unit.amount,
      priceVersion,
    })),
    contact: { name: draft.name.trim(), email: draft.email.trim(), ...(phone ? { phone } : {}) },
    address: {
      line1: draft.line1.trim(),
      ...(line2 ? { line2 } : {}),
      city: draft.city.trim(),
      ...(region ? { region } : {}),
      postcode: tidyPostcode(draft.country, draft.postcode),
      country: draft.country,
    },
    delivery,
    payment,
    shown: { delivery: totals.delivery.amount, total: totals.total.amount },
  };
}
