import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { auditLedger } from "../db/queries/ledger.ts";
import { getStock, setStock } from "../db/queries/stock.ts";
import { dispatcher } from "../jobs/dispatcher.ts";
import { localAcquirerOrigin, localAcquirerSettings } from "../payments/acquirer/settings.ts";
import { type Acquirer, startAcquirer } from "../payments/acquirer/start.ts";
import { stripePayments } from "../payments/stripe.ts";
import { keptCardAnswer } from "../protocol/cards.ts";
import { type Order, order as orderSchema } from "../protocol/orders.ts";
import { createApi } from "./app.ts";
import { anySku, type Browser, browser, keyed, orderFor, type TestApi, testApi } from "./test-kit.ts";

let shop: TestApi;
let deps: TestApi["deps"];
let server: Server;
let origin: string;
let acquirer: Acquirer;
let ada: Browser;
let sku: string;

beforeAll(async () => {
  shop = await testApi();
  const settings = localAcquirerSettings(shop.dataDir);
  const payments = stripePayments({ ...settings, apiBase: () => localAcquirerOrigin(shop.dataDir) });
  deps = { ...shop.deps, payments };
  const api = createApi(deps);
  server = createServer(getRequestListener(api.fetch));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  acquirer = await startAcquirer({ dataDir: shop.dataDir, port: 0, shopOrigin: origin });
  sku = await anySku(shop.store);
});
afterAll(async () => {
  await acquirer.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await shop.close();
});
beforeEach(async () => {
  ada = browser({ request: (url, init) => createApi(deps).request(url, init) }, origin);
  await shop.store.tx((db) => setStock(db, sku, 10));
  await control("disturb", { mode: "fail", times: 0 });
  await control("webhooks", { paused: false });
  shop.clock.now = Math.max(shop.clock.now + 60_000, Date.now());
});

function control(path: string, body?: unknown): Promise<Response> {
  const headers = { Authorization: `Bearer ${localAcquirerSettings(shop.dataDir).controlSecret}` };
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  return fetch(`${acquirer.origin}/_control/${path}`, { headers, ...init });
}

async function chargedFor({ id }: Order): Promise<number[]> {
  const { charges } = (await (await control("charges")).json()) as {
    charges: { reference: string; amount: number; refunded: boolean }[];
  };
  return charges.filter((charge) => charge.reference === id && !charge.refunded).map(({ amount }) => amount);
}

/** Ada leaves a card on the acquirer's page and comes back; the page's id. */
async function keep(number: string): Promise<string> {
  const { url } = (await (await ada.post("/api/cards", { currency: "EUR" })).json()) as { url: string };
  const body = new URLSearchParams({ number, expiry: "12/40", cvc: "123" });
  const back = await fetch(url, { method: "POST", body, redirect: "manual" });
  expect(back.status).toBe(303);
  const page = new URL(back.headers.get("Location") ?? "").searchParams.get("kept") ?? "";
  const answer = await ada.post("/api/cards/kept", { page });
  expect(keptCardAnswer.parse(await answer.json()).card?.last4).toBe(number.slice(-4));
  return page;
}

async function order(): Promise<Order> {
  const request = await orderFor(shop.store, { [sku]: 1 }, { payment: "kept-card" });
  const answer = await ada.post("/api/orders", request, keyed());
  expect(answer.status).toBe(201);
  return orderSchema.parse(await answer.json());
}

async function look({ id }: Order): Promise<Order> {
  return orderSchema.parse(await (await ada.get(`/api/orders/${id}`)).json());
}

const kinds = ({ events }: Order) => events.map(({ kind }) => kind);
const jobs = () => dispatcher({ ...deps, store: shop.store, mailer: { send: async () => {} } });

