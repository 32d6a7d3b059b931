import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getStock } from "../db/queries/stock.ts";
import { signWebhook } from "../payments/acquirer/deliver.ts";
import { localAcquirerSettings } from "../payments/acquirer/settings.ts";
import { type Order, order as orderSchema } from "../protocol/orders.ts";
import { openPayingShop, type PayingShop } from "./payment-kit.ts";
import { type Browser, keyed, noPayments, orderFor, type TestApi } from "./test-kit.ts";

let paying: PayingShop;
let shop: TestApi;
let origin: string;
let sku: string;
let ada: Browser;

beforeAll(async () => {
  paying = await openPayingShop();
  ({ shop, origin, sku } = paying);
});
afterAll(() => paying.close());
beforeEach(async () => {
  ada = await paying.begin();
});

const real = () => paying.real();
const control = (path: string, body: unknown) => paying.desk.control(path, body);
const settings = () => localAcquirerSettings(shop.dataDir);

async function cardOrder(quantity = 1): Promise<Order> {
  const request = await orderFor(shop.store, { [sku]: quantity }, { payment: "card" });
  const answer = await ada.post("/api/orders", request, keyed());
  expect(answer.status).toBe(201);
  return orderSchema.parse(await answer.json());
}

async function look({ id }: Order): Promise<Order> {
  return orderSchema.parse(await (await ada.get(`/api/orders/${id}`)).json());
}

async function act({ id }: Order, action: string): Promise<Order> {
  const answer = await ada.post(`/api/orders/${id}/${action}`, {});
  expect(answer.status).toBe(200);
  return orderSchema.parse(await answer.json());
}

function pay(url: string | null, number?: string): Promise<Response> {
  if (url === null) throw new Error("there is no page to pay on");
  return paying.desk.pay(url, number);
}

const providerIdOf = (url: string | null) => url?.split("/").at(-1) ?? "";

function webhook(body: string, signature: string): Promise<Response> {
  return fetch(`${origin}/api/webhooks/stripe`, {
    method: "POST",
    body,
    headers: { "Content-Type": "application/json", "Stripe-Signature": signature },
  });
}

function completed(order: Order, providerId: string, eventId: string): string {
  const object = { id: providerId, client_reference_id: order.id, payment_status: "paid", status: "complete" };
  return JSON.stringify({ id: eventId, object: "event", type: "checkout.session.completed", data: { object } });
}

test("a shopper pays on the acquirer's page and comes back to an order that is placed", async () => {
  const order = await cardOrder(2);
  expect(order.status).toBe("awaiting-payment");
  expect(order.payment.url).toMatch(`${paying.desk.origin}/pay/`);
  expect(await (await fetch(order.payment.url ?? "")).text()).toContain("Harbour Pay");
  const back = await pay(order.payment.url);
  expect(back.headers.get("Location")).toBe(`${origin}/orders/view?id=${order.id}`);
  // The acquirer waited for the webhook to be heard, as Stripe does.
  expect(await look(order)).toMatchObject({ status: "placed", payment: { status: "paid", url: null } });
  expect(await paying.chargedFor(order)).toEqual([order.total.amount]);
  expect(await getStock(shop.store.read, sku)).toBe(8);
});

test("a yen order is charged whole yen", async () => {
  const request = await orderFor(shop.store, { [sku]: 1 }, { payment: "card", currency: "JPY" });
  const order = orderSchema.parse(await (await ada.post("/api/orders", request, keyed())).json());
  expect(await (await fetch(order.payment.url ?? "")).text()).toContain(`¥${request.shown.total.toLocaleString("en")}`);
  await pay(order.payment.url);
  expect(await paying.chargedFor(order)).toEqual([request.shown.total]);
});

test("a declined card and a silent bank leave the order waiting and charge nothing; another card pays it", async () => {
  const order = await cardOrder();
  expect((await pay(order.payment.url, "4000 0000 0000 0002")).status).toBe(402);
  expect((await pay(order.payment.url, "4000 0000 0000 0341")).status).toBe(504);
  expect(await look(order)).toMatchObject({ status: "awaiting-payment", payment: { status: "pending" } });
  expect(await paying.chargedFor(order)).toEqual([]);
  await pay(order.payment.url);
  expect(await look(order)).toMatchObject({ status: "placed" });
});

test("asking for the page again gives the page that is open, also to many at once", async () => {
  const order = await cardOrder();
  const pages = await Promise.all([act(order, "payment"), act(order, "payment"), act(order, "payment")]);
  expect(new Set(pages.map((page) => page.payment.url))).toEqual(new Set([order.payment.url]));
});

test("twenty copies of one order open one page", async () => {
  const request = await orderFor(shop.store, { [sku]: 1 }, { payment: "card" });
  const key = keyed();
  const answers = await Promise.all(Array.from({ length: 20 }, () => ada.post("/api/orders", request, key)));
  const bodies = new Set(await Promise.all(answers.map((answer) => answer.text())));
  expect(bodies.size).toBe(1);
  const order = orderSchema.parse(JSON.parse([...bodies][0] ?? ""));
  expect(order.payment.url).not.toBeNull();

  await pay(order.payment.url);
  expect(await look(order)).toMatchObject({ status: "placed" });
  expect(bodies).toContain(await (await ada.post("/api/orders", request, key)).text());
});

