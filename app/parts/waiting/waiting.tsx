"use client";

import { useEffect, useRef, useState } from "react";
import type { OutboxEntry } from "../../../offline/outbox-entry.ts";
import type { CalledOff } from "../../../offline/waiting.ts";
import { useConnection } from "../../device/connection.ts";
import { doNotSend, lookAgain, tryNow, useWaiting, type WaitingList } from "../../device/waiting.ts";
import * as strings from "../../strings/waiting.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import row from "../controls/row.module.css";
import { aboutEntry } from "./about-entry.ts";
import { useNow } from "./use-now.ts";
import styles from "./waiting.module.css";
import { WaitingEntry } from "./waiting-entry.tsx";
import { fateOf } from "./waiting-stage.ts";

function farewell(entry: OutboxEntry, before: WaitingList, { orders }: WaitingList): string {
  const about = aboutEntry(entry, before);
  const words = strings.left[fateOf(entry, about.orderKey ? (orders.get(about.orderKey) ?? null) : null)];
  return typeof words === "string" ? words : words(about.title);
}

function calledOff(entry: OutboxEntry, outcome: CalledOff, title: string): string {
  if (outcome === "overtaken") return strings.left.overtaken(title);
  if (outcome === "asking") return strings.left.asked;
  if (entry.kind === "order") return strings.left.cancelled;
  if (entry.kind === "order-cancel") return strings.left.stays;
  return entry.kind === "cart-sync" ? strings.left.dropped : strings.left.removed(title);
}

/** Says what has left the list since it was last shown, unless it was called off here and that was said. */
function useFarewells(list: WaitingList, say: (words: string) => void) {
  const last = useRef<WaitingList | null>(null);
  const toldOf = useRef(new Set<string>());
  useEffect(() => {
    const before = last.current;
    if (list.status !== "ready") return;
    last.current = list;
    if (!before) return;
    const still = new Set(list.entries.map(({ key }) => key));
    const gone = before.entries.filter(({ key }) => !still.has(key) && !toldOf.current.delete(key));
    if (gone.length > 0) say(gone.map((entry) => farewell(entry, before, list)).join(" "));
  }, [list, say]);
  return toldOf;
}

/** Everything that has not reached the shop, as it stands, also without a network (W1). */
export function Waiting() {
  const list = useWaiting();
  const { reach } = useConnection();
  const now = useNow();
  const [said, say] = useState("");
  const toldOf = useFarewells(list, say);
  const top = useRef<HTMLDivElement>(null);

  const retry = async (entry: OutboxEntry) => {
    const { title } = aboutEntry(entry, list);
    try {
      await tryNow(entry);
      say(reach === "online" || reach === "reconnecting" ? strings.trying(title) : strings.noSignal(title));
    } catch (error) {
      console.error("An entry could not be made due", error);
      say(strings.failed);
    }
  };

  const callOff = async (entry: OutboxEntry) => {
    const { title } = aboutEntry(entry, list);
    toldOf.current.add(entry.key);
    try {
      const outcome = await doNotSend(entry);
      if (outcome === "overtaken") toldOf.current.delete(entry.key);
      say(calledOff(entry, outcome, title));
      // The button that had the focus is gone.
      top.current?.focus();
    } catch (error) {
      toldOf.current.delete(entry.key);
      console.error("An entry could not be called off", error);
      say(strings.failed);
    }
  };

  return (
    <div ref={top} tabIndex={-1} className={styles.waiting}>
      <p role="status" className={styles.said}>
        {list.status === "loading" ? <span className="visually-hidden">{strings.loading}</span> : said}
      </p>
      {list.status === "ready" && list.entries.length > 0 && strings.reach[reach] ? (
        <p className={styles.reach}>{strings.reach[reach]}</p>
      ) : null}
      {list.status === "unreadable" ? (
        <div className={styles.empty}>
          <h2>{strings.unreadableTitle}</h2>
          <p>{strings.unreadableText}</p>
          <button type="button" className={button.primary} onClick={() => void lookAgain()}>
            {strings.lookAgain}
          </button>
        </div>
      ) : null}
      {list.status === "ready" && list.entries.length === 0 ? (
        <div className={styles.empty}>
          <h2>{strings.noneTitle}</h2>
          <p>{strings.noneText}</p>
          <p className={row.row}>
            <ShopLink href="/cart" className={button.primary}>
              {strings.openCart}
            </ShopLink>
            <ShopLink href="/orders" className={button.secondary}>
              {strings.seeOrders}
            </ShopLink>
          </p>
        </div>
      ) : null}
      {list.entries.length > 0 ? (
        <ul className={styles.list} aria-label={strings.list}>
          {list.entries.map((entry) => (
            <WaitingEntry
              key={entry.key}
              entry={entry}
              about={aboutEntry(entry, list)}
              reach={reach}
              now={now}
              onRetry={() => void retry(entry)}
              onCallOff={() => void callOff(entry)}
            />
          ))}
        </ul>
      ) : null}
    </div>
  );
}
