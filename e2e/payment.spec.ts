import type { Page } from "@playwright/test";
import { expectHonestBooks } from "./lib/books.ts";
import { addToCart, GOODS, PLACED, placeOrder, reachReview, stage, workerInControl } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

const RESERVED = "Reserved for you. Pay to place it.";

async function payWith(page: Page, card: string): Promise<void> {
  await page.getByLabel(/Card number/i).fill(card);
  const expiry = page.getByLabel(/Expir/i);
  if (await expiry.count()) await expiry.fill("12/34");
  const code = page.getByLabel(/Security code|CVC/i);
  if (await code.count()) await code.fill("123");
  await page.getByRole("button", { name: /^Pay/ }).click();
}

test.describe("Paying by card", () => {
  test.beforeEach(async ({ page }) => {
    await addToCart(page, GOODS.mug);
    await reachReview(page, "Card");
    await placeOrder(page);
    await expect(stage(page, RESERVED)).toBeVisible();
  });
  test.afterEach(({ shop }) => expectHonestBooks(shop));

  test("happens on the acquirer's page and comes back placed", async ({ page, gate }) => {
    await page.getByRole("link", { name: "Pay now" }).click();
    expect(new URL(page.url()).origin).not.toBe(gate.origin);
    await payWith(page, "4242 4242 4242 4242");
    await page.waitForURL(/\/orders\/view/);
    await expect(stage(page, PLACED)).toBeVisible();
    await expect(page.getByText("Paid by card")).toBeVisible();
  });

  test("a declined card charges nothing and another one can be tried", async ({ page }) => {
    await page.getByRole("link", { name: "Pay now" }).click();
    await payWith(page, "4000 0000 0000 0002");
    await expect(page.getByText(/declined/i).first()).toBeVisible();
    await payWith(page, "4242 4242 4242 4242");
    await page.waitForURL(/\/orders\/view/);
    await expect(stage(page, PLACED)).toBeVisible();
  });

  test("can be changed to paying on delivery", async ({ page }) => {
    await page.getByRole("button", { name: "Pay on delivery instead" }).click();
    await expect(stage(page, PLACED)).toBeVisible();
    await expect(page.getByText("To be paid on delivery", { exact: true })).toBeVisible();
  });

  test("can be given up: the order is cancelled and the goods go back", async ({ page }) => {
    await page.getByRole("button", { name: "Cancel the order" }).click();
    await expect(stage(page, "Cancelled.")).toBeVisible();
  });
});

test("A card order made offline is reserved when it arrives, and waits to be paid", async ({ page, context }) => {
  await addToCart(page, GOODS.mug);
  await workerInControl(page);
  await context.setOffline(true);
  await reachReview(page, "Card");
  await placeOrder(page);
  await expect(stage(page, "Not placed yet.")).toBeVisible();
  await context.setOffline(false);
  await expect(stage(page, RESERVED)).toBeVisible();
  await expect(page.getByRole("link", { name: "Pay now" })).toBeVisible();
});
