"use client";

import { parseMoney } from "../../../domain/money.ts";
import type { Currency } from "../../../protocol/money.ts";
import { shop } from "../../../shop.config.ts";
import { prices } from "../../strings/admin-goods.ts";
import { GoodsChoice, GoodsField, textOf, timeOf } from "./goods-field.tsx";
import { OperationForm } from "./operation-form.tsx";
import { useOperation } from "./use-operation.ts";

function readAmount(currency: Currency, text: string): number | null {
  try {
    return parseMoney(currency, text).amount;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

export function PriceForm() {
  const { told, setTold, act } = useOperation("prices");
  const send = (form: FormData) => {
    const currency = shop.currencies.find((code) => code === textOf(form, "currency")) ?? shop.currencies[0];
    const amount = readAmount(currency, textOf(form, "amount"));
    if (amount === null) return setTold(prices.noAmount);
    const at = timeOf(form, "price-at");
    void act(
      { kind: "set", sku: textOf(form, "sku"), currency, amount, at },
      at === null ? prices.done : prices.scheduled,
    );
  };
  return (
    <OperationForm id="one-price" title={prices.one} submit={prices.publish} told={told} onSubmit={send}>
      <GoodsField name="sku" label={prices.sku} required />
      <GoodsChoice
        name="currency"
        label={prices.currency}
        choices={shop.currencies.map((code) => ({ value: code, name: code }))}
      />
      <GoodsField name="amount" label={prices.amount} required />
      <GoodsField name="price-at" label={prices.at} type="datetime-local" />
    </OperationForm>
  );
}
