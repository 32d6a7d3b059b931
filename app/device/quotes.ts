"use client";

import { useEffect, useState } from "react";
import { isQuoteAnswer } from "../../offline/answers.ts";
import { onDevice } from "../../offline/database.ts";
import { storedQuote, storeQuote } from "../../offline/offers.ts";
import type { Currency } from "../../protocol/money.ts";
import { onOnline } from "./page-host.ts";
import { callShop } from "./shop-calls.ts";

async function fetchQuote(skus: readonly string[], currency: Currency): Promise<string | null> {
  const { outcome } = await callShop({ method: "POST", path: "/api/quotes", body: { currency, skus } });
  if (outcome.kind !== "done" || !isQuoteAnswer(outcome.body)) return null;
  const { body } = outcome;
  await onDevice((db) => storeQuote(db, body));
  return body.quote;
}

/**
 * P3: what the shop has signed for these SKUs as they are shown, renewed when they or their prices change; else what it signed
 * last. Null until there is one: the lines then speak for themselves by their versions.
 */
export function useQuote(skus: readonly string[], currency: Currency, priceVersion: number | null): string | null {
  const [quote, setQuote] = useState<string | null>(null);
  const wanted = [...new Set(skus)].sort().join(",");

  useEffect(() => {
    let current = true;
    const ask = async () => {
      if (wanted === "" || priceVersion === null) return;
      try {
        const signed = await fetchQuote(wanted.split(","), currency);
        if (current && signed !== null) setQuote(signed);
      } catch (error) {
        console.info("The shop could not sign these prices now", error);
      }
    };
    const start = async () => {
      const stored = await onDevice((db) => storedQuote(db, currency));
      if (current) setQuote(stored);
      await ask();
    };
    start().catch((error: unknown) => console.warn("This device keeps no quote", error));
    const off = onOnline(() => void ask());
    return () => {
      current = false;
      off();
    };
  }, [wanted, currency, priceVersion]);

  return quote;
}
