import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { addUnits, setUnits } from "../domain/cart/document.ts";
import { newDeviceTag } from "../domain/cart/keys.ts";
import { cartList } from "../protocol/cart.ts";
import { invitation, sharing } from "../protocol/sharing.ts";
import { anySku, browser, keyed, orderFor, type TestApi, testApi } from "./test-kit.ts";

let shop: TestApi;
let sku: string;
beforeAll(async () => {
  shop = await testApi();
  sku = await anySku(shop.store);
});
afterAll(() => shop.close());

type Shopper = ReturnType<typeof browser>;

async function fill(shopper: Shopper, change: (doc: Y.Doc, device: string) => unknown): Promise<string> {
  const cartId = crypto.randomUUID();
  const doc = new Y.Doc();
  change(doc, newDeviceTag());
  const updates = [Buffer.from(Y.encodeStateAsUpdate(doc)).toString("base64")];
  expect((await shopper.post(`/api/carts/${cartId}/sync`, { stateVector: null, updates })).status).toBe(200);
  return cartId;
}

const listed = async (shopper: Shopper) => cartList.parse(await (await shopper.get("/api/carts")).json()).items;

test("a device that has lost its memory is told which cart it was filling, and nobody else is", async () => {
  const ada = browser(shop.api);
  const older = await fill(ada, (doc, device) => addUnits(doc, device, sku, 1));
  shop.clock.now += 1_000;
  const newer = await fill(ada, (doc, device) => addUnits(doc, device, sku, 2));
  expect((await listed(ada)).map(({ id, lines }) => [id, lines])).toEqual([
    [newer, [{ sku, quantity: 2 }]],
    [older, [{ sku, quantity: 1 }]],
  ]);
  const answer = await ada.get("/api/carts");
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
  expect(await listed(browser(shop.api))).toEqual([]);
  const bob = browser(shop.api);
  const his = await fill(bob, (doc, device) => addUnits(doc, device, sku, 3));
  expect((await listed(bob)).map(({ id }) => id)).toEqual([his]);
});

test("a member of a shared cart is told of it with how it is shared, for as long as it is one", async () => {
  const [ada, bob] = [browser(shop.api), browser(shop.api)];
  const cartId = await fill(ada, (doc, device) => addUnits(doc, device, sku, 2));
  expect((await listed(ada))[0]).not.toHaveProperty("sharing");
  const { secret } = invitation.parse(await (await ada.post(`/api/carts/${cartId}/invitation`, {})).json());
  expect((await bob.post("/api/carts/join", { secret })).status).toBe(200);
  const membersSeenBy = async (shopper: Shopper) =>
    sharing.parse(await (await shopper.get(`/api/carts/${cartId}/members`)).json());
  for (const shopper of [ada, bob]) {
    expect(await listed(shopper)).toMatchObject([
      { id: cartId, lines: [{ sku, quantity: 2 }], sharing: await membersSeenBy(shopper) },
    ]);
  }
  const his = (await membersSeenBy(bob)).members.find(({ you }) => you)?.id;
  const taken = await ada.get(`/api/carts/${cartId}/members/${his}`, {
    method: "DELETE",
    headers: { "Sec-Fetch-Site": "same-origin" },
  });
  expect(taken.status).toBe(200);
  expect(await listed(bob)).toEqual([]);
});

test("carts that were ordered, or emptied, are over", async () => {
  const ada = browser(shop.api);
  const ordered = await fill(ada, (doc, device) => addUnits(doc, device, sku, 1));
  const request = { ...(await orderFor(shop.store, { [sku]: 1 })), cartId: ordered };
  expect((await ada.post("/api/orders", request, keyed())).status).toBe(201);
  await fill(ada, (doc, device) => {
    addUnits(doc, device, sku, 1);
    setUnits(doc, device, sku, 0);
  });
  await ada.post(`/api/carts/${crypto.randomUUID()}/sync`, { stateVector: null, updates: [] });
  expect(await listed(ada)).toEqual([]);
});

test("whoever comes without a cookie is given none for asking", async () => {
  const stranger = browser(shop.api);
  await listed(stranger);
  expect(stranger.cookie).toBeNull();
});
