"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import styles from "./admin-frame.module.css";

const never = () => () => {};

/** Keeps every control still until its scripts are here: what an operator switched before would only look switched. */
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
