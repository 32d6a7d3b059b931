import { currentPriceVersion, pricesAt } from "../db/queries/prices.ts";
import type { Quote } from "../domain/quotes.ts";
import { HEADER } from "../protocol/headers.ts";
import { type QuoteAnswer, quoteRequest } from "../protocol/quotes.ts";
import { shop } from "../shop.config.ts";
import { privateJson } from "./answers.ts";
import { readJson } from "./body.ts";
import type { Api, ApiDeps } from "./context.ts";
import { signQuote } from "./quote-signature.ts";

/** P3: the shop puts its name to what a cart shows. Nothing is stored until an order uses it. */
export function quotes(api: Api, deps: ApiDeps): void {
  api.post("/api/quotes", async (context) => {
    const { currency, skus } = await readJson(context, quoteRequest);
    const { read } = await deps.getStore();
    const priceVersion = await currentPriceVersion(read);
    const prices = await pricesAt(read, [...new Set(skus)], currency, priceVersion);
    const now = deps.now();
    const validUntil = now + shop.policy.honourHours * 3_600_000;
    const quote: Quote = { currency, priceVersion, validUntil, amounts: Object.fromEntries(prices) };
    const answer: QuoteAnswer = {
      priceVersion,
      currency,
      at: new Date(now).toISOString(),
      validUntil: new Date(validUntil).toISOString(),
      lines: [...prices].map(([sku, unitAmount]) => ({ sku, unitAmount })),
      unknown: [...new Set(skus)].filter((sku) => !prices.has(sku)),
      quote: signQuote(quote, deps.secret),
    };
    return privateJson(answer, { headers: { [HEADER.priceVersion]: String(priceVersion) } });
  });
}
