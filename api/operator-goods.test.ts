import { afterAll, beforeAll, expect, test } from "vitest";
import { listScheduled } from "../db/queries/price-plans.ts";
import { currentPriceVersion, pricesAt } from "../db/queries/prices.ts";
import { getStock } from "../db/queries/stock.ts";
import { issueOperatorToken } from "./operator-token.ts";
import { anySku, type Browser, browser, type TestApi, testApi } from "./test-kit.ts";

let shop: TestApi;
let operator: Browser;
let sku: string;
beforeAll(async () => {
  shop = await testApi();
  sku = await anySku(shop.store);
  operator = browser(shop.api);
  const token = issueOperatorToken({}, shop.dataDir) ?? "";
  expect((await operator.post("/api/operator/session", { token })).status).toBe(200);
});
afterAll(() => shop.close());

const HOUR = 3_600_000;
const at = (hours: number) => new Date(shop.clock.now + hours * HOUR).toISOString();
const version = () => currentPriceVersion(shop.store.read);
const euros = async () => (await pricesAt(shop.store.read, [sku], "EUR", await version())).get(sku);
const one = (amount: number, when: string | null = null) => ({ kind: "set", sku, currency: "EUR", amount, at: when });

test("only an operator changes prices and stock", async () => {
  const stranger = browser(shop.api);
  expect((await stranger.post("/api/operator/prices", one(1))).status).toBe(401);
  expect((await stranger.post("/api/operator/stock", { sku, available: 1 })).status).toBe(401);
  expect(await version()).toBe(1);
});

test("a price is published at once, with its version in the answer", async () => {
  const answer = await operator.post("/api/operator/prices", one(4_321));
  expect(await answer.json()).toEqual({ priceVersion: 2, scheduled: null });
  expect(answer.headers.get("X-Price-Version")).toBe("2");
  expect(await euros()).toBe(4_321);
});

test("a sale is kept for its time with its end, and can be dropped with it", async () => {
  const sale = { kind: "sale", percent: 25, scope: { all: true }, at: at(1), until: at(2) };
  const { scheduled } = (await (await operator.post("/api/operator/prices", sale)).json()) as { scheduled: string };
  expect((await listScheduled(shop.store.read)).map(({ plan }) => plan.kind)).toEqual(["sale", "end"]);
  expect((await operator.post("/api/operator/prices", { kind: "drop", id: scheduled })).status).toBe(200);
  expect(await listScheduled(shop.store.read)).toEqual([]);
  expect((await operator.post("/api/operator/prices", { kind: "drop", id: scheduled })).status).toBe(404);
});

test("what makes no sense is refused in words, and changes nothing", async () => {
  const before = await version();
  for (const wrong of [
    one(-1),
    { ...one(1), sku: "NOPE" },
    one(1, "tomorrow"),
    { kind: "sale", percent: 100, scope: { all: true }, at: null, until: null },
    { kind: "sale", percent: 10, scope: { category: "nowhere" }, at: null, until: null },
    { kind: "sale", percent: 10, scope: { all: true }, at: at(2), until: at(1) },
  ]) {
    const answer = await operator.post("/api/operator/prices", wrong);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "invalid" });
  }
  expect((await operator.post("/api/operator/stock", { sku: "NOPE", available: 1 })).status).toBe(422);
  expect((await operator.post("/api/operator/stock", { sku, available: -1 })).status).toBe(400);
  expect(await version()).toBe(before);
});

test("a count replaces what the shop believes", async () => {
  expect(await (await operator.post("/api/operator/stock", { sku, available: 7 })).json()).toEqual({
    sku,
    available: 7,
  });
  expect(await getStock(shop.store.read, sku)).toBe(7);
});
