import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLedger } from "../db/queries/ledger.ts";
import { expireReservations } from "../db/queries/orders.ts";
import { publishPrices } from "../db/queries/publish-prices.ts";
import { getStock, setStock } from "../db/queries/stock.ts";
import { storeCard } from "../db/queries/stored-cards.ts";
import { dispatcher } from "../jobs/dispatcher.ts";
import { reconciler } from "../jobs/reconciler.ts";
import { type Order, order as orderSchema } from "../protocol/orders.ts";
import { shop as config } from "../shop.config.ts";
import { createApi } from "./app.ts";
import type { Api } from "./context.ts";
import { pointedStore, toyAcquirer } from "./race-kit.ts";
import { anySku, type Browser, browser, keyed, orderFor, type TestApi, testApi } from "./test-kit.ts";

// Two things happen to one order at once. Every way in which the second fits whole between two steps of the first is tried:
// before and after each transaction, and before and after each answer of the acquirer.

let shop: TestApi;
let api: Api;
let ada: Browser;
let sku: string;
let price: number;

/** What is to happen at the n-th point from now on; -1 once it has. */
let left = -1;
let intruder: () => Promise<unknown> = async () => {};
let passed: string[] = [];
const point = async (where: string) => {
  if (left < 0) return;
  passed.push(where);
  left -= 1;
  if (left >= 0) return;
  await intruder();
};
const acquirer = toyAcquirer(point);

beforeAll(async () => {
  shop = await testApi({ payments: acquirer.port });
  const store = pointedStore(shop.store, point);
  api = createApi({ ...shop.deps, getStore: async () => store });
  ada = browser(api);
  sku = await anySku(shop.store);
  price = (await orderFor(shop.store, { [sku]: 1 })).lines[0]?.unitAmount ?? 0;
});
afterAll(() => shop.close());

const deps = () => ({
  store: pointedStore(shop.store, point),
  payments: acquirer.port,
  mailer: { send: async () => {} },
  log: () => {},
  now: () => shop.clock.now,
});

async function deliver(count = Number.POSITIVE_INFINITY): Promise<void> {
  for (const event of acquirer.events.splice(0, count)) {
    const body = JSON.stringify(event);
    const headers = { "Stripe-Signature": "toy" };
    // Providers deliver at least once.
    for (const _copy of [1, 2]) await ada.post("/api/webhooks/stripe", body, headers);
  }
}

const pageOf = (order: Order) => order.payment.url?.split("/").at(-1) ?? "";
const reservationOver = () => shop.clock.now + config.policy.reservationMinutes * 60_000 + 1;

/** What can happen to an order that waits for its card. */
const happenings: Readonly<Record<string, (order: Order) => Promise<unknown>>> = {
  "pays, and the webhook comes": async (order) => {
    acquirer.pay(pageOf(order));
    await deliver();
  },
  "pays, and the webhook does not come": async (order) => acquirer.pay(pageOf(order)),
  cancels: (order) => ada.post(`/api/orders/${order.id}/cancel`, {}),
  "chooses to pay at the door": (order) => ada.post(`/api/orders/${order.id}/pay-on-delivery`, {}),
  "opens the payment page": (order) => ada.post(`/api/orders/${order.id}/payment`, {}),
  "looks at the order": (order) => ada.get(`/api/orders/${order.id}`),
  "lets the reservation run out": () => expireReservations(deps().store, { now: reservationOver(), limit: 50 }),
  "is asked after by the reconciler": async () => reconciler(deps(), crypto.randomUUID()).run(NEVER),
  "has its messages delivered": async () => dispatcher(deps()).run(NEVER),
};
const NEVER = new AbortController().signal;

async function cardOrder(): Promise<Order> {
  await shop.store.tx((db) => setStock(db, sku, 5));
  const answer = await ada.post("/api/orders", await orderFor(shop.store, { [sku]: 2 }, { payment: "card" }), keyed());
  return orderSchema.parse(await answer.json());
}

async function everythingArrives(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await deliver();
    shop.clock.now += 120_000;
    while (await dispatcher(deps()).run(NEVER));
    await reconciler(deps(), crypto.randomUUID()).run(NEVER);
  }
}

async function expectHonest(order: Order, story: string): Promise<void> {
  const now = orderSchema.parse(await (await ada.get(`/api/orders/${order.id}`)).json());
  const stands = now.status === "placed" || now.status === "awaiting-payment";
  expect(await auditLedger(shop.store.read), story).toEqual([]);
  expect(await getStock(shop.store.read, sku), story).toBe(stands ? 3 : 5);
  const owed = now.status === "placed" && now.payment.status === "paid" ? order.total.amount : 0;
  expect(acquirer.keptFor(order.id), story).toBe(owed);
  await ada.post(`/api/orders/${order.id}/cancel`, {});
  await everythingArrives();
}

