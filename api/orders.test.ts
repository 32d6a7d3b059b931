import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { publishPrices } from "../db/queries/publish-prices.ts";
import { getStock, setStock } from "../db/queries/stock.ts";
import { addUnits } from "../domain/cart/document.ts";
import { newDeviceTag } from "../domain/cart/keys.ts";
import { cartSyncAnswer } from "../protocol/cart.ts";
import { type Order, orderPage, order as orderSchema } from "../protocol/orders.ts";
import type { Problem } from "../protocol/problems.ts";
import { anySku, type Browser, browser, keyed, orderFor, SHOP, type TestApi, testApi } from "./test-kit.ts";
import { base64 } from "./yjs-bytes.ts";

let shop: TestApi;
let ada: Browser;
let sku: string;
beforeAll(async () => {
  shop = await testApi();
  sku = await anySku(shop.store);
});
afterAll(() => shop.close());
beforeEach(async () => {
  ada = browser(shop.api);
  await shop.store.tx((db) => setStock(db, sku, 10));
});

const left = () => getStock(shop.store.read, sku);
const problemOf = async (answer: Response): Promise<Problem> => (await answer.json()) as Problem;

async function placed(answer: Response): Promise<Order> {
  expect(answer.status).toBe(201);
  return orderSchema.parse(await answer.json());
}

