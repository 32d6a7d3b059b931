"use client";

import type { LocalOrder } from "../../device/orders.ts";
import styles from "./actions.module.css";
import { CancelButton } from "./cancel-button.tsx";
import { NeedsYou } from "./needs-you.tsx";
import { PayActions } from "./pay-actions.tsx";
import { ReorderButton } from "./reorder-button.tsx";
import { stageOf } from "./stage.ts";
import { WaitingActions } from "./waiting-actions.tsx";

/** What the shopper can do about an order where it stands. */
export function OrderActions({ local }: { readonly local: LocalOrder }) {
  switch (stageOf(local)) {
    case "waiting":
    case "waiting-retry":
    case "waiting-update":
      return <WaitingActions local={local} />;
    case "pay":
      return local.order ? <PayActions localKey={local.key} order={local.order} /> : null;
    case "needs-you":
      return local.problem ? <NeedsYou local={local} problem={local.problem} /> : null;
    case "rejected":
      return (
        <div className={styles.row}>
          <ReorderButton local={local} />
          <CancelButton localKey={local.key} />
        </div>
      );
    case "expired":
    case "cancelled":
      return (
        <div className={styles.row}>
          <ReorderButton local={local} />
        </div>
      );
    default:
      return null;
  }
}
