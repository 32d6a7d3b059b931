import { mkdtemp, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PaymentPageRequest, PaymentPort } from "../port.ts";
import { stripePayments } from "../stripe.ts";
import { signWebhook } from "./deliver.ts";
import { localAcquirerOrigin, localAcquirerSettings } from "./settings.ts";
import { type Acquirer, startAcquirer } from "./start.ts";
import { type TestShop, testShop } from "./test-shop.ts";

let dataDir: string;
let shop: TestShop;
let acquirer: Acquirer;
let payments: PaymentPort;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "acquirer-"));
  shop = await testShop();
  acquirer = await startAcquirer({ dataDir, port: 0, shopOrigin: shop.origin });
  payments = stripePayments({ ...localAcquirerSettings(dataDir), apiBase: () => localAcquirerOrigin(dataDir) });
});
afterEach(async () => {
  await acquirer.close();
  await shop.close();
  await rm(dataDir, { recursive: true });
});

const order = (attempt = "order-1"): PaymentPageRequest => ({
  orderId: "order-1",
  attempt,
  currency: "EUR",
  items: [
    { name: "Storm lamp & <wick>", unitAmount: 4900, quantity: 2 },
    { name: "Delivery", unitAmount: 590, quantity: 1 },
  ],
  email: "ada@example.com",
  successUrl: `${shop.origin}/orders/view?id=order-1`,
  cancelUrl: `${shop.origin}/orders/view?id=order-1`,
});

const CARDS = { pays: "4242 4242 4242 4242", declined: "4000 0000 0000 0002", silent: "4000 0000 0000 0341" };

function type(url: string | null, number: string, rest = { expiry: "12/40", cvc: "123" }): Promise<Response> {
  if (url === null) throw new Error("the page is closed");
  return fetch(url, { method: "POST", body: new URLSearchParams({ number, ...rest }), redirect: "manual" });
}

async function control(path: string, body?: unknown): Promise<Response> {
  const headers = { Authorization: `Bearer ${localAcquirerSettings(dataDir).controlSecret}` };
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  return fetch(`${acquirer.origin}/_control/${path}`, { headers, ...init });
}

async function charges(): Promise<{ amount: number; reference: string; last4: string }[]> {
  const { charges } = (await (await control("charges")).json()) as {
    charges: { amount: number; reference: string; last4: string }[];
  };
  return charges;
}

describe("paying", () => {
  test("a good card pays once, tells the shop and leads back to it", async () => {
    const page = await payments.createPaymentPage(order());
    expect(page).toMatchObject({ state: "open", orderId: "order-1" });
    const answer = await type(page.url, CARDS.pays);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("Location")).toBe(order().successUrl);
    expect(await charges()).toMatchObject([{ amount: 10_390, reference: "order-1", last4: "4242" }]);
    expect(await payments.getPaymentPage(page.providerId)).toMatchObject({ state: "paid", url: null });

    await shop.heard(1);
    const [{ body, signature } = { body: "", signature: "" }] = shop.received;
    expect(await payments.parseWebhook(Buffer.from(body), signature)).toMatchObject({
      providerId: page.providerId,
      orderId: "order-1",
      outcome: "paid",
    });
  });

  test("two taps on Pay charge once", async () => {
    const { url } = await payments.createPaymentPage(order());
    const answers = await Promise.all([type(url, CARDS.pays), type(url, CARDS.pays), type(url, CARDS.pays)]);
    expect(answers.map(({ status }) => status)).toContain(303);
    expect(await charges()).toHaveLength(1);
    expect(await (await fetch(url ?? "")).text()).toContain("paid already");
  });

  test("a declined card says so and another one pays", async () => {
    const { url } = await payments.createPaymentPage(order());
    const declined = await type(url, CARDS.declined);
    expect(declined.status).toBe(402);
    expect(await declined.text()).toContain("The bank declined this card. Try another card.");
    expect(await charges()).toEqual([]);
    expect((await type(url, CARDS.pays)).status).toBe(303);
  });

  test("a bank that does not answer leaves the page open and charges nothing", async () => {
    const page = await payments.createPaymentPage(order());
    const silent = await type(page.url, CARDS.silent);
    expect(silent.status).toBe(504);
    expect(await silent.text()).toContain("The bank does not answer.");
    expect(await charges()).toEqual([]);
    expect(await payments.getPaymentPage(page.providerId)).toMatchObject({ state: "open" });
  });

  test("a mistyped card is sent back with what to mend, escaped, and without the security code", async () => {
    const { url } = await payments.createPaymentPage(order());
    const answer = await type(url, '"><script>', { expiry: "1", cvc: "77" });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain("a digit seems wrong");
    expect(html).not.toContain("<script>");
    expect(html).not.toContain('value="77"');
    expect(html).toContain("Storm lamp &amp; &lt;wick&gt;\u00a0×\u00a02");
  });

  test("the page allows itself and the way back to the shop, nothing else", async () => {
    const { url } = await payments.createPaymentPage(order());
    const policy = (await fetch(url ?? "")).headers.get("Content-Security-Policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`form-action 'self' ${shop.origin};`);
  });

  test("a payment that never was is a plain 404", async () => {
    expect((await fetch(`${acquirer.origin}/pay/cs_test_none`)).status).toBe(404);
  });
});

