import type { Page } from "@playwright/test";
import { publishPrices } from "../db/queries/publish-prices.ts";
import { setStock } from "../db/queries/stock.ts";
import { expectHonestBooks, orderCount, withBooks } from "./lib/books.ts";
import { oneMoreMug } from "./lib/mugs.ts";
import { addToCart, orderOffline, PLACED, placeOrder, reachReview, stage, workerInControl } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

const NEEDS_YOU = "Not placed: it needs a word from you.";

test.describe("What was true when the shopper looked is no longer true when the order arrives", () => {
  async function skuInCart(page: Page, name: string): Promise<string> {
    await page.goto("/cart");
    const link = page.getByRole("main").getByRole("link", { name }).first();
    const href = await link.getAttribute("href");
    return new URL(href ?? "", "http://x").searchParams.get("variant") ?? "";
  }

  test("stock is gone: the order waits with a choice and nothing is charged", async ({ page, context, shop }) => {
    await addToCart(page, "/product/road-end-mug");
    await workerInControl(page);
    const sku = await skuInCart(page, "Road-end mug");
    await oneMoreMug(page);
    await expect(page.getByRole("textbox", { name: /^Quantity of/ })).toHaveValue("2");
    await orderOffline(page);
    const before = await orderCount(shop);
    await withBooks(shop, (store) => store.tx((db) => setStock(db, sku, 1)));
    await context.setOffline(false);
    await expect(stage(page, NEEDS_YOU)).toBeVisible();
    await expect(page.getByText(/1 left of the 2 you wanted/)).toBeVisible();
    expect(await orderCount(shop)).toBe(before);
    await page.getByRole("button", { name: /^Order what is left/ }).click();
    await expect(stage(page, PLACED)).toBeVisible();
    expect(await orderCount(shop)).toBe(before + 1);
    await withBooks(shop, (store) => store.tx((db) => setStock(db, sku, 50)));
    await expectHonestBooks(shop);
  });

  test("a price has risen within the honour window: the shopper pays what was shshop", async ({
    page,
    context,
    shop,
  }) => {
    await addToCart(page, "/product/hob-kettle");
    await workerInControl(page);
    const sku = await skuInCart(page, "Hob kettle");
    await context.setOffline(true);
    await reachReview(page, "Pay on delivery");
    const shshop = (await page.getByRole("button", { name: /^Place order/ }).textContent()) ?? "";
    const total = /€[\d.,]+/.exec(shshop)?.[0] ?? "no total";
    await placeOrder(page);
    await withBooks(shop, (store) =>
      publishPrices(store, { changes: [{ sku, currency: "EUR", amount: 99_900 }], now: Date.now() }),
    );
    await context.setOffline(false);
    await expect(stage(page, PLACED)).toBeVisible();
    await expect(page.getByRole("main")).toContainText(total);
    await expectHonestBooks(shop);
  });
});
