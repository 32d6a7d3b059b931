"use client";

import { formatMoney, money } from "../../../domain/money.ts";
import { shop } from "../../../shop.config.ts";
import * as strings from "../../strings/cart.ts";
import { look } from "../../strings/waiting-hint.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import styles from "./cart-summary.module.css";
import { PriceAgeOr } from "./price-age-or.tsx";
import type { LoadedBasket } from "./use-basket.ts";

function deliveryHint(subtotal: LoadedBasket["basket"]["subtotal"]): string {
  if (subtotal.amount <= 0) return "";
  const standard = shop.delivery[0];
  const missing = standard.freeFrom[subtotal.currency] - subtotal.amount;
  if (missing <= 0) return strings.freeDelivery;
  return strings.untilFree(formatMoney(money(subtotal.currency, missing), shop.locale));
}

export function CartSummary({ loaded }: { readonly loaded: LoadedBasket }) {
  const { basket, saved } = loaded;
  return (
    <section className={styles.summary} aria-labelledby="cart-summary">
      <h2 id="cart-summary" className={styles.title}>
        {strings.summary}
      </h2>
      <p className={styles.row}>
        <span>{strings.subtotal}</span>
        <strong className="numbers">{formatMoney(basket.subtotal, shop.locale)}</strong>
      </p>
      <PriceAgeOr prices={loaded}>{`${strings.deliveryLater} ${deliveryHint(basket.subtotal)}`}</PriceAgeOr>
      {basket.ready ? (
        <ShopLink href="/checkout" className={`${button.primary} ${button.full}`}>
          {strings.checkout}
        </ShopLink>
      ) : (
        <p className={styles.blocked}>{strings.blocked}</p>
      )}
      <p className={styles.saved}>
        <span role="status">{saved === "everywhere" ? strings.savedEverywhere : strings.savedHere}</span>{" "}
        <span className={saved === "here" ? undefined : styles.unseen}>
          <ShopLink href="/waiting">{look}</ShopLink>
        </span>
      </p>
    </section>
  );
}
