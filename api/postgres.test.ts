import { afterAll, beforeAll, expect, test } from "vitest";
import { readMigrations } from "../db/migrate.ts";
import { connectPostgres } from "../db/postgres.ts";
import { ownerOf } from "../db/queries/order-lookups.ts";
import { attachPaymentPage } from "../db/queries/orders.ts";
import { listPendingPages, newestPaymentPage } from "../db/queries/payment-pages.ts";
import { loadSeed, seedWhenEmpty } from "../db/seed.ts";
import { openTestPostgres, type TestPostgres } from "../db/testing/postgres.ts";
import { order as orderSchema } from "../protocol/orders.ts";
import { anySku, browser, keyed, orderFor, type TestApi, testApi } from "./test-kit.ts";

let postgres: TestPostgres;
let shop: TestApi;
beforeAll(async () => {
  postgres = await openTestPostgres();
  shop = await testApi({}, async () => {
    const { store, migrate } = connectPostgres(await postgres.empty());
    await migrate(await readMigrations(store.engine));
    await seedWhenEmpty(store, loadSeed);
    return store;
  });
  // It unpacks and starts a whole PostgreSQL.
}, 120_000);
afterAll(async () => {
  await shop.close();
  await postgres.close();
});

test("the same API works on PostgreSQL: read, order, replay, and nothing that its text columns refuse is a 500", async () => {
  const ada = browser(shop.api);
  for (const path of [
    "/api/products",
    "/api/categories",
    "/api/search?q=lamp",
    "/api/products/%00",
    "/api/orders/%00",
  ]) {
    expect((await ada.get(path)).status).toBeLessThan(500);
  }
  const request = await orderFor(shop.store, { [await anySku(shop.store)]: 1 }, { payment: "card" });
  const key = keyed();
  const bodies = new Set<string>();
  for (const shopper of [ada, ada, browser(shop.api)]) {
    const answer = await shopper.post("/api/orders", request, key);
    expect(answer.status).toBe(201);
    bodies.add(await answer.text());
  }
  expect(bodies.size).toBe(1);
  const order = orderSchema.parse(JSON.parse([...bodies][0] ?? ""));

  const { store } = shop;
  const orderId = order.id;
  expect(await ownerOf(store.read, orderId)).toMatch(/^[0-9a-f]{32}$/);
  expect(await newestPaymentPage(store.read, orderId)).toBeNull();
  expect(await listPendingPages(store.read, { after: "", limit: 10 })).toEqual([]);
  await attachPaymentPage(store, { orderId, providerId: "cs_1", url: "https://pay.example/1", now: shop.clock.now });
  expect(await newestPaymentPage(store.read, orderId)).toBe("cs_1");
  expect(await listPendingPages(store.read, { after: "", limit: 10 })).toEqual([{ orderId, providerId: "cs_1" }]);
  expect(await listPendingPages(store.read, { after: orderId, limit: 10 })).toEqual([]);
});
