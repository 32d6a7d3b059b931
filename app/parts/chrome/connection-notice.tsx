"use client";

import { useEffect, useRef, useState } from "react";
import { useConnection } from "../../device/connection.ts";
import { usePricesFrom } from "../../device/page-prices.ts";
import { useStorageCritical } from "../../device/storage.ts";
import { useSubstituted } from "../../device/substituted.ts";
import * as strings from "../../strings/chrome.ts";
import { ago } from "../../strings/time.ts";
import styles from "./connection-notice.module.css";

const BACK_ONLINE_SHOWN_MS = 4000;

export function ConnectionNotice() {
  const { online, waiting } = useConnection();
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
  const worth = [
    [!online, strings.offlineNotice],
    [returned, strings.backOnline],
    [substituted, strings.substitutedNotice],
    [full, strings.storageNotice],
  ] as const;
  const text = worth.find(([applies]) => applies)?.[1];
  return (
    <div role="status">
      {text ? (
        <p className={styles.notice}>
          {text} {waiting > 0 ? `${strings.waitingNotice(waiting)} ` : null}
          {pricesFrom === null ? null : strings.pricesNotice(ago(pricesFrom, Date.now()))}
        </p>
      ) : null}
    </div>
  );
}