test("an order whose shop died before it answered is answered by its repeat, and from then on alike", async () => {
  paying.payments = noPayments;
  const request = await orderFor(shop.store, { [sku]: 1 }, { payment: "card" });
  const key = keyed();
  const first = await (await ada.post("/api/orders", request, key)).text();
  paying.payments = real();
  expect(await (await ada.post("/api/orders", request, key)).text()).toBe(first);

  // What a death between the order's commit and its answer leaves behind.
  await shop.store.tx(({ q, t }) =>
    q
      .update(t.idempotency)
      .set({ answer: null })
      .where(eq(t.idempotency.key, key["Idempotency-Key"] ?? "")),
  );
  const [one, other] = await Promise.all([1, 2].map(async () => (await ada.post("/api/orders", request, key)).text()));
  expect(one).toBe(other);
  const order = orderSchema.parse(JSON.parse(one ?? ""));
  await pay(order.payment.url);
  expect(await (await ada.post("/api/orders", request, key)).text()).toBe(one);
  expect(await look(order)).toMatchObject({ payment: { status: "paid" } });
});

test("an acquirer that is away at order time is asked again later", async () => {
  paying.payments = noPayments;
  const order = await cardOrder();
  expect(order.payment.url).toBeNull();
  paying.payments = real();
  const { payment } = await act(order, "payment");
  await pay(payment.url);
  expect(await look(order)).toMatchObject({ status: "placed" });
  expect(await paying.chargedFor(order)).toHaveLength(1);
});

test("an acquirer that makes the page but whose answer is lost makes no second one", async () => {
  const lost: string[] = [];
  paying.payments = {
    ...real(),
    async createPaymentPage(request, options) {
      lost.push((await real().createPaymentPage(request, options)).providerId);
      throw Object.assign(new Error("reset"), { name: "PaymentUnavailable" });
    },
  };
  const order = await cardOrder();
  paying.payments = real();
  const { payment } = await act(order, "payment");
  expect([providerIdOf(payment.url)]).toEqual(lost);
});

test("a page that has closed is followed by a new one", async () => {
  const order = await cardOrder();
  await control("webhooks", { paused: true });
  await paying.payments.expirePage(providerIdOf(order.payment.url));
  const { payment } = await act(order, "payment");
  expect(payment.url).not.toBe(order.payment.url);
  await pay(payment.url);
  expect(await look(order)).toMatchObject({ status: "placed" });
});

test("a lost webhook heals when the shopper looks, and the acquirer is asked once in three seconds at most", async () => {
  let asked = 0;
  paying.payments = {
    ...real(),
    getPaymentPage(...all) {
      asked += 1;
      return real().getPaymentPage(...all);
    },
  };
  await control("webhooks", { paused: true });
  const order = await cardOrder();
  await Promise.all([look(order), look(order), look(order)]);
  expect(asked).toBe(1);
  await pay(order.payment.url);
  expect(await look(order)).toMatchObject({ status: "awaiting-payment" });
  shop.clock.now += 3_000;
  expect(await look(order)).toMatchObject({ status: "placed", payment: { status: "paid" } });
  expect(asked).toBe(2);
  await look(order);
  expect(asked).toBe(2);
});

test("an acquirer that is away while the shopper looks changes nothing", async () => {
  const order = await cardOrder();
  paying.payments = noPayments;
  expect(await look(order)).toEqual(order);
});

test("the same webhook again changes nothing", async () => {
  await control("webhooks", { paused: true });
  const order = await cardOrder();
  const body = completed(order, providerIdOf(order.payment.url), "evt_twice");
  for (let count = 0; count < 3; count += 1) {
    expect((await webhook(body, signWebhook(body, settings().webhookSecret, Date.now()))).status).toBe(200);
  }
  const after = await look(order);
  expect(after.status).toBe("placed");
  expect(after.events.filter((event) => event.kind === "paid")).toHaveLength(1);
});

test("a forged webhook, an old one and one without a signature pay nothing", async () => {
  const order = await cardOrder();
  const body = completed(order, providerIdOf(order.payment.url), "evt_forged");
  for (const signature of [
    signWebhook(body, "whsec_guess", Date.now()),
    signWebhook(body, settings().webhookSecret, Date.now() - 301_000),
    "",
  ]) {
    const answer = await webhook(body, signature);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "invalid" });
  }
  expect((await webhook("x".repeat(300_000), "t=1,v1=2")).status).toBe(413);
  expect(await look(order)).toMatchObject({ status: "awaiting-payment" });
});

test("money on a page that was never noted counts for its order; for an order that nobody knows it is to be told again", async () => {
  const order = await cardOrder();
  const send = (body: string) => webhook(body, signWebhook(body, settings().webhookSecret, Date.now()));
  const stranger = { ...order, id: crypto.randomUUID() };
  expect((await send(completed(stranger, "cs_test_unknown", "evt_a"))).status).toBe(503);
  expect((await send(completed(order, "cs_test_unseen", "evt_b").replace("completed", "expired"))).status).toBe(200);
  const foreign = completed(order, "cs_test_foreign", "evt_c").replace(JSON.stringify(order.id), "null");
  expect((await send(foreign)).status).toBe(200);
  expect(await look(order)).toMatchObject({ status: "awaiting-payment" });
  expect((await send(completed(order, "cs_test_unseen", "evt_d"))).status).toBe(200);
  expect(await look(order)).toMatchObject({ status: "placed", payment: { status: "paid" } });
});

test("a shopper who paid a moment ago can neither cancel nor pay on delivery, though the webhook is late", async () => {
  for (const action of ["cancel", "pay-on-delivery"]) {
    await control("webhooks", { paused: true });
    const order = await cardOrder();
    await pay(order.payment.url);
    const answer = await ada.post(`/api/orders/${order.id}/${action}`, {});
    expect(answer.status).toBe(409);
    expect(await look(order)).toMatchObject({ status: "placed", payment: { method: "card", status: "paid" } });
  }
});
