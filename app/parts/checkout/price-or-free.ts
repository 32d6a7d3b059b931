import { formatMoney } from "../../../domain/money.ts";
import type { Money } from "../../../protocol/money.ts";
import { shop } from "../../../shop.config.ts";
import { free } from "../../strings/delivery-terms.ts";

/** A delivery price as a shopper reads it. */
export function priceOrFree(price: Money): string {
  return price.amount === 0 ? free : formatMoney(price, shop.locale);
}
