"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import styles from "./when-ready.module.css";

const never = () => () => {};

/** Keeps every control in it still until its scripts are here: what was pressed or switched before would only look so. */
export function WhenReady({ children }: { readonly children: ReactNode }) {
  const ready = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <fieldset disabled={!ready} className={styles.all}>
      {children}
    </fieldset>
  );
}
