"use client";

import { useState } from "react";
import { useConnection } from "../../device/connection.ts";
import { useCurrency } from "../../device/currency.ts";
import type { KeptCard } from "../../device/kept-card.ts";
import * as strings from "../../strings/kept-card.ts";
import button from "../controls/button.module.css";
import styles from "./form.module.css";

/** Where a card is kept for orders made without a network, while there is one; or forgotten. */
export function KeepCard({ kept }: { readonly kept: KeptCard }) {
  const { online } = useConnection();
  const currency = useCurrency();
  const [said, setSaid] = useState("");
  const keep = async () => {
    setSaid(strings.opening);
    if (!(await kept.keep(currency))) setSaid(strings.failed);
  };
  const forget = async () => {
    await kept.forget().catch((error: unknown) => console.info(error));
    setSaid("");
  };
  return (
    <div className={styles.actions}>
      {kept.card ? (
        <button type="button" className={button.quiet} aria-disabled={!online} onClick={() => online && void forget()}>
          {strings.forget}
        </button>
      ) : (
        <button
          type="button"
          className={button.secondary}
          aria-disabled={!online}
          onClick={() => online && void keep()}
        >
          {strings.keep}
        </button>
      )}
      <p className={styles.note}>{online || kept.card ? strings.note : strings.offline}</p>
      <p role="status" className={styles.note}>
        {said}
      </p>
    </div>
  );
}
