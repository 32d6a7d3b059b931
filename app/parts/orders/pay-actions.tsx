"use client";

import { useState } from "react";
import type { Order } from "../../../protocol/orders.ts";
import * as strings from "../../strings/orders.ts";
import button from "../controls/button.module.css";
import styles from "./actions.module.css";
import { CancelButton } from "./cancel-button.tsx";
import { type ChangeOutcome, openPayment, payOnDelivery } from "./order-changes.ts";

interface Props {
  readonly localKey: string;
  readonly order: Order;
}

const SAID: Readonly<Record<ChangeOutcome, string>> = {
  done: "",
  refused: strings.changeRefused,
  unanswered: strings.changeFailed,
};

export function PayActions({ localKey, order }: Props) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");

  const ask = async (change: (id: string) => Promise<ChangeOutcome>) => {
    if (busy) return;
    setBusy(true);
    setSaid("");
    setSaid(SAID[await change(order.id)]);
    setBusy(false);
  };

  return (
    <div className={styles.row}>
      {order.payment.url ? (
        <a href={order.payment.url} className={button.primary}>
          {strings.payNow}
        </a>
      ) : (
        <button type="button" className={button.primary} aria-disabled={busy} onClick={() => ask(openPayment)}>
          {busy ? strings.working : strings.openPayment}
        </button>
      )}
      <button type="button" className={button.secondary} aria-disabled={busy} onClick={() => ask(payOnDelivery)}>
        {strings.payOnDelivery}
      </button>
      <CancelButton localKey={localKey} />
      <p role="status" className={styles.said}>
        {said}
      </p>
    </div>
  );
}
