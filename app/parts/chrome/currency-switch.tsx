"use client";

import { useLayoutEffect, useRef, useState } from "react";
import { shop } from "../../../shop.config.ts";
import { chooseCurrency, useCurrency } from "../../device/currency.ts";
import * as strings from "../../strings/currency.ts";
import styles from "./currency-switch.module.css";

/**
 * A native list under a label of our own: the label is right at first paint, as prices are, while the list learns the
 * choice only when React takes over.
 */
export function CurrencySwitch({ className = "" }: { readonly className?: string | undefined }) {
  const chosen = useCurrency();
  const list = useRef<HTMLSelectElement>(null);
  const [said, setSaid] = useState("");

  const choose = (value: string) => {
    const next = shop.currencies.find((currency) => currency === value);
    if (!next) return;
    chooseCurrency(next);
    setSaid(strings.nowIn[next]);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was chosen before the scripts came is there but once
  useLayoutEffect(() => {
    if (list.current && list.current.value !== chosen) choose(list.current.value);
  }, []);

  return (
    <span className={`${styles.switch} ${className}`}>
      <span className={styles.shown} aria-hidden="true">
        {shop.currencies.map((currency) => (
          <span key={currency} data-in={currency}>
            {strings.shortNames[currency]}
          </span>
        ))}
        <svg viewBox="0 0 12 12" className={styles.sign} aria-hidden="true" focusable="false">
          <path d="m2.5 4.5 3.5 3.5 3.5-3.5" />
        </svg>
      </span>
      <select
        ref={list}
        className={styles.list}
        aria-label={strings.label}
        autoComplete="off"
        value={chosen}
        onChange={(event) => choose(event.target.value)}
      >
        {shop.currencies.map((currency) => (
          <option key={currency} value={currency}>
            {strings.names[currency]}
          </option>
        ))}
      </select>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </span>
  );
}
