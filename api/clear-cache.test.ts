import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { CART_ROOT } from "../domain/cart/keys.ts";
import { type Browser, browser, type TestApi, testApi } from "./test-kit.ts";
import { base64 } from "./yjs-bytes.ts";

let shop: TestApi;
let shopper: Browser;
beforeAll(async () => {
  shop = await testApi();
  shopper = browser(shop.api);
});
afterAll(() => shop.close());

const CURRENT = { "X-App-Version": "release-under-test" };
const STALE = { "X-App-Version": "an older one" };
const ask = (headers: Record<string, string>, body: unknown = {}, who = shopper) =>
  who.post("/api/clear-cache", body, headers);

async function expectNothingCleared(answer: Response): Promise<void> {
  expect([answer.status, await answer.json()]).toEqual([200, { cleared: false }]);
  expect(answer.headers.has("Clear-Site-Data")).toBe(false);
}

test("a page of the current release, and one that does not say, keep everything", async () => {
  await expectNothingCleared(await ask(CURRENT));
  await expectNothingCleared(await ask({}));
});

test("a stale page has its HTTP cache emptied and nothing else", async () => {
  const answer = await ask(STALE);
  expect([answer.status, await answer.json()]).toEqual([200, { cleared: true }]);
  expect(answer.headers.get("Clear-Site-Data")).toBe('"cache"');
});

test("a bare POST is enough, and a client of any API version may send it", async () => {
  const answer = await shop.api.request("http://localhost:3000/api/clear-cache", {
    method: "POST",
    headers: { ...STALE, "X-API-Version": "0" },
  });
  expect(await answer.json()).toEqual({ cleared: true });
});

test("other sites are refused", async () => {
  expect((await ask({ ...STALE, "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
  expect((await ask({ ...STALE, "Sec-Fetch-Site": "same-site" })).status).toBe(403);
});

test("over plain http, where browsers ignore the header, nothing is said to be cleared", async () => {
  const plain = browser(shop.api, "http://shop.example");
  await expectNothingCleared(await ask(STALE, {}, plain));
  expect(await (await ask(STALE, {}, browser(shop.api, "https://shop.example"))).json()).toEqual({ cleared: true });
});

/** A cart with one line, as bytes. */
function filledCart() {
  const doc = new Y.Doc();
  doc.getMap(CART_ROOT).set("MUG-1|device", 1);
  return { update: base64(Y.encodeStateAsUpdate(doc)), stateVector: base64(Y.encodeStateVector(doc)) };
}

test("storage goes only at a confirmed word", async () => {
  expect((await ask(STALE, { wipe: { confirmed: false, waiting: 0, cart: null } })).status).toBe(400);
  expect((await ask(STALE, { wipe: true })).status).toBe(400);
  const answer = await ask(STALE, { wipe: { confirmed: true, waiting: 0, cart: null } });
  expect(answer.headers.get("Clear-Site-Data")).toBe('"cache", "storage"');
});

test("storage stays while the outbox holds anything", async () => {
  const answer = await ask(STALE, { wipe: { confirmed: true, waiting: 1, cart: null } });
  expect([answer.status, (await answer.json()).code]).toEqual([409, "not-flushed"]);
  expect(answer.headers.has("Clear-Site-Data")).toBe(false);
});

test("storage stays until the shop has the cart", async () => {
  const { update, stateVector } = filledCart();
  const id = crypto.randomUUID();
  const wipe = { confirmed: true, waiting: 0, cart: { id, stateVector } };
  expect((await ask(STALE, { wipe })).status).toBe(409);
  expect((await shopper.post(`/api/carts/${id}/sync`, { stateVector: null, updates: [update] })).status).toBe(200);
  expect((await ask(STALE, { wipe })).headers.get("Clear-Site-Data")).toBe('"cache", "storage"');
  // A stranger's word about this cart is none.
  expect((await ask(STALE, { wipe }, browser(shop.api))).status).toBe(409);
  // Neither is a state vector that cannot be read.
  expect((await ask(STALE, { wipe: { ...wipe, cart: { id, stateVector: "/w==" } } })).status).toBe(409);
});

test("the page of the current release cannot wipe by this door", async () => {
  await expectNothingCleared(await ask(CURRENT, { wipe: { confirmed: true, waiting: 0, cart: null } }));
});
