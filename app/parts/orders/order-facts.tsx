"use client";

import { formatMoney } from "../../../domain/money.ts";
import { shop } from "../../../shop.config.ts";
import type { LocalOrder } from "../../device/orders.ts";
import { deliveryWords, paymentNames } from "../../strings/delivery-terms.ts";
import * as strings from "../../strings/orders.ts";
import { Photo } from "../catalogue/photo.tsx";
import { priceOrFree } from "../checkout/price-or-free.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import { AddressLines, ContactLines } from "./address-lines.tsx";
import styles from "./order-facts.module.css";
import { linesOf, sumsOf } from "./order-lines.ts";

function paymentWords({ order, request }: LocalOrder): string {
  if (!order) return paymentNames[request.payment];
  switch (order.payment.status) {
    case "paid":
      return strings.paid;
    case "due-on-delivery":
      return strings.dueOnDelivery;
    case "cancelled":
      return strings.notCharged;
    default:
      return order.payment.method === "kept-card" ? strings.chargeOpen : strings.cardOpen;
  }
}

export function OrderFacts({ local }: { readonly local: LocalOrder }) {
  const { contact, address, delivery } = local.order ?? local.request;
  const sums = sumsOf(local);
  const facts = [
    { name: strings.contact, answer: <ContactLines contact={contact} /> },
    { name: strings.address, answer: <AddressLines address={address} /> },
    {
      name: strings.travels,
      answer: deliveryWords(delivery),
    },
    { name: strings.payment, answer: paymentWords(local) },
  ];
  return (
    <div className={styles.columns}>
      <section aria-labelledby="order-things">
        <h2 id="order-things" className={styles.title}>
          {strings.things}
        </h2>
        <ul className={styles.lines}>
          {linesOf(local).map((line) => (
            <li key={line.sku} className={styles.line}>
              <div className={styles.stage}>
                {line.picture ? (
                  <Photo picture={{ base: line.picture.base, alt: "" }} sizes="4.5rem" className={styles.photo} />
                ) : null}
              </div>
              <p>
                <span className="numbers">{strings.quantity(line.quantity)} </span>
                {line.product ? (
                  <ShopLink href={`/product/${line.product}?variant=${line.sku}`}>{line.name}</ShopLink>
                ) : (
                  line.name
                )}
              </p>
              <p className="numbers">{formatMoney(line.sum, shop.locale)}</p>
            </li>
          ))}
        </ul>
        <dl className={styles.sums}>
          <div className={styles.sum}>
            <dt>{strings.subtotal}</dt>
            <dd className="numbers">{formatMoney(sums.subtotal, shop.locale)}</dd>
          </div>
          <div className={styles.sum}>
            <dt>{strings.delivery}</dt>
            <dd className="numbers">{priceOrFree(sums.delivery)}</dd>
          </div>
          <div className={styles.total}>
            <dt>{strings.total}</dt>
            <dd className="numbers">{formatMoney(sums.total, shop.locale)}</dd>
          </div>
        </dl>
      </section>
      <dl className={styles.facts}>
        {facts.map((fact) => (
          <div key={fact.name} className={styles.fact}>
            <dt className={styles.term}>{fact.name}</dt>
            <dd>{fact.answer}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