describe("the page's life", () => {
  test("the same attempt makes one page", async () => {
    const [first, second] = await Promise.all([
      payments.createPaymentPage(order()),
      payments.createPaymentPage(order()),
    ]);
    expect(second).toEqual(first);
    expect((await payments.createPaymentPage(order("order-1-again"))).providerId).not.toBe(first.providerId);
  });

  test("the same attempt with other contents makes a page of its own", async () => {
    const first = await payments.createPaymentPage(order());
    const other = await payments.createPaymentPage({ ...order(), cancelUrl: `${shop.origin}/elsewhere` });
    expect(other.providerId).not.toBe(first.providerId);
  });

  test("a closed page takes no card, and the shop hears of it", async () => {
    const page = await payments.createPaymentPage(order());
    expect(await payments.expirePage(page.providerId)).toMatchObject({ state: "expired", url: null });
    expect((await type(page.url, CARDS.pays)).status).toBe(409);
    expect(await charges()).toEqual([]);
    await shop.heard(1);
    expect(shop.received[0]?.body).toContain("checkout.session.expired");
  });

  test("closing after the shopper has paid tells that it is paid", async () => {
    const page = await payments.createPaymentPage(order());
    await type(page.url, CARDS.pays);
    expect(await payments.expirePage(page.providerId)).toMatchObject({ state: "paid" });
  });

  test("closing twice is closing once", async () => {
    const { providerId } = await payments.createPaymentPage(order());
    await payments.expirePage(providerId);
    expect(await payments.expirePage(providerId)).toMatchObject({ state: "expired" });
  });

  test("an unknown page is null", async () => {
    expect(await payments.getPaymentPage("cs_test_none")).toBeNull();
    expect(await payments.expirePage("cs_test_none")).toBeNull();
  });

  test("pages, charges and attempts survive a restart", async () => {
    const paid = await payments.createPaymentPage(order());
    await type(paid.url, CARDS.pays);
    const open = await payments.createPaymentPage(order("order-2"));
    const before = acquirer.origin;
    await acquirer.close();
    acquirer = await startAcquirer({ dataDir, port: 0, shopOrigin: shop.origin });
    expect(await payments.getPaymentPage(paid.providerId)).toMatchObject({ state: "paid" });
    const again = await payments.createPaymentPage(order("order-2"));
    expect(again).toEqual(open);
    expect(acquirer.origin).toBe(before);
    expect((await type(again.url, CARDS.pays)).status).toBe(303);
    expect(await charges()).toHaveLength(2);
  });
});

