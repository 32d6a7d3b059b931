import type { Locator, Page } from "@playwright/test";
import { expectHonestBooks, withBooks } from "./lib/books.ts";
import { isScript } from "./lib/gate.ts";
import { watchShiftsFromFirstPaint } from "./lib/layout-shifts.ts";
import { addToCart, GOODS, open, PLACED, placeOrder, reachReview, stage, workerInControl } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

const chooseYen = (page: Page) => choose(page, "JPY");
const switchIn = (page: Page): Locator => page.getByRole("banner").getByRole("combobox", { name: "Currency" });

async function choose(page: Page, currency: "EUR" | "GBP" | "JPY"): Promise<void> {
  await switchIn(page).selectOption(currency);
}

const tile = (page: Page) => page.getByRole("main").getByRole("article").first();

test.describe("A shopper's own currency", () => {
  test("is chosen once and kept: every page, the next visit and every open tab show it", async ({ page, context }) => {
    await open(page, "/category/kitchen");
    await expect(tile(page)).toContainText("€");
    const other = await context.newPage();
    await open(other, GOODS.mug);
    await chooseYen(page);
    await expect(page.getByText("Prices are now in yen.")).toBeAttached();
    await expect(tile(page).getByText(/^¥[\d,]+$/)).toBeVisible();
    await expect(tile(page).getByText(/^€/)).toBeHidden();
    await expect(
      other
        .getByRole("main")
        .getByText(/^¥[\d,]+$/)
        .first(),
    ).toBeVisible();
    await page.goto("/search?q=mug");
    await expect(tile(page).getByText(/^¥[\d,]+$/)).toBeVisible();
    await expect(switchIn(page)).toHaveValue("JPY");
  });

  test("is there at first paint, before any other script, and nothing moves", async ({ page, gate }) => {
    await open(page, GOODS.mug);
    await chooseYen(page);
    const shifts = await watchShiftsFromFirstPaint(page);
    const held = gate.hold(isScript);
    await page.goto("/category/kitchen", { waitUntil: "commit" });
    await expect(tile(page).getByText(/^¥[\d,]+$/)).toBeVisible();
    await expect(page.getByRole("banner").getByText("¥ JPY")).toBeVisible();
    held.release();
    await expect(switchIn(page)).toHaveValue("JPY");
    await expect(page.locator("html")).toHaveAttribute("data-sw-state", /./);
    expect(await shifts()).toEqual([]);
  });

  test("is taken although it was chosen before the scripts had come", async ({ page, gate }) => {
    const held = gate.hold(isScript);
    await page.goto("/category/kitchen", { waitUntil: "commit" });
    await chooseYen(page);
    held.release();
    await expect(tile(page).getByText(/^¥[\d,]+$/)).toBeVisible();
    await expect(switchIn(page)).toHaveValue("JPY");
  });

  test("can be changed offline", async ({ page, context }) => {
    await addToCart(page, GOODS.mug);
    await workerInControl(page);
    await page.goto("/cart");
    const summary = page.getByRole("region", { name: "Summary" });
    await expect(summary).toContainText("€");
    await context.setOffline(true);
    await choose(page, "GBP");
    await expect(summary).toContainText("£");
    await expect(summary).not.toContainText("€");
  });

  test("can be chosen with the keyboard", async ({ page }) => {
    await open(page, GOODS.mug);
    await switchIn(page).focus();
    await page.keyboard.press("p");
    await expect(switchIn(page)).toHaveValue("GBP");
    await expect(
      page
        .getByRole("main")
        .getByText(/^£[\d.]+$/)
        .first(),
    ).toBeVisible();
  });
});

test("Without scripts the shop shows its first currency and no switch", async ({ browser, gate }) => {
  const context = await browser.newContext({ baseURL: gate.origin, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/category/kitchen");
  await expect(tile(page).getByText(/^€[\d.]+$/)).toBeVisible();
  await expect(tile(page).getByText(/^¥/)).toBeHidden();
  await expect(switchIn(page)).toBeHidden();
  await context.close();
});

test("A full cart is priced anew in another currency, and an order keeps its own", async ({ page, shop }) => {
  await addToCart(page, GOODS.mug);
  await page.goto("/cart");
  const summary = page.getByRole("region", { name: "Summary" });
  await expect(summary).toContainText("€");
  await choose(page, "GBP");
  await expect(summary).toContainText("£");
  await reachReview(page, "Pay on delivery");
  const order = page.getByRole("region", { name: "Your order" });
  await expect(order).toContainText("£");
  await choose(page, "JPY");
  await expect(order).toContainText("¥");
  await expect(page.getByRole("button", { name: /^Place order, ¥[\d,]+$/ })).toBeVisible();
  await choose(page, "GBP");
  await expect(page.getByRole("button", { name: /^Place order, £[\d.]+$/ })).toBeVisible();
  await placeOrder(page);
  await expect(stage(page, PLACED)).toBeVisible();
  await choose(page, "EUR");
  await expect(page.getByRole("main")).toContainText("£");
  await expect(page.getByRole("main").getByText(/^€/)).toHaveCount(0);
  await page.goto("/orders");
  await expect(page.getByRole("main")).toContainText("£");
  const currencies = await withBooks(shop, async ({ read: { q, t } }) =>
    q.select({ is: t.order.currency }).from(t.order),
  );
  expect(currencies).toContainEqual({ is: "GBP" });
  await expectHonestBooks(shop);
});

test("Whole yen are charged to the card: no minor unit, no factor of a hundred", async ({ page, shop }) => {
  await open(page, "/");
  await chooseYen(page);
  await addToCart(page, GOODS.mug);
  await reachReview(page, "Card");
  const total = /¥([\d,]+)/.exec((await page.getByRole("button", { name: /^Place order/ }).textContent()) ?? "")?.[1];
  const yen = Number(total?.replaceAll(",", ""));
  expect(yen).toBeGreaterThan(500);
  await placeOrder(page);
  await page.getByRole("link", { name: "Pay now" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Pay ¥${total}`);
  await page.getByLabel(/Card number/i).fill("4242 4242 4242 4242");
  await page.getByLabel(/Expir/i).fill("12/34");
  await page.getByLabel(/Security code/i).fill("123");
  await page.getByRole("button", { name: /^Pay/ }).click();
  await page.waitForURL(/\/orders\/view/);
  await expect(stage(page, PLACED)).toBeVisible();
  const payments = await withBooks(shop, async ({ read: { q, t } }) =>
    q.select({ amount: t.payment.amount, currency: t.payment.currency, status: t.payment.status }).from(t.payment),
  );
  expect(payments).toContainEqual({ amount: yen, currency: "JPY", status: "paid" });
  await expectHonestBooks(shop);
});
