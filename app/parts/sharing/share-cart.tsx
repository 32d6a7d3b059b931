"use client";

import { type ComponentType, useEffect, useState } from "react";
import { onOnline } from "../../device/page-host.ts";
import { useShare } from "../../device/share-state.ts";
import * as strings from "../../strings/share-hint.ts";
import button from "../controls/button.module.css";
import styles from "./share-cart.module.css";
import type { SharePanelProps } from "./share-panel.tsx";

/** Where a cart can be shared; most carts never are, so what that takes is fetched when somebody wants it (Y4). */
export function ShareCart() {
  const { device } = useShare();
  const [asked, setAsked] = useState(0);
  const [Panel, setPanel] = useState<ComponentType<SharePanelProps> | null>(null);
  const [failed, setFailed] = useState(false);
  const wanted = asked > 0 || device !== null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: every press is a try of its own.
  useEffect(() => {
    if (!wanted) return;
    const load = () => {
      setFailed(false);
      import("./share-panel.tsx").then(
        (loaded) => setPanel(() => loaded.SharePanel),
        (error: unknown) => {
          console.info("What sharing takes cannot be fetched now", error);
          setFailed(true);
        },
      );
    };
    load();
    return onOnline(load);
  }, [wanted, asked]);

  // Once shown it stays, also after the cart was left: it says what has come of that.
  if (Panel) return <Panel device={device} focus={asked > 0} />;
  return (
    <p className={styles.offer}>
      <button type="button" className={button.secondary} onClick={() => setAsked(asked + 1)}>
        {strings.open}
      </button>
      <span role="status" className={styles.failed}>
        {failed ? strings.failed : ""}
      </span>
    </p>
  );
}
