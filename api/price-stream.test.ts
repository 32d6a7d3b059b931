import { afterAll, beforeAll, expect, test } from "vitest";
import { publishPrices } from "../db/queries/publish-prices.ts";
import { closeLiveStreams } from "./live-stream.ts";
import { processState } from "./process-state.ts";
import { readStream } from "./stream-kit.ts";
import { anySku, browser, type TestApi, testApi } from "./test-kit.ts";

let shop: TestApi;
beforeAll(async () => {
  shop = await testApi();
});
afterAll(() => shop.close());

const listen = async () => readStream(await browser(shop.api).get("/api/prices/live"));

test("whoever listens hears the price version at once, and a newer one that anybody publishes", async () => {
  const [one, other] = await Promise.all([listen(), listen()]);
  for (const reader of [one, other]) expect(await reader.next()).toEqual({ id: null, data: "1" });
  const sku = await anySku(shop.store);
  // As another process does: nobody tells this one, which has to look.
  await publishPrices(shop.store, { changes: [{ sku, currency: "EUR", amount: 4_200 }], now: shop.clock.now });
  for (const reader of [one, other]) expect(await reader.next()).toEqual({ id: null, data: "2" });
  expect(processState().prices.latest).toBe(2);
  await one.leave();
  closeLiveStreams();
  expect(await other.next()).toBeNull();
  const late = await listen();
  expect(await late.next()).toEqual({ id: null, data: "2" });
  await late.leave();
});