describe("placing an order", () => {
  test("takes the stock and tells the order, to its device only", async () => {
    const request = await orderFor(shop.store, { [sku]: 2 });
    const answer = await ada.post("/api/orders", request, keyed());
    expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
    expect(answer.headers.get("X-Price-Version")).toBe(String(request.lines[0]?.priceVersion));
    const order = await placed(answer);
    expect(answer.headers.get("Location")).toBe(`/api/orders/${order.id}`);
    expect(order).toMatchObject({
      status: "placed",
      total: { currency: "EUR", amount: request.shown.total },
      payment: { method: "on-delivery", status: "due-on-delivery", url: null },
    });
    expect(await left()).toBe(8);
    expect(await (await ada.get(`/api/orders/${order.id}`)).json()).toEqual(order);
    expect(orderPage.parse(await (await ada.get("/api/orders")).json()).items).toEqual([order]);

    const stranger = browser(shop.api);
    expect((await stranger.get(`/api/orders/${order.id}`)).status).toBe(404);
    await stranger.post("/api/orders", await orderFor(shop.store, { [sku]: 1 }), keyed());
    expect((await stranger.get(`/api/orders/${order.id}`)).status).toBe(404);
    for (const action of ["payment", "pay-on-delivery", "cancel"]) {
      expect((await stranger.post(`/api/orders/${order.id}/${action}`, {})).status).toBe(404);
    }
  });

  test("the same key and body again is the same order", async () => {
    const key = keyed();
    const request = await orderFor(shop.store, { [sku]: 2 });
    const first = await placed(await ada.post("/api/orders", request, key));
    const { lines, ...rest } = request;
    const again = await ada.post("/api/orders", JSON.stringify({ ...rest, lines }, null, 2), key);
    expect(again.headers.get("Idempotency-Replayed")).toBe("true");
    expect(await placed(again)).toEqual(first);
    expect(await left()).toBe(8);
  });

  test("a replay is the first answer, byte for byte, however the order stands now; another version's reader is told that", async () => {
    const key = keyed();
    const request = await orderFor(shop.store, { [sku]: 1 }, { payment: "card" });
    const first = await (await ada.post("/api/orders", request, key)).text();
    const { id } = orderSchema.parse(JSON.parse(first));
    expect((await ada.post(`/api/orders/${id}/cancel`, {})).status).toBe(200);
    shop.clock.now += 60_000;
    for (const client of [ada, browser(shop.api)]) {
      const again = await client.post("/api/orders", request, key);
      expect([again.status, again.headers.get("Location")]).toEqual([201, `/api/orders/${id}`]);
      expect(await again.text()).toBe(first);
    }
    expect(await (await ada.get(`/api/orders/${id}`)).json()).toMatchObject({ status: "cancelled" });
    const older = await ada.post("/api/orders", request, { ...key, "X-API-Version": "1" });
    expect(older.headers.get("Idempotency-Replayed")).toBe("true");
    expect(await placed(older)).toMatchObject({ id, status: "cancelled" });
    expect(await (await ada.post("/api/orders", request, key)).text()).toBe(first);
  });

  test("twenty copies at once are one order", async () => {
    await ada.post(`/api/carts/${crypto.randomUUID()}/sync`, { stateVector: null, updates: [] });
    const key = keyed();
    const request = await orderFor(shop.store, { [sku]: 1 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => ada.post("/api/orders", request, key)));
    const orders = await Promise.all(answers.map(placed));
    expect(new Set(orders.map((order) => order.id)).size).toBe(1);
    expect(answers.filter((answer) => answer.headers.get("Idempotency-Replayed") === null)).toHaveLength(1);
    expect(await left()).toBe(9);
  });

  test("a repeat whose first answer was lost with its cookie finds the order, also when another cookie came since", async () => {
    const key = keyed();
    const request = await orderFor(shop.store, { [sku]: 1 });
    const first = await placed(await ada.post("/api/orders", request, key));
    const fresh = browser(shop.api);
    expect(await placed(await fresh.post("/api/orders", request, key))).toEqual(first);
    const synced = browser(shop.api);
    await synced.post(`/api/carts/${crypto.randomUUID()}/sync`, { stateVector: null, updates: [] });
    expect(await placed(await synced.post("/api/orders", request, key))).toEqual(first);
    expect((await synced.get(`/api/orders/${first.id}`)).status).toBe(200);
    expect(await left()).toBe(9);
  });

  test("a repeat that lost the cookie of a known device finds the order, also when another cookie came since", async () => {
    await ada.post(`/api/carts/${crypto.randomUUID()}/sync`, { stateVector: null, updates: [] });
    const key = keyed();
    const request = await orderFor(shop.store, { [sku]: 1 });
    const first = await placed(await ada.post("/api/orders", request, key));
    const fresh = browser(shop.api);
    const synced = browser(shop.api);
    await synced.post(`/api/carts/${crypto.randomUUID()}/sync`, { stateVector: null, updates: [] });
    for (const client of [fresh, synced]) {
      expect(await placed(await client.post("/api/orders", request, key))).toEqual(first);
      expect((await client.get(`/api/orders/${first.id}`)).status).toBe(200);
    }
    expect(await left()).toBe(9);
  });

  test("another device's key with another body is a key of one's own", async () => {
    await ada.post(`/api/carts/${crypto.randomUUID()}/sync`, { stateVector: null, updates: [] });
    const key = keyed();
    const first = await placed(await ada.post("/api/orders", await orderFor(shop.store, { [sku]: 1 }), key));
    const other = browser(shop.api);
    expect((await placed(await other.post("/api/orders", await orderFor(shop.store, { [sku]: 2 }), key))).id).not.toBe(
      first.id,
    );
    expect((await other.get(`/api/orders/${first.id}`)).status).toBe(404);
  });

  test("the same key with another body is refused, and gives no stranger a cookie", async () => {
    const key = keyed();
    await placed(await ada.post("/api/orders", await orderFor(shop.store, { [sku]: 1 }), key));
    for (const client of [ada, browser(shop.api)]) {
      const answer = await client.post("/api/orders", await orderFor(shop.store, { [sku]: 2 }), key);
      expect(answer.status).toBe(422);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(await problemOf(answer)).toMatchObject({ code: "key-reused" });
    }
    expect(await left()).toBe(9);
  });

  test.each([undefined, "", "abc", "1".repeat(300)])("without a usable key (%s) nothing is placed", async (key) => {
    const answer = await ada.post(
      "/api/orders",
      await orderFor(shop.store, { [sku]: 1 }),
      key === undefined ? {} : { "Idempotency-Key": key },
    );
    expect(answer.status).toBe(400);
    expect(await problemOf(answer)).toMatchObject({ code: "key-missing" });
    expect(await left()).toBe(10);
  });

  test("more than is left is refused with what is left, and works under the same key once there is enough", async () => {
    await shop.store.tx((db) => setStock(db, sku, 1));
    const key = keyed();
    const request = await orderFor(shop.store, { [sku]: 3 });
    const answer = await ada.post("/api/orders", request, key);
    expect(answer.status).toBe(409);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await problemOf(answer)).toMatchObject({
      code: "out-of-stock",
      shortages: [{ sku, wanted: 3, left: 1 }],
    });
    expect(await left()).toBe(1);
    await shop.store.tx((db) => setStock(db, sku, 3));
    await placed(await ada.post("/api/orders", request, key));
    expect(await left()).toBe(0);
  });

  test("thirty shoppers and ten units make ten orders", async () => {
    const request = await orderFor(shop.store, { [sku]: 1 });
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        browser(shop.api).post("/api/orders", { ...request, cartId: crypto.randomUUID() }, keyed()),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(20);
    expect(await left()).toBe(0);
  });

  test("a price that rose after the honour window waits for the shopper; inside it what was shown is charged", async () => {
    const request = await orderFor(shop.store, { [sku]: 1 });
    const shown = request.lines[0]?.unitAmount ?? 0;
    await publishPrices(shop.store, { changes: [{ sku, currency: "EUR", amount: shown + 100 }], now: shop.clock.now });
    const honoured = await placed(await ada.post("/api/orders", request, keyed()));
    expect(honoured.total.amount).toBe(request.shown.total);

    shop.clock.now += 25 * 3_600_000;
    const late = await ada.post("/api/orders", request, keyed());
    expect(late.status).toBe(409);
    expect(await problemOf(late)).toMatchObject({
      code: "price-changed",
      changes: [{ sku, shown, now: shown + 100 }],
    });

    await publishPrices(shop.store, { changes: [{ sku, currency: "EUR", amount: shown - 100 }], now: shop.clock.now });
    const lower = await placed(await ada.post("/api/orders", request, keyed()));
    expect(lower.total.amount).toBeLessThan(request.shown.total);
  });
});

