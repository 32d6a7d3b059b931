"use client";

import type { ReactNode } from "react";
import { priceAge } from "../../strings/cart.ts";
import { clockAndAge } from "../../strings/clock.ts";
import { useNow } from "../waiting/use-now.ts";
import styles from "./price-age-or.module.css";
import type { LoadedBasket } from "./use-basket.ts";

interface Props {
  readonly prices: Pick<LoadedBasket, "at" | "fromDevice">;
  /** What is said while the prices are the shop's own of now. */
  readonly children: ReactNode;
}

/** Prices of this device tell their age first; both stand in one place, so that nothing moves when the shop answers (P2). */
export function PriceAgeOr({ prices, children }: Props) {
  const now = useNow();
  const { at, fromDevice } = prices;
  const isOld = fromDevice && at !== null;
  return (
    <div className={styles.place}>
      <p className={isOld ? styles.unseen : undefined}>{children}</p>
      {at ? <p className={isOld ? undefined : styles.unseen}>{priceAge(clockAndAge(Date.parse(at), now))}</p> : null}
    </div>
  );
}
