"use client";

import { useMemo, useState } from "react";
import { type Basket, basketOf } from "../../../domain/checkout/basket.ts";
import type { Currency } from "../../../protocol/money.ts";
import { useCart } from "../../device/cart.ts";
import { useConnection } from "../../device/connection.ts";
import { useCurrency } from "../../device/currency.ts";
import { useOffers } from "../../device/offers.ts";
import { useQuote } from "../../device/quotes.ts";

export interface LoadedBasket {
  readonly status: "loading" | "ready";
  readonly cartId: string | null;
  /** The currency that the whole basket is priced in. */
  readonly currency: Currency;
  readonly basket: Basket;
  /** The price version that each line is shown from. */
  readonly versions: ReadonlyMap<string, number>;
  /** What the shop signed for these prices (P3); null while it has not. */
  readonly quote: string | null;
  /** When the prices were true, and whether that has to be said: the shop has not answered yet, or does not any more (P2). */
  readonly at: string | null;
  readonly fromDevice: boolean;
  readonly saved: "here" | "everywhere";
  /** SKUs of the lines whose present state only this device has. */
  readonly unsaved: readonly string[];
}

/** The cart of this device joined with what the shop says about each line, in the chosen currency. */
export function useBasket(): LoadedBasket {
  const cart = useCart();
  const { online } = useConnection();
  const currency = useCurrency();
  const list = cart.lines.map((line) => line.sku).join(" ");
  const skus = useMemo(() => (list === "" ? [] : list.split(" ")), [list]);
  const offers = useOffers(skus);
  const quote = useQuote(skus, currency, offers.priceVersion);
  const basket = useMemo(
    () => basketOf(cart.lines, offers.offers, offers.unknown, currency),
    [cart.lines, offers.offers, offers.unknown, currency],
  );
  // Once shown, a basket stays shown: a line that is added later waits for its price in its place.
  const [shown, setShown] = useState(false);
  const settled = cart.status === "ready" && (skus.length === 0 || offers.status === "ready");
  if (settled && !shown) setShown(true);
  return {
    status: cart.status === "ready" && (settled || shown) ? "ready" : "loading",
    cartId: cart.cartId,
    currency,
    basket,
    versions: offers.versions,
    quote,
    at: offers.at,
    fromDevice: (offers.source === "device" || !online) && skus.length > 0,
    saved: cart.saved,
    unsaved: cart.unsaved,
  };
}
