"use client";

import { prices } from "../../strings/admin-goods.ts";
import { dayAndTime } from "../../strings/time.ts";
import button from "../controls/button.module.css";
import styles from "./panel.module.css";
import { useOperation } from "./use-operation.ts";

interface Props {
  readonly rows: readonly { readonly id: string; readonly at: number; readonly words: string }[];
}

export function ScheduledPrices({ rows }: Props) {
  const { told, act } = useOperation("prices");
  return (
    <section className={styles.panel} aria-labelledby="to-come">
      <h2 id="to-come">{prices.waiting}</h2>
      {rows.length === 0 ? <p className={styles.lead}>{prices.none}</p> : null}
      <ul className={styles.switches}>
        {rows.map(({ id, at, words }) => (
          <li key={id} className={styles.row}>
            <span>
              <time dateTime={new Date(at).toISOString()}>{dayAndTime(at)}</time>: {words}
            </span>
            <button
              type="button"
              className={button.quiet}
              aria-label={prices.dropLabel(words)}
              onClick={() => void act({ kind: "drop", id }, "")}
            >
              {prices.drop}
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className={styles.told}>
        {told}
      </p>
    </section>
  );
}
