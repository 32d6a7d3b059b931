import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { auditLedger } from "../db/queries/ledger.ts";
import { getStock } from "../db/queries/stock.ts";
import { dispatcher } from "../jobs/dispatcher.ts";
import { keptCardAnswer } from "../protocol/cards.ts";
import { type Order, order as orderSchema } from "../protocol/orders.ts";
import { openPayingShop, type PayingShop } from "./payment-kit.ts";
import { type Browser, browser, keyed, orderFor, type TestApi } from "./test-kit.ts";

let paying: PayingShop;
let shop: TestApi;
let sku: string;
let ada: Browser;

beforeAll(async () => {
  paying = await openPayingShop();
  ({ shop, sku } = paying);
});
afterAll(() => paying.close());
beforeEach(async () => {
  ada = await paying.begin();
});

const control = (path: string, body: unknown) => paying.desk.control(path, body);
const chargedFor = (order: Order) => paying.chargedFor(order);

/** Ada leaves a card on the acquirer's page and comes back; the page's id. */
async function keep(number: string): Promise<string> {
  const { url } = (await (await ada.post("/api/cards", { currency: "EUR" })).json()) as { url: string };
  const back = await paying.desk.pay(url, number);
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
const jobs = () => dispatcher({ ...shop.deps, store: shop.store, mailer: { send: async () => {} } });

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
    const paid = await paying.desk.pay(waiting.payment.url ?? "");
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
  const eve = browser(shop.api, paying.origin);
  await eve.post(`/api/carts/${crypto.randomUUID()}/sync`, { stateVector: null, updates: [] });
  expect((await eve.post("/api/cards/kept", { page })).status).toBe(404);
  expect(await (await eve.get("/api/cards")).json()).toEqual({ card: null });
  expect(await (await ada.post("/api/cards/forget", {})).json()).toEqual({ card: null });
  const waiting = await order();
  expect(kinds(waiting)).toEqual(["awaiting-payment", "card-declined"]);
  expect(await chargedFor(waiting)).toEqual([]);
});
