"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useConnection } from "../../device/connection.ts";
import { usePricesFrom } from "../../device/page-prices.ts";
import { useReturned } from "../../device/returned.ts";
import { useStorageCritical } from "../../device/storage.ts";
import { useSubstituted } from "../../device/substituted.ts";
import { clockAndAge } from "../../strings/clock.ts";
import * as strings from "../../strings/connection.ts";
import { title as returnedTitle, see as seeReturned } from "../../strings/returned.ts";
import { WaitingHint } from "../waiting/waiting-hint.tsx";
import styles from "./connection.module.css";
import { ShopLink } from "./shop-link.tsx";

const BACK_ONLINE_SHOWN_MS = 4000;

/** Pages that tell at length what was brought back. */
const TELLS_RETURNED = /\/(cart|orders|waiting)$/;

export function ConnectionWords() {
  const { reach, online } = useConnection();
  const pricesFrom = usePricesFrom();
  const wasOffline = useRef(false);
  const [returned, setReturned] = useState(false);

  useEffect(() => {
    if (!online) {
      wasOffline.current = true;
      setReturned(false);
      return;
    }
    if (!wasOffline.current) return;
    wasOffline.current = false;
    setReturned(true);
    const hide = setTimeout(() => setReturned(false), BACK_ONLINE_SHOWN_MS);
    return () => clearTimeout(hide);
  }, [online]);

  const full = useStorageCritical();
  const substituted = useSubstituted();
  const toldOnPage = TELLS_RETURNED.test(usePathname());
  const isCleared = useReturned() !== null && !toldOnPage;
  const worth = [
    [!online, strings.notices[reach]],
    [returned, strings.backOnline],
    [substituted, strings.substituted],
    [isCleared, returnedTitle],
    [full, strings.storage],
  ] as const;
  const text = worth.find(([applies]) => applies)?.[1];
  if (!text) return null;
  return (
    <p className={styles.notice}>
      {text} {pricesFrom === null ? null : `${strings.prices(clockAndAge(pricesFrom, Date.now()))} `}
      <WaitingHint />
      {isCleared ? <ShopLink href="/cart">{seeReturned}</ShopLink> : null}
    </p>
  );
}

/** Its shape says it as well as its words: a full dot, an empty one, or a half one. */
export function ConnectionSign() {
  const { reach } = useConnection();
  return (
    <span className={styles.sign} data-reach={reach}>
      <svg viewBox="0 0 16 16" className={styles.dot} aria-hidden="true" focusable="false">
        <circle cx="8" cy="8" r="5.5" className={reach === "online" ? styles.full : styles.ring} />
        {reach === "reconnecting" ? <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" className={styles.full} /> : null}
        {reach === "offline" ? <path d="M3 13 13 3" className={styles.ring} /> : null}
      </svg>
      {strings.states[reach]}
    </span>
  );
}
