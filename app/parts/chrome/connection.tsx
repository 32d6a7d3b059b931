"use client";

import { useEffect, useState } from "react";
import { useConnection } from "../../device/connection.ts";
import { afterLoad } from "../../device/page-host.ts";
import { useStorageCritical } from "../../device/storage.ts";
import { useSubstituted } from "../../device/substituted.ts";
import styles from "./connection.module.css";

type Parts = typeof import("./connection-parts.tsx");

/** Fetched as soon as there is something to say, and else once the page has loaded: offline they are wanted at once. */
function useParts(wanted: boolean): Parts | null {
  const [parts, setParts] = useState<Parts | null>(null);
  useEffect(() => {
    const load = () => void import("./connection-parts.tsx").then(setParts, console.info);
    if (!wanted) return afterLoad(load);
    load();
  }, [wanted]);
  return parts;
}

/** Says what is out of the ordinary: its place stands here before it has anything to say, or nobody would hear it. */
export function ConnectionNotice() {
  const { online } = useConnection();
  // Followed from here on, because the worker says it only once.
  const full = useStorageCritical();
  const substituted = useSubstituted();
  const parts = useParts(!online || full || substituted);
  return <div role="status">{parts ? <parts.ConnectionWords /> : null}</div>;
}

/** The connection as it is, for whoever looks for it; its place is kept free from the start. */
export function ConnectionState() {
  const { online } = useConnection();
  const parts = useParts(!online);
  return <p className={styles.state}>{parts ? <parts.ConnectionSign /> : null}</p>;
}
