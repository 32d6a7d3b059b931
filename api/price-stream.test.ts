import { afterAll, beforeAll, expect, test } from "vitest";
import { publishPrices } from "../db/queries/publish-prices.ts";
import { closePriceStreams } from "./price-stream.ts";
import { anySku, browser, type TestApi, testApi } from "./test-kit.ts";

let shop: TestApi;
beforeAll(async () => {
  shop = await testApi();
});
afterAll(() => shop.close());

async function listener() {
  const answer = await browser(shop.api).get("/api/prices/live");
  expect(answer.headers.get("Content-Type")).toBe("text/event-stream");
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error("the stream has no body");
  return { next: async () => (await reader.read()).value, cancel: () => reader.cancel() };
}

test("whoever listens hears the price version at once, and a newer one within a second", async () => {
  const [one, other] = await Promise.all([listener(), listener()]);
  expect(await one.next()).toBe("data: 1\n\n");
  expect(await other.next()).toBe("data: 1\n\n");
  const sku = await anySku(shop.store);
  const published = Date.now();
  await publishPrices(shop.store, { changes: [{ sku, currency: "EUR", amount: 4_200 }], now: shop.clock.now });
  expect(await one.next()).toBe("data: 2\n\n");
  expect(Date.now() - published).toBeLessThan(5_000);
  expect(await other.next()).toBe("data: 2\n\n");
  await one.cancel();
  closePriceStreams();
  expect(await other.next()).toBeUndefined();
});
