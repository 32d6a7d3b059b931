"use client";

import { type LocalOrder, retryOrder } from "../../device/orders.ts";
import * as strings from "../../strings/orders.ts";
import button from "../controls/button.module.css";
import styles from "./actions.module.css";
import { CancelButton } from "./cancel-button.tsx";
import { stageOf } from "./stage.ts";

export function WaitingActions({ local }: { readonly local: LocalOrder }) {
  return (
    <div className={styles.row}>
      {stageOf(local) === "waiting-update" ? (
        <button type="button" className={button.primary} onClick={() => location.reload()}>
          {strings.reload}
        </button>
      ) : (
        <button type="button" className={button.secondary} onClick={() => void retryOrder(local.key)}>
          {strings.tryNow}
        </button>
      )}
      <CancelButton localKey={local.key} />
    </div>
  );
}