test.each(Object.keys(happenings))(
  "while a shopper %s, anything else may happen at any point",
  async (first) => {
    let tried = 0;
    for (const [second, happen] of Object.entries(happenings)) {
      for (let place = 0; ; place += 1) {
        const order = await cardOrder();
        passed = [];
        left = place;
        intruder = () => happen(order);
        await happenings[first]?.(order);
        const ran = left < 0;
        left = -1;
        if (!ran) await happen(order);
        await everythingArrives();
        await expectHonest(order, `${first}; ${passed.at(-1) ?? "afterwards"}: ${second}`);
        tried += 1;
        if (!ran) break;
      }
    }
    expect(tried).toBeGreaterThanOrEqual(Object.keys(happenings).length);
  },
  120_000,
);

test.each(Object.keys(happenings))(
  "while a shopper %s, the process may die at any point",
  async (first) => {
    for (let place = 0; ; place += 1) {
      const order = await cardOrder();
      left = place;
      intruder = () => Promise.reject(new Error("killed"));
      const died = await Promise.resolve(happenings[first]?.(order)).catch((error: unknown) => error);
      const ran = left < 0;
      left = -1;
      if (died instanceof Error) expect(died.message).toBe("killed");
      await everythingArrives();
      await expectHonest(order, `${first}, killed at point ${place}`);
      if (!ran) break;
    }
  },
  60_000,
);

test("an order on a kept card, the process killed at any point, is charged once and placed when it is sent again", async () => {
  const { cookie } = ada;
  await storeCard(
    shop.store,
    cookie?.split("=")[1] ?? "",
    { customer: "cus", method: "pm", brand: "visa", last4: "4242" },
    shop.clock.now,
  );
  for (let place = 0; ; place += 1) {
    await shop.store.tx((db) => setStock(db, sku, 5));
    const key = keyed();
    const body = await orderFor(shop.store, { [sku]: 2 }, { payment: "kept-card" });
    left = place;
    intruder = () => Promise.reject(new Error("killed"));
    await ada.post("/api/orders", body, key);
    const ran = left < 0;
    left = -1;
    const order = orderSchema.parse(await (await ada.post("/api/orders", body, key)).json());
    await everythingArrives();
    const now = orderSchema.parse(await (await ada.get(`/api/orders/${order.id}`)).json());
    expect(now, `killed at point ${place}`).toMatchObject({ status: "placed", payment: { status: "paid" } });
    await expectHonest(order, `a kept card, killed at point ${place}`);
    if (!ran) break;
  }
});

test("money on a page that the order never learned of is taken in: by its webhook, or by the reconciler alone", async () => {
  for (const heard of [true, false]) {
    const order = await cardOrder();
    const request = { currency: order.currency, items: [{ name: "all", unitAmount: order.total.amount, quantity: 1 }] };
    const page = await acquirer.port.createPaymentPage({
      ...request,
      orderId: order.id,
      attempt: `lost-${order.id}`,
      email: order.contact.email,
      successUrl: "https://shop.example/",
      cancelUrl: "https://shop.example/",
    });
    acquirer.pay(page.providerId);
    if (!heard) acquirer.events.length = 0;
    await everythingArrives();
    const now = orderSchema.parse(await (await ada.get(`/api/orders/${order.id}`)).json());
    expect(now).toMatchObject({ status: "placed", payment: { status: "paid" } });
    await expectHonest(order, heard ? "heard" : "unheard");
  }
});

test("the last unit, the same key and a price rise, each at any point of placing an order", async () => {
  const rivals: Readonly<Record<string, (mine: { key: Record<string, string>; body: unknown }) => Promise<unknown>>> = {
    "another buyer": async () => browser(api).post("/api/orders", await orderFor(shop.store, { [sku]: 1 }), keyed()),
    "the same request": ({ key, body }) => ada.post("/api/orders", body, key),
    "the key with another body": async ({ key }) =>
      ada.post("/api/orders", await orderFor(shop.store, { [sku]: 1 }, { delivery: "express" }), key),
    "a price rise": () =>
      publishPrices(shop.store, {
        changes: [{ sku, currency: "EUR", amount: price + 100 }],
        now: shop.clock.now,
      }),
  };
  for (const [name, rival] of Object.entries(rivals)) {
    for (let place = 0; ; place += 1) {
      await shop.store.tx((db) => setStock(db, sku, 1));
      const key = keyed();
      const body = await orderFor(shop.store, { [sku]: 1 });
      const before = (await shop.store.read.q.select().from(shop.store.read.t.order)).length;
      left = place;
      intruder = () => rival({ key, body });
      const answer = await ada.post("/api/orders", body, key);
      const ran = left < 0;
      left = -1;
      const story = `${name} at point ${place}`;
      expect([201, 409, 422], story).toContain(answer.status);
      const sold = (await shop.store.read.q.select().from(shop.store.read.t.order)).length - before;
      expect(sold, story).toBe(1);
      expect(await getStock(shop.store.read, sku), story).toBe(0);
      if (answer.status === 201) {
        const { lines } = orderSchema.parse(await answer.json());
        expect(lines[0]?.unitAmount, story).toBeLessThanOrEqual(body.lines[0]?.unitAmount ?? 0);
      }
      expect(await auditLedger(shop.store.read), story).toEqual([]);
      if (!ran) break;
    }
  }
}, 120_000);
