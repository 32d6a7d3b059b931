"use client";

import { prices } from "../../strings/admin-goods.ts";
import { GoodsChoice, GoodsField, textOf, timeOf } from "./goods-field.tsx";
import { OperationForm } from "./operation-form.tsx";
import { useOperation } from "./use-operation.ts";

const SCOPES = ["all", "category", "collection", "product"] as const;

export function SaleForm() {
  const { told, act } = useOperation("prices");
  const send = (form: FormData) => {
    const kind = textOf(form, "scope");
    const scope = kind === "all" ? { all: true } : { [kind]: textOf(form, "slug") };
    const [at, until] = [timeOf(form, "at"), timeOf(form, "until")];
    void act(
      { kind: "sale", percent: Number(textOf(form, "percent")), scope, at, until },
      at === null ? prices.done : prices.scheduled,
    );
  };
  return (
    <OperationForm id="sale" title={prices.sale} submit={prices.start} told={told} onSubmit={send}>
      <GoodsField name="percent" label={prices.percent} type="number" required />
      <GoodsChoice
        name="scope"
        label={prices.scope}
        choices={SCOPES.map((scope) => ({ value: scope, name: prices.scopes[scope] }))}
      />
      <GoodsField name="slug" label={prices.slug} />
      <GoodsField name="at" label={prices.at} type="datetime-local" />
      <GoodsField name="until" label={prices.until} type="datetime-local" />
    </OperationForm>
  );
}
