"use client";

import type { FormEvent } from "react";
import { prices } from "../../strings/admin-goods.ts";
import button from "../controls/button.module.css";
import { GoodsChoice, GoodsField, textOf, timeOf } from "./goods-field.tsx";
import styles from "./panel.module.css";
import { useOperation } from "./use-operation.ts";

const SCOPES = ["all", "category", "collection", "product"] as const;

export function SaleForm() {
  const { told, act } = useOperation("prices");
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const kind = textOf(form, "scope");
    const scope = kind === "all" ? { all: true } : { [kind]: textOf(form, "slug") };
    const [at, until] = [timeOf(form, "at"), timeOf(form, "until")];
    void act(
      { kind: "sale", percent: Number(textOf(form, "percent")), scope, at, until },
      at === null ? prices.done : prices.scheduled,
    );
  };
  return (
    <section className={styles.panel} aria-labelledby="sale">
      <h2 id="sale">{prices.sale}</h2>
      <form className={styles.form} onSubmit={send}>
        <GoodsField name="percent" label={prices.percent} type="number" required />
        <GoodsChoice
          name="scope"
          label={prices.scope}
          choices={SCOPES.map((scope) => ({ value: scope, name: prices.scopes[scope] }))}
        />
        <GoodsField name="slug" label={prices.slug} />
        <GoodsField name="at" label={prices.at} type="datetime-local" />
        <GoodsField name="until" label={prices.until} type="datetime-local" />
        <button type="submit" className={button.primary}>
          {prices.start}
        </button>
      </form>
      <p role="status" className={styles.told}>
        {told}
      </p>
    </section>
  );
}
