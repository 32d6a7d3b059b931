import { afterAll, beforeAll, expect, test } from "vitest";
import { invitation, type Sharing, sharing } from "../protocol/sharing.ts";
import { roomOf, signalTarget } from "../protocol/signal.ts";
import { admitToSignal, onRoomMoved, roomOfCart } from "./signal-admission.ts";
import { type Browser, browser, SHOP, type TestApi, testApi } from "./test-kit.ts";

const certificate = `sha-256 ${Array.from({ length: 32 }, () => "0a").join(":")}`;
const cartId = crypto.randomUUID();
let shop: TestApi;
let ada: Browser;
let ben: Browser;
let shared: Sharing;

beforeAll(async () => {
  shop = await testApi();
  ada = browser(shop.api);
  ben = browser(shop.api);
  await ada.post(`/api/carts/${cartId}/sync`, { stateVector: null, updates: [], epoch: 0 });
  const { secret } = invitation.parse(await (await ada.post(`/api/carts/${cartId}/invitation`, {})).json());
  shared = sharing.parse(await (await ben.post("/api/carts/join", { secret })).json());
});
afterAll(() => shop.close());

/** What a browser sends to open the socket; a header that is set to the empty text is left out. */
function dial(who: Browser, device = "phone1", headers: Record<string, string> = {}) {
  const all = { Origin: SHOP, Cookie: who.cookie ?? "", ...headers };
  const sent = Object.entries(all).filter(([, value]) => value !== "");
  const request = new Request(`${SHOP}${signalTarget({ cartId, device, certificate })}`, { headers: sent });
  return admitToSignal(request, shop.deps);
}

test("members of a shared cart come into its room, each under a tag of its own", async () => {
  const room = await roomOf(shared.roomKey ?? "");
  expect(await dial(ada)).toMatchObject({ cartId, device: "phone1", certificate, room });
  expect(await dial(ben, "laptop")).toMatchObject({ device: "laptop", room });
  expect(await dial(ada)).not.toBeNull();
  expect(await dial(ben, "phone1")).toBeNull();
  expect(await roomOfCart(cartId, shop.deps)).toBe(room);
  expect(room).not.toContain(cartId);
});

test("nobody else does: no stranger, no other site, no address that is none", async () => {
  expect(await dial(browser(shop.api), "strang")).toBeNull();
  for (const origin of ["", "https://elsewhere.example", "null"]) {
    expect(await dial(ada, "phone1", { Origin: origin })).toBeNull();
  }
  for (const site of ["cross-site", "same-site", "none"]) {
    expect(await dial(ada, "phone1", { "Sec-Fetch-Site": site })).toBeNull();
  }
  expect(await dial(ada, "phone1", { Cookie: "" })).toBeNull();
  expect(await dial(ada, "phone")).toBeNull();
  const elsewhere = new Request(`${SHOP}/api/carts/${cartId}/sync`, {
    headers: { Origin: SHOP, Cookie: ada.cookie ?? "" },
  });
  expect(await admitToSignal(elsewhere, shop.deps)).toBeNull();
  expect(await roomOfCart(crypto.randomUUID(), shop.deps)).toBeNull();
});

test("who is taken out has no place any more, and the room is another one", async () => {
  const before = await roomOfCart(cartId, shop.deps);
  const moved: string[] = [];
  const stop = onRoomMoved((cart) => moved.push(cart));
  const member = shared.members.find(({ you }) => you);
  const gone = await ada.get(`/api/carts/${cartId}/members/${member?.id}`, {
    method: "DELETE",
    headers: { "Sec-Fetch-Site": "same-origin" },
  });
  stop();
  expect([gone.status, moved]).toEqual([200, [cartId]]);
  expect(await dial(ben, "laptop")).toBeNull();
  expect((await dial(ada))?.room).toBe(await roomOfCart(cartId, shop.deps));
  expect(await roomOfCart(cartId, shop.deps)).not.toBe(before);
});
