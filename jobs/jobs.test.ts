import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { anySku, browser, keyed, noPayments, orderFor, SHOP, type TestApi, testApi } from "../api/test-kit.ts";
import { ownerOf } from "../db/queries/order-lookups.ts";
import { getOrder } from "../db/queries/orders.ts";
import { getStock, setStock } from "../db/queries/stock.ts";
import { openDesk } from "../payments/acquirer/desk.ts";
import { localAcquirerOrigin, localAcquirerSettings } from "../payments/acquirer/settings.ts";
import { type Acquirer, startAcquirer } from "../payments/acquirer/start.ts";
import type { PaymentPort } from "../payments/port.ts";
import { stripePayments } from "../payments/stripe.ts";
import { type Order, order as orderSchema } from "../protocol/orders.ts";
import type { JobDeps } from "./deps.ts";
import { dispatcher } from "./dispatcher.ts";
import { fileMailer } from "./mailer.ts";
import { reconciler } from "./reconciler.ts";
import { reservationExpiry } from "./reservations.ts";
import { startJobs } from "./run.ts";
import type { Job, Schedule } from "./runner.ts";

let shop: TestApi;
let acquirer: Acquirer;
let payments: PaymentPort;
let deps: JobDeps;
let sku: string;

beforeEach(async () => {
  // Nothing listens for webhooks at port 1: each of them is lost.
  shop = await testApi({ payments: lateBound() });
  acquirer = await startAcquirer({ dataDir: shop.dataDir, port: 0, shopOrigin: "http://127.0.0.1:1" });
  payments = stripePayments({
    ...localAcquirerSettings(shop.dataDir),
    apiBase: () => localAcquirerOrigin(shop.dataDir),
  });
  const mailer = fileMailer(join(shop.dataDir, "mail"), { name: "Holdfast", email: "hello@holdfast.example" });
  deps = { store: shop.store, payments, mailer, log: shop.deps.log, now: () => shop.clock.now };
  sku = await anySku(shop.store);
  await shop.store.tx((db) => setStock(db, sku, 10));
});
afterEach(async () => {
  await acquirer.close();
  await shop.close();
});

function lateBound(): PaymentPort {
  return { ...noPayments, createPaymentPage: (...all) => payments.createPaymentPage(...all) };
}

async function place(payment: Order["payment"]["method"]): Promise<Order> {
  const request = await orderFor(shop.store, { [sku]: 2 }, { payment });
  const answer = await browser(shop.api, SHOP).post("/api/orders", request, keyed());
  expect(answer.status).toBe(201);
  return orderSchema.parse(await answer.json());
}

async function see({ id }: Order): Promise<Order | null> {
  return getOrder(shop.store.read, (await ownerOf(shop.store.read, id)) ?? "", id);
}

const pay = ({ payment }: Order) => openDesk(shop.dataDir).pay(payment.url ?? "");

async function refunds(): Promise<boolean[]> {
  return (await openDesk(shop.dataDir).charges()).map(({ refunded }) => refunded);
}

async function mails(): Promise<string[]> {
  const folder = join(shop.dataDir, "mail");
  const names = await readdir(folder).catch(() => []);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return texts.map((text) => Buffer.from(text.split("\r\n\r\n")[1] ?? "", "base64").toString("utf8"));
}

async function untilDone(job: Job): Promise<void> {
  while (await job.run(new AbortController().signal));
}

test("an acquirer that does not answer yet, as when both have just started, is one warning and no failure", async () => {
  await acquirer.close();
  const told: string[] = [];
  const log: JobDeps["log"] = (level, message) => void told.push(`${level}: ${message}`);
  expect(await reconciler({ ...deps, log }, "one").run(new AbortController().signal)).toBe(false);
  expect(told).toEqual(["warn: the acquirer does not answer"]);
});

test("an order that is placed is confirmed by mail, once", async () => {
  const order = await place("on-delivery");
  await untilDone(dispatcher(deps));
  await untilDone(dispatcher(deps));
  const [text, ...others] = await mails();
  expect(others).toEqual([]);
  expect(text).toContain(`your order ${order.number} is placed`);
  expect(text).toContain("Ada Byrne");
});

test("two dispatchers at once send each mail once", async () => {
  const sent: string[] = [];
  const mailer = { send: async ({ id }: { id: string }) => void sent.push(id) };
  for (let count = 0; count < 20; count += 1) {
    await shop.store.tx((db) => setStock(db, sku, 10));
    await place("on-delivery");
  }
  await Promise.all([untilDone(dispatcher({ ...deps, mailer })), untilDone(dispatcher({ ...deps, mailer }))]);
  expect(sent).toHaveLength(20);
  expect(new Set(sent).size).toBe(20);
});

test("a mail that cannot be sent waits and is sent later; the others are not held up", async () => {
  await place("on-delivery");
  const second = await place("on-delivery");
  let broken = true;
  const mailer = {
    send: async (mail: Parameters<typeof deps.mailer.send>[0]) => {
      if (broken && !mail.text.includes(second.number)) throw new Error("disk full");
      await deps.mailer.send(mail);
    },
  };
  const job = dispatcher({ ...deps, mailer });
  await untilDone(job);
  expect(await mails()).toHaveLength(1);
  broken = false;
  await untilDone(job);
  expect(await mails()).toHaveLength(1);
  shop.clock.now += 2_000;
  await untilDone(job);
  expect(await mails()).toHaveLength(2);
});