describe("bad orders", () => {
  test.each([
    [
      "an unknown SKU",
      { lines: [{ sku: "NO-SUCH-1", quantity: 1, unitAmount: 1, priceVersion: 1 }] },
      422,
      "/lines/0/sku",
    ],
    ["a negative quantity", { quantity: -1 }, 400, "/lines/0/quantity"],
    ["no quantity", { quantity: 0 }, 400, "/lines/0/quantity"],
    ["half a unit", { quantity: 0.5 }, 400, "/lines/0/quantity"],
    ["a huge quantity", { quantity: 1e21 }, 400, "/lines/0/quantity"],
    ["a hundred units", { quantity: 100 }, 400, "/lines/0/quantity"],
    ["a quantity in words", { quantity: "1" }, 400, "/lines/0/quantity"],
    ["no lines", { lines: [] }, 400, "/lines"],
    ["a currency that the shop does not take", { currency: "USD" }, 400, "/currency"],
    ["a way of delivery that does not exist", { delivery: "drone" }, 400, "/delivery"],
    ["a way to pay that does not exist", { payment: "iou" }, 400, "/payment"],
    ["an address in no country of the shop", { country: "US" }, 400, "/address/country"],
    ["a control character", { city: "Gal\u0000way" }, 400, "/address/city"],
    ["half a character", { city: "Gal\ud800way" }, 400, "/address/city"],
    ["an empty name", { name: "   " }, 400, "/contact/name"],
    ["a very long name", { name: "a".repeat(121) }, 400, "/contact/name"],
    ["a mail address without @", { email: "ada" }, 400, "/contact/email"],
    ["a total of its own making", { total: 1 }, 409, null],
    ["a field of its own making", { discount: 100 }, 400, ""],
  ])("%s is refused and nothing changes", async (_, wrong: Record<string, unknown>, status, pointer) => {
    const good = await orderFor(shop.store, { [sku]: 1 });
    const { quantity, country, city, name, email, total, ...rest } = wrong;
    const request = {
      ...good,
      ...(quantity === undefined ? {} : { lines: good.lines.map((line) => ({ ...line, quantity })) }),
      address: { ...good.address, ...(country ? { country } : {}), ...(city ? { city } : {}) },
      contact: { ...good.contact, ...(name ? { name } : {}), ...(email ? { email } : {}) },
      ...(total === undefined ? {} : { shown: { ...good.shown, total } }),
      ...rest,
    };
    const answer = await ada.post("/api/orders", request, keyed());
    expect(answer.status).toBe(status);
    const problem = await problemOf(answer);
    if (pointer !== null) expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    else expect(problem.changes).toMatchObject([{ sku: "total", shown: 1 }]);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await left()).toBe(10);
  });

  test("one SKU on two lines is told to be one line", async () => {
    const good = await orderFor(shop.store, { [sku]: 1 });
    const answer = await ada.post("/api/orders", { ...good, lines: [...good.lines, ...good.lines] }, keyed());
    expect(answer.status).toBe(400);
    expect((await problemOf(answer)).errors).toMatchObject([{ pointer: "/lines/1/sku" }]);
  });
});

