"use client";

import type { FormEvent } from "react";
import { stock } from "../../strings/admin-goods.ts";
import button from "../controls/button.module.css";
import { GoodsField, textOf } from "./goods-field.tsx";
import styles from "./panel.module.css";
import { useOperation } from "./use-operation.ts";

export function StockForm({ soldOut }: { readonly soldOut: readonly string[] }) {
  const { told, act } = useOperation("stock");
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const sku = textOf(form, "sku");
    const available = Number(textOf(form, "available"));
    void act({ sku, available }, stock.saved(sku, available));
  };
  return (
    <>
      <section className={styles.panel} aria-label={stock.title}>
        <form className={styles.form} onSubmit={send}>
          <GoodsField name="sku" label={stock.sku} required />
          <GoodsField name="available" label={stock.available} type="number" required />
          <button type="submit" className={button.primary}>
            {stock.save}
          </button>
        </form>
        <p role="status" className={styles.told}>
          {told}
        </p>
      </section>
      <section className={styles.panel} aria-labelledby="sold-out">
        <h2 id="sold-out">{stock.soldOut}</h2>
        {soldOut.length === 0 ? <p className={styles.lead}>{stock.none}</p> : null}
        <ul className={styles.switches}>
          {soldOut.map((sku) => (
            <li key={sku}>{sku}</li>
          ))}
        </ul>
      </section>
    </>
  );
}
