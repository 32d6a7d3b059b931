import type { Page } from "@playwright/test";
import { expireReservations } from "../db/queries/orders.ts";
import { publishPrices } from "../db/queries/publish-prices.ts";
import { expectHonestBooks, orderCount, withBooks } from "./lib/books.ts";
import type { Shop } from "./lib/shop.ts";
import { addToCart, fillDetails, NOT_PLACED, open, PLACED, placeOrder, stage, workerInControl } from "./lib/shopper.ts";
import { expect, testWithShop } from "./lib/test.ts";
import { skusOf } from "./walks/goods.ts";

const test = testWithShop();
test.afterEach(({ shop }) => expectHonestBooks(shop));

const DAY = 86_400_000;
const NEEDS_YOU = "Not placed: it needs a word from you.";
const RESERVED = "Reserved for you. Pay to place it.";
const history = (page: Page) => page.getByRole("region", { name: "What happened so far" }).getByRole("listitem");

async function reachDelivery(page: Page): Promise<void> {
  await page.goto("/cart");
  await page.getByRole("link", { name: "Go to checkout" }).click();
  await fillDetails(page);
  await page.getByRole("radio", { name: /^Standard/ }).check();
}

async function orderBy(page: Page, payment: RegExp): Promise<void> {
  await page.getByRole("radio", { name: payment }).check();
  await page.getByRole("button", { name: "Go on to review" }).click();
  await placeOrder(page);
}

async function keepCard(page: Page, number: string): Promise<void> {
  await page.getByRole("button", { name: "Keep a card for orders without a signal" }).click();
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Expiry date").fill("12/40");
  await page.getByLabel("Security code").fill("123");
  await page.getByRole("button", { name: "Keep this card" }).click();
  await page.waitForURL(/\/checkout\/delivery$/);
  await expect(page.getByRole("radio", { name: new RegExp(`ending in ${number.slice(-4)}`) })).toBeVisible();
}

test("a card kept online pays for an order made offline, and the order tells every state it was in", async ({
  page,
  context,
}) => {
  await addToCart(page, "/product/road-end-mug");
  await workerInControl(page);
  await reachDelivery(page);
  await keepCard(page, "4242424242424242");
  await context.setOffline(true);
  await orderBy(page, /ending in 4242/);
  await expect(stage(page, NOT_PLACED)).toBeVisible();
  await expect(history(page)).toHaveText([/Kept on this device, waiting to be sent/]);
  await context.setOffline(false);
  await expect(stage(page, PLACED)).toBeVisible();
  await expect(page.getByText("Paid by card")).toBeVisible();
  await expect(history(page).last()).toContainText("Paid and placed");
  await expect(history(page).filter({ hasText: "Sent to the shop" })).not.toHaveCount(0);
});

test("a kept card whose bank wants a second step leaves the order waiting, with a choice and nothing charged", async ({
  page,
}) => {
  await addToCart(page, "/product/road-end-mug");
  await reachDelivery(page);
  await keepCard(page, "4000002500003155");
  await orderBy(page, /ending in 3155/);
  await expect(stage(page, RESERVED)).toBeVisible();
  await expect(history(page).last()).toContainText("The bank wants your word");
  await expect(page.getByRole("link", { name: "Pay now" })).toBeVisible();
  await page.getByRole("button", { name: "Pay on delivery instead" }).click();
  await expect(stage(page, PLACED)).toBeVisible();
  await expect(history(page).last()).toContainText("to be paid on delivery");
});

async function raise(shop: Shop, slug: string, amount: number): Promise<void> {
  const changes = (await skusOf(shop, slug)).map((sku) => ({ sku, currency: "EUR", amount }) as const);
  await withBooks(shop, (store) => publishPrices(store, { changes, now: Date.now() - 3 * DAY }));
}

test("added offline, prices rise, three days pass: each line is accepted or dropped, and nothing is ordered twice", async ({
  page,
  context,
  shop,
}) => {
  for (const path of ["/product/road-end-mug", "/product/hob-kettle"]) await open(page, path);
  await workerInControl(page);
  await page.goto("/product/road-end-mug");
  await page.goto("/product/hob-kettle");
  const before = await orderCount(shop);
  await context.setOffline(true);
  for (const path of ["/product/road-end-mug", "/product/hob-kettle"]) await addToCart(page, path);
  await reachDelivery(page);
  await orderBy(page, /^Pay on delivery/);
  await expect(stage(page, NOT_PLACED)).toBeVisible();
  // As if the prices had risen three days ago, and this phone had been in the tunnel since.
  await raise(shop, "road-end-mug", 9_900);
  await raise(shop, "hob-kettle", 19_900);
  await context.setOffline(false);
  await expect(stage(page, NEEDS_YOU)).toBeVisible();
  expect(await orderCount(shop)).toBe(before);
  await page.getByRole("checkbox", { name: /^Accept Road-end mug.* at €99\.00/ }).check();
  await page.getByRole("button", { name: /^Order this/ }).click();
  await expect(stage(page, PLACED)).toBeVisible();
  await expect(page.getByRole("main")).toContainText("€99.00");
  await expect(page.getByRole("main")).not.toContainText("Hob kettle");
  expect(await orderCount(shop)).toBe(before + 1);
});

test("a reservation that runs out gives the goods back, charges nothing and can be ordered again", async ({
  page,
  shop,
}) => {
  await addToCart(page, "/product/road-end-mug");
  await reachDelivery(page);
  await orderBy(page, /^Card/);
  await expect(stage(page, RESERVED)).toBeVisible();
  await withBooks(shop, (store) => expireReservations(store, { now: Date.now() + DAY, limit: 10 }));
  await page.reload();
  await expect(stage(page, "The reservation ran out.")).toBeVisible();
  await expect(history(page).last()).toContainText("The reservation ran out");
  await expect(page.getByRole("button", { name: "Put it back in the cart" })).toBeVisible();
});