test("an order is charged to the kept card when it arrives, once, whatever is told afterwards", async () => {
  await keep("4242424242424242");
  const placed = await order();
  expect(placed).toMatchObject({ status: "placed", payment: { method: "kept-card", status: "paid" } });
  expect(kinds(placed)).toEqual(["awaiting-payment", "paid"]);
  shop.clock.now += 120_000;
  while (await jobs().run(new AbortController().signal));
  expect(await chargedFor(placed)).toEqual([placed.total.amount]);
  expect(await look(placed)).toEqual(placed);
  expect(await auditLedger(shop.store.read)).toEqual([]);
});

test.each([
  ["is declined", "4000000000009995", "card-declined"],
  ["wants its owner's word", "4000002500003155", "second-step"],
])(
  "a card that %s leaves the order waiting, with the goods held, a page to pay on, and nothing charged",
  async (_, number, why) => {
    await keep(number);
    const waiting = await order();
    expect(waiting).toMatchObject({ status: "awaiting-payment", payment: { method: "card", status: "pending" } });
    expect(waiting.payment.url).toContain("/pay/");
    expect(kinds(waiting)).toEqual(["awaiting-payment", why]);
    expect(await chargedFor(waiting)).toEqual([]);
    expect(await getStock(shop.store.read, sku)).toBe(9);
    const paid = await fetch(waiting.payment.url ?? "", {
      method: "POST",
      body: new URLSearchParams({ number: "4242424242424242", expiry: "12/40", cvc: "123" }),
      redirect: "manual",
    });
    await paid.body?.cancel();
    expect(await look(waiting)).toMatchObject({ status: "placed", payment: { status: "paid" } });
    expect(await chargedFor(waiting)).toEqual([waiting.total.amount]);
    expect(await auditLedger(shop.store.read)).toEqual([]);
  },
);

test("an acquirer that charges and then falls silent charges once: the order is placed when it is heard of", async () => {
  await keep("4242424242424242");
  await control("webhooks", { paused: true });
  await control("disturb", { mode: "hang-after", times: 1 });
  const waiting = await order();
  expect(waiting).toMatchObject({ status: "awaiting-payment", payment: { method: "kept-card", status: "pending" } });
  await control("disturb", { mode: "fail", times: 0 });
  shop.clock.now += 120_000;
  while (await jobs().run(new AbortController().signal));
  expect(await look(waiting)).toMatchObject({ status: "placed", payment: { status: "paid" } });
  await control("webhooks", { paused: false });
  expect(await chargedFor(waiting)).toEqual([waiting.total.amount]);
  expect(await auditLedger(shop.store.read)).toEqual([]);
}, 30_000);

test("an order that was taken back while its charge was under way gets its money back", async () => {
  await keep("4242424242424242");
  await control("webhooks", { paused: true });
  await control("disturb", { mode: "hang-after", times: 1 });
  const waiting = await order();
  expect((await ada.post(`/api/orders/${waiting.id}/cancel`, {})).status).toBe(200);
  await control("disturb", { mode: "fail", times: 0 });
  await control("webhooks", { paused: false });
  await expect.poll(async () => kinds(await look(waiting))).toContain("paid-late");
  shop.clock.now += 120_000;
  while (await jobs().run(new AbortController().signal));
  expect(await chargedFor(waiting)).toEqual([]);
  expect(await auditLedger(shop.store.read)).toEqual([]);
}, 30_000);

test("a card is its device's own, can be forgotten, and an order without one waits for another way to pay", async () => {
  const page = await keep("4242424242424242");
  const eve = browser({ request: (url, init) => createApi(deps).request(url, init) }, origin);
  await eve.post(`/api/carts/${crypto.randomUUID()}/sync`, { stateVector: null, updates: [] });
  expect((await eve.post("/api/cards/kept", { page })).status).toBe(404);
  expect(await (await eve.get("/api/cards")).json()).toEqual({ card: null });
  expect(await (await ada.post("/api/cards/forget", {})).json()).toEqual({ card: null });
  const waiting = await order();
  expect(kinds(waiting)).toEqual(["awaiting-payment", "card-declined"]);
  expect(await chargedFor(waiting)).toEqual([]);
});
