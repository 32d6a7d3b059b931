"use client";

import { useEffect, useState } from "react";
import { whenIdle } from "../../device/page-host.ts";
import styles from "./connection.module.css";

type Parts = typeof import("./connection-parts.tsx");

/** Fetched apart from the page's own scripts, at a quiet moment: no page needs them for its first seconds. */
function useParts(): Parts | null {
  const [parts, setParts] = useState<Parts | null>(null);
  useEffect(() => whenIdle(() => void import("./connection-parts.tsx").then(setParts, console.info)), []);
  return parts;
}

/** Says what is out of the ordinary: its place stands here before it has anything to say, or nobody would hear it. */
export function ConnectionNotice() {
  const parts = useParts();
  return <div role="status">{parts ? <parts.ConnectionWords /> : null}</div>;
}

/** The connection as it is, for whoever looks for it; its place is kept free from the start. */
export function ConnectionState() {
  const parts = useParts();
  return <p className={styles.state}>{parts ? <parts.ConnectionSign /> : null}</p>;
}
