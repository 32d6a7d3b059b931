"use client";

import { useEffect, useState } from "react";
import { deliveryWindow } from "../../../domain/delivery-window.ts";
import type { Availability } from "../../../protocol/catalogue.ts";
import { shop } from "../../../shop.config.ts";
import * as strings from "../../strings/product.ts";
import { calendarDay } from "../../strings/time.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import styles from "./stock-line.module.css";
import { stockWords } from "./stock-words.ts";

interface Props {
  readonly availability: Availability;
  /** When the page was made, ISO 8601. */
  readonly at: string;
}

/** Stock in words, and when it would arrive if it were ordered now. */
export function StockLine({ availability, at }: Props) {
  const [now, setNow] = useState(() => Date.parse(at));
  // A kept page must not promise the days of when it was kept.
  useEffect(() => setNow(Date.now()), []);
  const { from, to } = deliveryWindow(shop.delivery[0].days, now);
  return (
    <div className={styles.lines}>
      <p className={styles[availability.state]} aria-live="polite">
        {stockWords(availability)}
      </p>
      <p className={styles.delivery}>
        {availability.state === "sold-out" ? null : `${strings.arrives(calendarDay(from), calendarDay(to))} `}
        {strings.returns} <ShopLink href="/delivery">{strings.deliveryLink}</ShopLink>
      </p>
    </div>
  );
}