describe("webhooks", () => {
  const signed = (body: string, secret: string, now: number) => signWebhook(body, secret, now);
  const event = JSON.stringify({ id: "evt_1", object: "event", type: "payment_intent.created", data: { object: {} } });

  test("an event of another kind is taken in and means nothing", async () => {
    const { webhookSecret } = localAcquirerSettings(dataDir);
    expect(await payments.parseWebhook(Buffer.from(event), signed(event, webhookSecret, Date.now()))).toBeNull();
  });

  test.each([
    ["forged", () => signed(event, "whsec_guess", Date.now())],
    ["too old", () => signed(event, localAcquirerSettings(dataDir).webhookSecret, Date.now() - 301_000)],
    ["missing", () => ""],
    ["made for other bytes", () => signed(`${event} `, localAcquirerSettings(dataDir).webhookSecret, Date.now())],
  ])("a signature that is %s is refused", async (_, signature) => {
    await expect(payments.parseWebhook(Buffer.from(event), signature())).rejects.toMatchObject({
      name: "WebhookRefused",
    });
  });

  test("an event is sent again until the shop takes it", async () => {
    shop.status = 503;
    const { url } = await payments.createPaymentPage(order());
    await type(url, CARDS.pays);
    await shop.heard(1);
    shop.status = 200;
    await shop.heard(2);
    expect(shop.received[1]?.body).toBe(shop.received[0]?.body);
  });

  test("an event that could not be brought before a restart comes after it", async () => {
    await control("webhooks", { paused: true });
    const { url } = await payments.createPaymentPage(order());
    await type(url, CARDS.pays);
    await acquirer.close();
    expect(shop.received).toEqual([]);
    acquirer = await startAcquirer({ dataDir, port: 0, shopOrigin: shop.origin });
    await shop.heard(1);
    expect(shop.received[0]?.body).toContain("checkout.session.completed");
  });
});

describe("an acquirer in trouble", () => {
  test("failing for longer than one retry is PaymentUnavailable; one failure is retried", async () => {
    await control("disturb", { mode: "fail", times: 1 });
    expect(await payments.createPaymentPage(order())).toMatchObject({ state: "open" });
    await control("disturb", { mode: "fail", times: 2 });
    await expect(payments.createPaymentPage(order("order-2"))).rejects.toMatchObject({ name: "PaymentUnavailable" });
  });

  test("one that hangs is given up at the time-out", async () => {
    const { providerId } = await payments.createPaymentPage(order());
    await control("disturb", { mode: "hang", times: 1 });
    await expect(payments.getPaymentPage(providerId, { timeoutMs: 100 })).rejects.toMatchObject({
      name: "PaymentUnavailable",
    });
  });

  test("one that is not there is PaymentUnavailable", async () => {
    const gone = stripePayments({ ...localAcquirerSettings(dataDir), apiBase: () => "http://127.0.0.1:1" });
    await expect(gone.createPaymentPage(order())).rejects.toMatchObject({ name: "PaymentUnavailable" });
  });

  test("a wrong key is no way in", async () => {
    const settings = { ...localAcquirerSettings(dataDir), secretKey: "sk_test_guess" };
    const stranger = stripePayments({ ...settings, apiBase: () => acquirer.origin });
    await expect(stranger.createPaymentPage(order())).rejects.toMatchObject({ name: "PaymentUnavailable" });
    expect((await fetch(`${acquirer.origin}/_control/charges`)).status).toBe(403);
  });
});

test("a second acquirer of the same directory is refused, and the first loses nothing", async () => {
  await expect(startAcquirer({ dataDir, port: 0, shopOrigin: shop.origin })).rejects.toThrow(acquirer.origin);
  const { url } = await payments.createPaymentPage(order());
  await type(url, CARDS.pays);
  await acquirer.close();
  acquirer = await startAcquirer({ dataDir, port: 0, shopOrigin: shop.origin });
  expect(await charges()).toHaveLength(1);
});

test("the last port is given up when somebody else has it; a port asked for by number is not", async () => {
  await acquirer.close();
  const port = Number(new URL(acquirer.origin).port);
  const squatter = createServer((_, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => squatter.listen(port, "127.0.0.1", resolve));
  await expect(startAcquirer({ dataDir, port, shopOrigin: shop.origin })).rejects.toMatchObject({ code: "EADDRINUSE" });
  const before = acquirer.origin;
  acquirer = await startAcquirer({ dataDir, port: 0, shopOrigin: shop.origin });
  squatter.closeAllConnections();
  await new Promise((resolve) => squatter.close(resolve));
  expect(acquirer.origin).not.toBe(before);
});

test("the settings are made once and are nobody else's to read", async () => {
  expect(localAcquirerSettings(dataDir)).toEqual(localAcquirerSettings(dataDir));
  expect((await stat(join(dataDir, "acquirer", "settings.json"))).mode & 0o777).toBe(0o600);
});
