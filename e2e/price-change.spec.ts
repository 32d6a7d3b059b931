import type { Page } from "@playwright/test";
import { publishPrices } from "../db/queries/publish-prices.ts";
import { withBooks } from "./lib/books.ts";
import type { Shop } from "./lib/shop.ts";
import { addToCart, open, workerInControl } from "./lib/shopper.ts";
import { expect, testWithShop } from "./lib/test.ts";
import { skusOf } from "./walks/goods.ts";

const test = testWithShop();

async function reprice(shop: Shop, slug: string, amount: number): Promise<void> {
  const skus = await skusOf(shop, slug);
  const changes = skus.map((sku) => ({ sku, currency: "EUR", amount }) as const);
  await withBooks(shop, (store) => publishPrices(store, { changes, now: Date.now() }));
}

/** How far the page's parts have jumped since it was opened (Layout Instability, 2.6). */
async function watchJumps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const seen = { sum: 0 };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ("value" in entry) seen.sum += Number(entry.value);
    }).observe({ type: "layout-shift", buffered: false });
    Object.assign(window, { jumps: seen });
  });
  return () => page.evaluate(() => (window as unknown as { jumps: { sum: number } }).jumps.sum);
}

const followed = (page: Page) =>
  page.waitForFunction(async () => {
    const { held } = await navigator.locks.query();
    return held?.some(({ name }) => name === "holdfast-live-prices") === true;
  });

const shown = (page: Page, words: string) => page.getByRole("main").getByText(words).first();

test("a new price is on screen in every tab within a second or so, and nothing jumps", async ({
  page,
  context,
  shop,
}) => {
  await addToCart(page, "/product/road-end-mug");
  await workerInControl(page);
  const cart = await context.newPage();
  await cart.goto("/cart");
  await expect(cart.getByRole("link", { name: "Go to checkout" })).toBeVisible();
  await followed(page);
  const jumps = [await watchJumps(page), await watchJumps(cart)];
  const published = Date.now();
  await reprice(shop, "road-end-mug", 2_345);
  await Promise.all([expect(shown(page, "€23.45")).toBeVisible(), expect(shown(cart, "€23.45")).toBeVisible()]);
  // On a quiet machine a second; the test only says that nobody waited for a visit or a timer of minutes.
  expect(Date.now() - published).toBeLessThan(10_000);
  for (const sum of jumps) expect(await sum()).toBeLessThan(0.01);
});

test("offline a price says when it was true; the first answer after that corrects it without a jump", async ({
  page,
  context,
  shop,
}) => {
  await open(page, "/product/hob-kettle");
  await workerInControl(page);
  await page.reload();
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText(/^price of /)).toBeVisible();
  await reprice(shop, "hob-kettle", 7_654);
  const jumps = await watchJumps(page);
  await context.setOffline(false);
  await expect(shown(page, "€76.54")).toBeVisible();
  await expect(page.getByText(/^price of /)).toBeHidden();
  expect(await jumps()).toBeLessThan(0.01);
});
