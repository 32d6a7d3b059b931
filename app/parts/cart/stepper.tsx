"use client";

import { useState } from "react";
import { shop } from "../../../shop.config.ts";
import * as strings from "../../strings/cart.ts";
import styles from "./stepper.module.css";

const MOST = shop.policy.maxQuantityPerLine;

interface Props {
  readonly name: string;
  readonly quantity: number;
  readonly onStep: (by: 1 | -1) => void;
  readonly onChange: (quantity: number) => void;
}

/** A number with one-less and one-more; typed text counts when the field is left, so that "12" is not first "1". */
export function Stepper({ name, quantity, onStep, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);

  const commit = () => {
    if (typed === null) return;
    const wanted = Number.parseInt(typed, 10);
    setTyped(null);
    if (Number.isNaN(wanted)) return;
    const next = Math.min(MOST, Math.max(1, wanted));
    if (next !== quantity) onChange(next);
  };

  return (
    <div className={styles.stepper}>
      <button
        type="button"
        className={styles.step}
        aria-label={strings.less(name)}
        disabled={quantity <= 1}
        onClick={() => onStep(-1)}
      >
        <svg viewBox="0 0 16 16" className={styles.sign} aria-hidden="true" focusable="false">
          <path d="M3 8h10" />
        </svg>
      </button>
      <input
        className={styles.number}
        type="text"
        inputMode="numeric"
        pattern="[0-9]*"
        maxLength={2}
        aria-label={strings.quantityOf(name)}
        value={typed ?? String(quantity)}
        onChange={(event) => setTyped(event.target.value.replace(/\D/g, ""))}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
        }}
      />
      <button
        type="button"
        className={styles.step}
        aria-label={strings.more(name)}
        disabled={quantity >= MOST}
        onClick={() => onStep(1)}
      >
        <svg viewBox="0 0 16 16" className={styles.sign} aria-hidden="true" focusable="false">
          <path d="M3 8h10M8 3v10" />
        </svg>
      </button>
    </div>
  );
}
