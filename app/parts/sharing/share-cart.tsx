"use client";

import { type ComponentType, useEffect, useState } from "react";
import { useShare } from "../../device/share-state.ts";
import * as strings from "../../strings/share-hint.ts";
import button from "../controls/button.module.css";
import styles from "./share-cart.module.css";
import type { SharePanelProps } from "./share-panel.tsx";

/** Where a cart can be shared; most carts never are, so what that takes is fetched when somebody wants it (Y4). */
export function ShareCart() {
  const { device } = useShare();
  const [asked, setAsked] = useState(false);
  const [Panel, setPanel] = useState<ComponentType<SharePanelProps> | null>(null);
  const [failed, setFailed] = useState(false);
  const wanted = asked || device !== null;

  useEffect(() => {
    if (!wanted) return;
    setFailed(false);
    import("./share-panel.tsx").then(
      (loaded) => setPanel(() => loaded.SharePanel),
      (error: unknown) => {
        console.info("What sharing takes cannot be fetched now", error);
        setAsked(false);
        setFailed(true);
      },
    );
  }, [wanted]);

  if (wanted && Panel) return <Panel device={device} focus={asked} />;
  return (
    <p className={styles.offer}>
      <button type="button" className={button.secondary} onClick={() => setAsked(true)}>
        {strings.open}
      </button>
      <span role="status">{failed ? ` ${strings.failed}` : ""}</span>
    </p>
  );
}