describe("an acquirer that is away", () => {
  test("never undoes the order: it is placed without a page, and asking for one says when to come back", async () => {
    const request = await orderFor(shop.store, { [sku]: 1 }, { payment: "card" });
    const order = await placed(await ada.post("/api/orders", request, keyed()));
    expect(order).toMatchObject({ status: "awaiting-payment", payment: { status: "pending", url: null } });
    expect(order.payment.reservedUntil).not.toBeNull();
    expect(await left()).toBe(9);
    const page = await ada.post(`/api/orders/${order.id}/payment`, {});
    expect(page.status).toBe(503);
    expect(page.headers.get("Retry-After")).not.toBeNull();
    expect(await problemOf(page)).toMatchObject({ code: "payment-unavailable" });
    expect((await ada.get(`/api/orders/${order.id}`)).status).toBe(200);
  });

  test("the order can be paid on delivery instead, once", async () => {
    const request = await orderFor(shop.store, { [sku]: 1 }, { payment: "card" });
    const { id } = await placed(await ada.post("/api/orders", request, keyed()));
    for (let count = 0; count < 2; count += 1) {
      const answer = await ada.post(`/api/orders/${id}/pay-on-delivery`, {});
      expect(answer.status).toBe(200);
      expect(orderSchema.parse(await answer.json())).toMatchObject({
        status: "placed",
        payment: { method: "on-delivery", status: "due-on-delivery", reservedUntil: null },
      });
    }
    expect((await ada.post(`/api/orders/${id}/cancel`, {})).status).toBe(409);
    expect(await left()).toBe(9);
  });

  test("the order can be cancelled, which gives the stock back once and ends it", async () => {
    const request = await orderFor(shop.store, { [sku]: 4 }, { payment: "card" });
    const { id } = await placed(await ada.post("/api/orders", request, keyed()));
    expect(await left()).toBe(6);
    for (let count = 0; count < 2; count += 1) {
      const answer = await ada.post(`/api/orders/${id}/cancel`, {});
      expect(orderSchema.parse(await answer.json())).toMatchObject({ status: "cancelled" });
    }
    expect(await left()).toBe(10);
    for (const action of ["payment", "pay-on-delivery"]) {
      const answer = await ada.post(`/api/orders/${id}/${action}`, {});
      expect(answer.status).toBe(409);
      expect(await problemOf(answer)).toMatchObject({ code: "not-cancellable" });
    }
  });
});

