"use client";

import { stock } from "../../strings/admin-goods.ts";
import { GoodsField, textOf } from "./goods-field.tsx";
import { OperationForm } from "./operation-form.tsx";
import styles from "./panel.module.css";
import { useOperation } from "./use-operation.ts";

export function StockForm({ soldOut }: { readonly soldOut: readonly string[] }) {
  const { told, act } = useOperation("stock");
  const send = (form: FormData) => {
    const sku = textOf(form, "sku");
    const available = Number(textOf(form, "available"));
    void act({ sku, available }, stock.saved(sku, available));
  };
  return (
    <>
      <OperationForm id="count" title={stock.title} untitled submit={stock.save} told={told} onSubmit={send}>
        <GoodsField name="sku" label={stock.sku} required />
        <GoodsField name="available" label={stock.available} type="number" required />
      </OperationForm>
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
