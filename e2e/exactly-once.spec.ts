import { SYNC_TAGS } from "../offline/triggers.ts";
import { expectHonestBooks, orderCount } from "./lib/books.ts";
import {
  addToCart,
  GOODS,
  orderOffline,
  PLACED,
  placeOrder,
  reachReview,
  stage,
  workerInControl,
} from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";
import { syncTags } from "./lib/worker.ts";

const isOrder = ({ method, path }: { method: string; path: string }) => method === "POST" && path === "/api/orders";

test.describe("An order is placed exactly once", () => {
  test.afterEach(({ shop }) => expectHonestBooks(shop));

  test("although the first answer was lost on the way", async ({ page, gate, shop }) => {
    const before = await orderCount(shop);
    await addToCart(page, GOODS.mug);
    await workerInControl(page);
    await reachReview(page, "Pay on delivery");
    const lost = gate.next(isOrder, { kind: "lose-answer" });
    await placeOrder(page);
    await lost;
    await expect(stage(page, PLACED)).toBeVisible();
    expect(gate.seen.filter(isOrder).length).toBeGreaterThan(1);
    expect(await orderCount(shop)).toBe(before + 1);
  });

  test("although the server answered 500 first", async ({ page, gate, shop }) => {
    const before = await orderCount(shop);
    await addToCart(page, GOODS.mug);
    await workerInControl(page);
    await reachReview(page, "Pay on delivery");
    void gate.next(isOrder, { kind: "status", status: 502, body: "bad gateway" });
    await placeOrder(page);
    await expect(stage(page, PLACED)).toBeVisible();
    expect(await orderCount(shop)).toBe(before + 1);
  });

  test("although the tab was closed: the worker sends it when the network is back", async ({ page, context, shop }) => {
    const before = await orderCount(shop);
    await addToCart(page, GOODS.mug);
    await workerInControl(page);
    const session = await context.browser()?.newBrowserCDPSession();
    await session?.send("Browser.grantPermissions", { permissions: ["backgroundSync"] });
    await orderOffline(page);
    await expect.poll(() => syncTags(page)).toContain(SYNC_TAGS.writes);
    await page.close();
    await context.setOffline(false);
    await expect.poll(() => orderCount(shop)).toBe(before + 1);
  });

  test("although the shopper pressed the button in a hurry", async ({ page, shop }) => {
    const before = await orderCount(shop);
    await addToCart(page, GOODS.mug);
    await reachReview(page, "Pay on delivery");
    await page.getByRole("button", { name: /^Place order/ }).dblclick();
    await expect(stage(page, PLACED)).toBeVisible();
    expect(await orderCount(shop)).toBe(before + 1);
  });
});
