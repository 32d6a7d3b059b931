import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { publishPrices } from "../db/queries/publish-prices.ts";
import { setStock } from "../db/queries/stock.ts";
import type { OrderRequest } from "../protocol/orders.ts";
import { type QuoteAnswer, quoteAnswer } from "../protocol/quotes.ts";
import { shop as config } from "../shop.config.ts";
import { readQuote } from "./quote-signature.ts";
import { anySku, type Browser, browser, keyed, orderFor, type TestApi, testApi } from "./test-kit.ts";

const HOUR = 3_600_000;
let shop: TestApi;
let ada: Browser;
let sku: string;
beforeAll(async () => {
  shop = await testApi();
  sku = await anySku(shop.store);
});
afterAll(() => shop.close());
beforeEach(async () => {
  ada = browser(shop.api);
  await shop.store.tx((db) => setStock(db, sku, 50));
});

async function quoteOf(skus: readonly string[]): Promise<QuoteAnswer> {
  const answer = await ada.post("/api/quotes", { currency: "EUR", skus });
  expect(answer.status).toBe(200);
  const quote = quoteAnswer.parse(await answer.json());
  expect(answer.headers.get("X-Price-Version")).toBe(String(quote.priceVersion));
  return quote;
}

const rise = (by: number, request: OrderRequest) =>
  publishPrices(shop.store, {
    changes: [{ sku, currency: "EUR", amount: (request.lines[0]?.unitAmount ?? 0) + by }],
    now: shop.clock.now,
  });

describe("a quote", () => {
  test("names what the cart shows, and what the shop does not sell", async () => {
    const quote = await quoteOf([sku, "NOPE", sku]);
    expect(quote.lines).toHaveLength(1);
    expect(quote.unknown).toEqual(["NOPE"]);
    expect(Date.parse(quote.validUntil) - Date.parse(quote.at)).toBe(config.policy.honourHours * HOUR);
    expect(readQuote(quote.quote, shop.deps.secret)?.amounts).toEqual({ [sku]: quote.lines[0]?.unitAmount });
    expect((await ada.post("/api/quotes", { currency: "EUR", skus: [] })).status).toBe(400);
  });

  test("is honoured to its last moment, and then the order waits for the shopper", async () => {
    const signed = (await quoteOf([sku])).quote;
    const request = await orderFor(shop.store, { [sku]: 1 }, { quote: signed });
    await rise(500, request);
    shop.clock.now += config.policy.honourHours * HOUR;
    const placed = await ada.post("/api/orders", request, keyed());
    expect(placed.status).toBe(201);
    const { lines } = (await placed.json()) as { lines: { unitAmount: number; priceVersion: number }[] };
    expect(lines[0]).toMatchObject({
      unitAmount: request.lines[0]?.unitAmount,
      priceVersion: request.lines[0]?.priceVersion,
    });

    shop.clock.now += 1;
    const key = keyed();
    for (const _try of [1, 2]) {
      const asked = await ada.post("/api/orders", request, key);
      expect(asked.status).toBe(409);
      expect(await asked.json()).toMatchObject({ code: "price-changed", changes: [{ sku }] });
    }
  });

  test("that is forged or another shop's speaks for nothing: the shown version has to", async () => {
    const quote = (await quoteOf([sku])).quote;
    const request = await orderFor(shop.store, { [sku]: 1 });
    const [payload = "", mac = ""] = quote.split(".");
    const cheap = Buffer.from(
      JSON.stringify({ currency: "EUR", priceVersion: 1, validUntil: shop.clock.now + HOUR, amounts: { [sku]: 1 } }),
    ).toString("base64url");
    const invented: OrderRequest = {
      ...request,
      lines: request.lines.map((line) => ({ ...line, unitAmount: 1 })),
      shown: { ...request.shown, total: 1 + request.shown.delivery },
    };
    for (const forged of [`${cheap}.${mac}`, `${payload}.${mac}.x`, "", "...", `${payload}`]) {
      const answer = await ada.post("/api/orders", { ...invented, quote: forged }, keyed());
      expect(answer.status).toBe(409);
      expect(await answer.json()).toMatchObject({ code: "price-changed" });
    }
    const other = { ...request, quote: `${payload}.${Buffer.alloc(32).toString("base64url")}` };
    expect((await ada.post("/api/orders", other, keyed())).status).toBe(201);
  });
});
