"use client";

import { usePricesFrom } from "../../device/page-prices.ts";
import { priceFrom } from "../../strings/product.ts";
import { ago, dayAndTime } from "../../strings/time.ts";
import styles from "./price-age.module.css";

/** P2: when the price was true, for as long as the shop cannot be asked whether it still is. */
export function PriceAge() {
  const from = usePricesFrom();
  if (from === null) return null;
  return (
    <time dateTime={new Date(from).toISOString()} className={styles.age}>
      {priceFrom(dayAndTime(from), ago(from, Date.now()))}
    </time>
  );
}
