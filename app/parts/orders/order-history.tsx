"use client";

import type { LocalOrder } from "../../device/orders.ts";
import * as strings from "../../strings/order-history.ts";
import { dayAndTime } from "../../strings/time.ts";
import styles from "./order-history.module.css";

interface Moment {
  readonly at: number;
  readonly words: string;
}

/** What this device did and what the shop said, in one order of time; tries that follow each other are told once. */
function momentsOf({ createdAt, history = [], order }: LocalOrder): Moment[] {
  const local = history.flatMap(({ state, at }) => {
    const words = strings.onDevice[state];
    return words === null ? [] : [{ at, words }];
  });
  const server = (order?.events ?? []).map(({ kind, at }) => ({
    at: Date.parse(at),
    words: strings.atShop[kind] ?? kind,
  }));
  const known = local.length > 0 || server.length > 0 ? [] : [{ at: createdAt, words: strings.onDevice.queued ?? "" }];
  return [...known, ...local, ...server].toSorted((one, other) => one.at - other.at);
}

/** P4: every state that the order was in. */
export function OrderHistory({ local }: { readonly local: LocalOrder }) {
  const moments = momentsOf(local);
  return (
    <section aria-labelledby="order-history">
      <h2 id="order-history" className={styles.title}>
        {strings.title}
      </h2>
      <ol className={styles.list}>
        {moments.map(({ at, words }, index) => (
          // Moments are only ever added at the end, so their place names them.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index} className={styles.moment}>
            <time dateTime={new Date(at).toISOString()} className={`numbers ${styles.at}`}>
              {dayAndTime(at)}
            </time>
            <span>{words}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
