import type { Page } from "@playwright/test";
import { PROBLEMS } from "../protocol/problems.ts";
import { expectHonestBooks, orderCount } from "./lib/books.ts";
import { oneMoreMug } from "./lib/mugs.ts";
import { addToCart, GOODS, open, orderOffline, workerInControl } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

const waiting = (page: Page) => page.getByRole("list", { name: "What waits to be sent" }).getByRole("listitem");
const said = (page: Page, words: string) => page.getByRole("main").getByRole("status").filter({ hasText: words });
const sign = (page: Page) => page.getByRole("contentinfo").locator("[data-reach]");

async function orderInTunnel(page: Page): Promise<void> {
  await addToCart(page, GOODS.mug);
  await workerInControl(page);
  await orderOffline(page);
}

test.describe("Waiting to be sent", () => {
  test("an order made in a tunnel is listed there, and once called off it is cancelled, not ordered", async ({
    page,
    shop,
  }) => {
    const before = await orderCount(shop);
    await orderInTunnel(page);
    await page.goto("/waiting");
    await expect(waiting(page)).toHaveCount(1);
    await expect(waiting(page)).toContainText(/Your order.*Road-end mug.*€.*as it was shown to you/);
    await expect(waiting(page)).toContainText("There was no signal when it was made.");
    await expect(waiting(page)).toContainText("As soon as the shop can be reached");
    await page.getByRole("button", { name: "Do not send" }).click();
    await expect(page.getByText(/It was never placed, and nothing is charged/)).toBeFocused();
    await page.getByRole("button", { name: "Cancel this order" }).click();
    await expect(said(page, "The order is cancelled. It was not placed")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Nothing waits." })).toBeVisible();
    await page.context().setOffline(false);
    await expect(sign(page)).toHaveAttribute("data-reach", "online");
    await page.getByRole("link", { name: "See your orders" }).click();
    await expect(page.getByRole("main").getByText("Cancelled", { exact: true })).toBeVisible();
    expect(await orderCount(shop)).toBe(before);
  });

  test("what the shop refused says why, and is tried again at the shopper's word", async ({ page, gate, shop }) => {
    await orderInTunnel(page);
    const { status, title } = PROBLEMS["out-of-stock"];
    const body = JSON.stringify({ type: "urn:holdfast:problem:out-of-stock", code: "out-of-stock", title, status });
    const refused = { kind: "status", status, body, type: "application/problem+json" } as const;
    void gate.next(({ method, path }) => method === "POST" && path === "/api/orders", refused);
    await page.goto("/waiting");
    await page.context().setOffline(false);
    await expect(waiting(page)).toContainText("Some of it is no longer in stock.");
    await expect(waiting(page)).toContainText("Not by itself");
    await page.getByRole("button", { name: "Try again now" }).click();
    await expect(said(page, "Your order has reached the shop.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Nothing waits." })).toBeVisible();
    await expectHonestBooks(shop);
  });
});

test("each line of the cart says where it is kept, and nothing moves when that changes", async ({ page, gate }) => {
  await addToCart(page, GOODS.mug);
  await addToCart(page, "/product/storm-lantern");
  await open(page, "/cart");
  const line = (name: RegExp) =>
    page.getByRole("list", { name: "Things in your cart" }).getByRole("listitem").filter({ hasText: name });
  const [mug, lantern] = [line(/Road-end mug/), line(/Storm lantern/)];
  const kept = (words: string) => ({ hasText: words, visible: true });
  await expect(mug.locator("span").filter(kept("Saved everywhere"))).toHaveCount(1);
  await expect(lantern.locator("span").filter(kept("Saved everywhere"))).toHaveCount(1);
  // From two on a line also says what one costs: that comes with the edit, and is not what is looked at here.
  await oneMoreMug(page);
  await expect(mug.getByText("each")).toBeVisible();
  await expect(mug.locator("span").filter(kept("Saved everywhere"))).toHaveCount(1);
  const sync = gate.hold(({ path }) => path.endsWith("/sync"));
  const place = await lantern.boundingBox();
  await oneMoreMug(page);
  await expect(mug.locator("span").filter(kept("Saved here"))).toHaveCount(1);
  await expect(lantern.locator("span").filter(kept("Saved here"))).toHaveCount(0);
  await expect(page.getByRole("main").getByRole("link", { name: "See what waits" })).toBeVisible();
  expect(await lantern.boundingBox()).toEqual(place);
  sync.release();
  await expect(mug.locator("span").filter(kept("Saved here"))).toHaveCount(0);
  await expect(mug.locator("span").filter(kept("Saved everywhere"))).toHaveCount(1);
  expect(await lantern.boundingBox()).toEqual(place);
});

test("the frame says how the shop is reached: connected, no answer, offline, and connected again", async ({
  page,
  context,
  gate,
}) => {
  await addToCart(page, GOODS.mug);
  await open(page, "/cart");
  await expect(sign(page)).toHaveText("Connected to the shop");
  gate.set({ kind: "down" });
  await oneMoreMug(page);
  await expect(sign(page)).toHaveText("The shop does not answer");
  await expect(page.getByRole("status").filter({ hasText: "The shop does not answer." })).toBeVisible();
  await context.setOffline(true);
  await expect(sign(page)).toHaveText("Offline");
  gate.set({ kind: "none" });
  // It is said for a moment only: whoever looks later would miss it.
  const said = await sign(page).evaluateHandle((shown) => {
    const words: (string | null)[] = [];
    new MutationObserver(() => words.push(shown.textContent)).observe(shown, { attributes: true });
    return words;
  });
  const noticed = await page.evaluateHandle(() => {
    const words = new Set<string | null>();
    new MutationObserver(() => {
      for (const status of document.querySelectorAll("[role=status]"))
        if (status.checkVisibility()) words.add(status.textContent);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
    return words;
  });
  await context.setOffline(false);
  await expect(sign(page)).toHaveText("Connected to the shop");
  expect((await said.jsonValue())[0]).toBe("Reconnecting");
  await expect.poll(() => noticed.evaluate((words) => [...words].join(" "))).toContain("You are back online.");
});
