import { afterAll, beforeAll, expect, test } from "vitest";
import { orderPage } from "../protocol/orders.ts";
import { anySku, browser, keyed, orderFor, SHOP, type TestApi, testApi } from "./test-kit.ts";

let shop: TestApi;
beforeAll(async () => {
  shop = await testApi();
});
afterAll(() => shop.close());

test("a forgotten device owns nothing any more, and its next order is somebody else's", async () => {
  const sku = await anySku(shop.store);
  const ada = browser(shop.api);
  const orders = async () => orderPage.parse(await (await ada.get("/api/orders")).json()).items;
  await ada.post("/api/orders", await orderFor(shop.store, { [sku]: 1 }), keyed());
  expect(await orders()).toHaveLength(1);

  const answer = await ada.post("/api/forget", undefined);
  expect(await answer.json()).toEqual({ forgotten: true });
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
  expect(answer.headers.get("Set-Cookie")).toMatch(
    /^__Host-device=; Path=\/; Max-Age=0; HttpOnly; SameSite=Lax; Secure$/,
  );

  expect(await orders()).toEqual([]);
  const next = browser(shop.api);
  await next.post("/api/orders", await orderFor(shop.store, { [sku]: 1 }), keyed());
  expect(orderPage.parse(await (await next.get("/api/orders")).json()).items).toHaveLength(1);
});

test("no other site can make a device be forgotten", async () => {
  const answer = await shop.api.request(`${SHOP}/api/forget`, {
    method: "POST",
    headers: { "Sec-Fetch-Site": "cross-site", Cookie: "__Host-device=0123456789abcdef0123456789abcdef" },
  });
  expect(answer.status).toBe(403);
  expect(answer.headers.get("Set-Cookie")).toBeNull();
});