test("a dispatcher that died holds its messages until its lease has ended", async () => {
  await place("on-delivery");
  const mailer = { send: () => new Promise<never>(() => {}) };
  void dispatcher({ ...deps, mailer }).run(new AbortController().signal);
  await untilDone(dispatcher(deps));
  expect(await mails()).toEqual([]);
  shop.clock.now += 60_000;
  await untilDone(dispatcher(deps));
  expect(await mails()).toHaveLength(1);
});

test("a payment whose webhook was lost is found, and the order is confirmed", async () => {
  const order = await place("card");
  const waiting = await place("card");
  await pay(order);
  await untilDone(reconciler(deps, "one"));
  expect(await see(order)).toMatchObject({ status: "placed", payment: { status: "paid" } });
  expect(await see(waiting)).toMatchObject({ status: "awaiting-payment" });
  await untilDone(dispatcher(deps));
  expect((await mails()).join()).toContain("Paid by card.");
});

test("every waiting order is asked after, however many, by one process at a time", async () => {
  const orders: Order[] = [];
  for (let count = 0; count < 12; count += 1) {
    await shop.store.tx((db) => setStock(db, sku, 10));
    orders.push(await place("card"));
  }
  await Promise.all(orders.map(pay));
  const first = reconciler(deps, "one");
  await first.run(new AbortController().signal);
  let asked = 0;
  const second = { ...payments, getPaymentPage: () => Promise.reject(new Error(`asked ${++asked}`)) };
  await untilDone(reconciler({ ...deps, payments: second }, "two"));
  expect(asked).toBe(0);
  await untilDone(first);
  const statuses = await Promise.all(orders.map(async (order) => (await see(order))?.status));
  expect(new Set(statuses)).toEqual(new Set(["placed"]));
});

test("a payment page that the acquirer will not speak about holds up no other", async () => {
  const orders: Order[] = [];
  for (let count = 0; count < 11; count += 1) {
    await shop.store.tx((db) => setStock(db, sku, 10));
    orders.push(await place("card"));
  }
  await Promise.all(orders.map(pay));
  const odd = orders[0]?.payment.url?.split("/").at(-1);
  const moody: PaymentPort = {
    ...payments,
    getPaymentPage: (id, options) =>
      id === odd ? Promise.reject(new Error("no such permission")) : payments.getPaymentPage(id, options),
  };
  await untilDone(reconciler({ ...deps, payments: moody }, "one"));
  const statuses = await Promise.all(orders.slice(1).map(async (order) => (await see(order))?.status));
  expect(new Set(statuses)).toEqual(new Set(["placed"]));
});

test("an acquirer that is away is asked again on the next beat", async () => {
  const order = await place("card");
  await pay(order);
  let gone = true;
  const flaky: PaymentPort = {
    ...payments,
    getPaymentPage: (...all) => (gone ? noPayments : payments).getPaymentPage(...all),
  };
  const job = reconciler({ ...deps, payments: flaky }, "one");
  await untilDone(job);
  expect(await see(order)).toMatchObject({ status: "awaiting-payment" });
  gone = false;
  await untilDone(job);
  expect(await see(order)).toMatchObject({ status: "placed" });
});

test("stock that nobody paid for is back on sale when its time is over, and its page takes no card any more", async () => {
  const order = await place("card");
  expect(await getStock(shop.store.read, sku)).toBe(8);
  await untilDone(reservationExpiry(deps));
  expect(await getStock(shop.store.read, sku)).toBe(8);
  shop.clock.now += 30 * 60_000;
  await untilDone(reservationExpiry(deps));
  expect(await see(order)).toMatchObject({ status: "expired" });
  expect(await getStock(shop.store.read, sku)).toBe(10);
  await untilDone(dispatcher(deps));
  expect((await pay(order)).status).toBe(409);
  expect(await refunds()).toEqual([]);
});

test("money that comes when the goods are gone is given back, once", async () => {
  const order = await place("card");
  shop.clock.now += 30 * 60_000;
  await untilDone(reservationExpiry(deps));
  await shop.store.tx((db) => setStock(db, sku, 0));
  await pay(order);
  // Closing the page finds it paid, which makes a message to give the money back.
  await untilDone(dispatcher(deps));
  shop.clock.now += 1;
  await untilDone(dispatcher(deps));
  expect(await refunds()).toEqual([true]);
  await payments.refundPage(order.payment.url?.split("/").at(-1) ?? "");
  expect(await refunds()).toEqual([true]);
  expect(await see(order)).toMatchObject({ status: "expired" });
});

test("all jobs start at once, and stopping lets the unit under way finish", async () => {
  await place("on-delivery");
  const planned: (() => void)[] = [];
  const schedule: Schedule = (_, tick) => {
    planned.push(tick);
    return () => {};
  };
  const jobs = startJobs({ ...deps, schedule });
  for (const tick of planned.splice(0)) tick();
  await jobs.stop();
  expect(await mails()).toHaveLength(1);
  expect(planned).toEqual([]);
});
