"use client";

import { formatMoney } from "../../../domain/money.ts";
import { deliveryPrice, totalsOf } from "../../../domain/pricing.ts";
import type { DeliveryMethod } from "../../../protocol/orders.ts";
import { shop } from "../../../shop.config.ts";
import * as strings from "../../strings/checkout.ts";
import { nameOfLine } from "../cart/line-name.ts";
import { PriceAgeOr } from "../cart/price-age-or.tsx";
import type { LoadedBasket } from "../cart/use-basket.ts";
import styles from "./order-summary.module.css";
import { priceOrFree } from "./price-or-free.ts";

interface Props {
  readonly loaded: LoadedBasket;
  readonly delivery: DeliveryMethod | "";
}

export function OrderSummary({ loaded, delivery }: Props) {
  const { basket } = loaded;
  const currency = basket.subtotal.currency;
  const totals = delivery === "" ? null : totalsOf(basket.orderable, currency, delivery);
  return (
    <section className={styles.summary} aria-labelledby="order-summary">
      <h2 id="order-summary" className={styles.title}>
        {strings.summaryTitle}
      </h2>
      <ul className={styles.lines}>
        {basket.lines.map((line) => (
          <li key={line.sku} className={styles.line}>
            <span className="numbers">{strings.quantity(line.quantity)}</span>
            <span>{nameOfLine(line)}</span>
            <span className="numbers">{line.sum ? formatMoney(line.sum, shop.locale) : null}</span>
          </li>
        ))}
      </ul>
      <dl className={styles.sums} aria-live="polite">
        <div className={styles.sum}>
          <dt>{strings.subtotal}</dt>
          <dd className="numbers">{formatMoney(basket.subtotal, shop.locale)}</dd>
        </div>
        <div className={styles.sum}>
          <dt>{strings.delivery}</dt>
          <dd className="numbers">
            {delivery === "" ? strings.deliveryOpen : priceOrFree(deliveryPrice(delivery, basket.subtotal))}
          </dd>
        </div>
        {totals ? (
          <div className={styles.total}>
            <dt>{strings.total}</dt>
            <dd className="numbers">{formatMoney(totals.total, shop.locale)}</dd>
          </div>
        ) : null}
      </dl>
      <PriceAgeOr prices={loaded}>{strings.pricesNow}</PriceAgeOr>
    </section>
  );
}