describe("the device cookie", () => {
  const set = async (origin: string, headers: Record<string, string> = {}) => {
    const answer = await browser(shop.api, origin).post(
      `/api/carts/${crypto.randomUUID()}/sync`,
      { stateVector: null, updates: [] },
      headers,
    );
    return answer.headers.getSetCookie();
  };

  test.each(["https://shop.example", "http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"])(
    "at %s it is bound to the host and secure",
    async (origin) => {
      expect(await set(origin)).toEqual([
        expect.stringMatching(
          /^__Host-device=[0-9a-f]{32}; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax; Secure$/,
        ),
      ]);
    },
  );

  test("on a phone in the same network it works without https", async () => {
    expect(await set("http://192.168.1.20:3000")).toEqual([
      expect.stringMatching(/^device=[0-9a-f]{32}; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax$/),
    ]);
  });

  test("reading never makes one", async () => {
    for (const path of ["/api/orders", `/api/orders/${crypto.randomUUID()}`, "/api/products", "/api/version"]) {
      expect((await ada.get(path)).headers.getSetCookie()).toEqual([]);
    }
    expect(await (await ada.get("/api/orders")).json()).toEqual({ items: [], nextCursor: null });
  });

  test.each(["", "1", "G".repeat(32), "a".repeat(33), "../../etc/passwd"])(
    "an ill-formed one (%s) counts as none and is replaced",
    async (value) => {
      ada.cookie = `__Host-device=${value}`;
      await placed(await ada.post("/api/orders", await orderFor(shop.store, { [sku]: 1 }), keyed()));
      expect(ada.cookie).toMatch(/^__Host-device=[0-9a-f]{32}$/);
    },
  );

  test("a good one is kept as it is", async () => {
    ada.cookie = `__Host-device=${"ab".repeat(16)}`;
    const answer = await ada.post("/api/orders", await orderFor(shop.store, { [sku]: 1 }), keyed());
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test("in a secure context the unprefixed name, which a sibling host could set, counts for nothing", async () => {
    const order = await placed(await ada.post("/api/orders", await orderFor(shop.store, { [sku]: 1 }), keyed()));
    ada.cookie = ada.cookie?.replace("__Host-", "") ?? null;
    expect((await ada.get(`/api/orders/${order.id}`)).status).toBe(404);
  });
});

describe("carts", () => {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, "base64"));

  test("two devices' tabs of one shopper see each other's lines; a stranger sees nothing", async () => {
    const path = `/api/carts/${crypto.randomUUID()}/sync`;
    const doc = new Y.Doc();
    addUnits(doc, newDeviceTag(), sku, 2);
    const first = await ada.post(path, { stateVector: null, updates: [base64(Y.encodeStateAsUpdate(doc))] });
    expect(first.headers.get("Cache-Control")).toBe("private, no-store");
    expect(cartSyncAnswer.parse(await first.json()).lines).toEqual([{ sku, quantity: 2 }]);

    const other = new Y.Doc();
    const answer = cartSyncAnswer.parse(
      await (await ada.post(path, { stateVector: base64(Y.encodeStateVector(other)), updates: [] })).json(),
    );
    Y.applyUpdate(other, bytes(answer.update));
    expect(Y.encodeStateVector(other)).toEqual(Y.encodeStateVector(doc));

    for (const stranger of [browser(shop.api), browser(shop.api)]) {
      const refused = await stranger.post(path, { stateVector: null, updates: [] });
      expect(refused.status).toBe(404);
      expect(stranger.cookie).toBeNull();
    }
  });

  test("bytes that are no cart are refused and change nothing", async () => {
    const path = `/api/carts/${crypto.randomUUID()}/sync`;
    await ada.post(path, { stateVector: null, updates: [] });
    const prices = new Y.Doc();
    prices.getMap("prices").set(sku, 1);
    for (const update of [new Uint8Array([1, 2, 3]), Y.encodeStateAsUpdate(prices)]) {
      const answer = await ada.post(path, { stateVector: null, updates: [base64(update)] });
      expect(answer.status).toBe(422);
      expect(await problemOf(answer)).toMatchObject({ code: "cart-refused" });
    }
    const after = await ada.post(path, { stateVector: null, updates: [] });
    expect(cartSyncAnswer.parse(await after.json()).lines).toEqual([]);
  });

  test("a cart id that is no UUID is invalid", async () => {
    const answer = await ada.post("/api/carts/mine/sync", { stateVector: null, updates: [] });
    expect(await problemOf(answer)).toMatchObject({ code: "invalid", errors: [{ pointer: "/id" }] });
  });

  test("a state vector that cannot be read asks for everything", async () => {
    const answer = await ada.post(`/api/carts/${crypto.randomUUID()}/sync`, { stateVector: "////", updates: [] });
    expect(answer.status).toBe(200);
  });
});

test("a request without browser headers and without cookie may place an order", async () => {
  const answer = await shop.api.request(`${SHOP}/api/orders`, {
    method: "POST",
    body: JSON.stringify(await orderFor(shop.store, { [sku]: 1 })),
    headers: { "Content-Type": "application/json", ...keyed() },
  });
  expect(answer.status).toBe(201);
});
