"use client";

import { useState } from "react";
import { acceptPrices, dropLines } from "../../../domain/checkout/amend.ts";
import { formatMoney, money } from "../../../domain/money.ts";
import type { OrderRequest } from "../../../protocol/orders.ts";
import type { Problem } from "../../../protocol/problems.ts";
import { shop } from "../../../shop.config.ts";
import * as strings from "../../strings/orders.ts";
import button from "../controls/button.module.css";
import styles from "./needs-you.module.css";

interface Props {
  readonly request: OrderRequest;
  readonly changes: NonNullable<Problem["changes"]>;
  /** The price version that the new prices are shown from. */
  readonly version: number;
  readonly nameOf: (sku: string) => string;
  readonly onOrder: (request: OrderRequest) => void;
}

/** P3: several prices have risen; each is accepted or its line dropped, and nothing is accepted unasked. */
export function PriceChoices({ request, changes, version, nameOf, onOrder }: Props) {
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  const price = (amount: number) => formatMoney(money(request.currency, amount), shop.locale);
  const refused = changes.map(({ sku }) => sku).filter((sku) => !accepted.includes(sku));
  const kept = dropLines(request, refused);
  const chosen = kept && acceptPrices(kept, changes, version);

  return (
    <fieldset className={styles.each}>
      <legend className={styles.note}>{strings.changes.eachNote}</legend>
      {changes.map(({ sku, now }) => (
        <label key={sku} className={styles.line}>
          <input
            type="checkbox"
            checked={accepted.includes(sku)}
            onChange={({ target }) =>
              setAccepted(target.checked ? [...accepted, sku] : accepted.filter((other) => other !== sku))
            }
          />
          <span>{strings.changes.each(nameOf(sku), price(now))}</span>
        </label>
      ))}
      {chosen ? (
        <button type="button" className={button.primary} onClick={() => onOrder(chosen)}>
          {strings.changes.order(price(chosen.shown.total))}
        </button>
      ) : (
        <p>{strings.shortage.nothing}</p>
      )}
    </fieldset>
  );
}
