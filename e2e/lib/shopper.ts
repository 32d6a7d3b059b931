import { expect, type Page } from "@playwright/test";

/** A product with plenty of stock in one size, and one that shoppers choose a size for. */
export const GOODS = { jacket: "/product/skerry-oilskin", mug: "/product/road-end-mug" } as const;

/** Opens a page and waits until its islands answer. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator("html")).toHaveAttribute("data-sw-state", /./);
}

/** The header's way to the cart, when it says that this many units are in it. */
export const cartLink = (page: Page, count: number) =>
  page.getByRole("banner").getByRole("link", { name: new RegExp(`^Cart\\s*, ${count} items?$`) });

/** Waits until the worker controls this page and has everything that the offline journey needs. */
export async function workerInControl(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

export async function addToCart(page: Page, path: string): Promise<void> {
  await open(page, path);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByRole("status").filter({ hasText: "in your cart" })).toBeVisible();
}

export async function fillDetails(page: Page): Promise<void> {
  await page.getByLabel("Full name").fill("Nora Burke");
  await page.getByLabel("Email").fill("nora@example.com");
  await page.getByLabel("Street and number").fill("3 Pier Road");
  await page.getByLabel("Town or city").fill("Roundstone");
  await page.getByLabel("Eircode").fill("H91 X2Y3");
  await page.getByRole("button", { name: "Go on to delivery" }).click();
}

type Payment = "Card" | "Pay on delivery";

/** From the cart to the review step, with the given payment. */
export async function reachReview(page: Page, payment: Payment): Promise<void> {
  await page.goto("/cart");
  await page.getByRole("link", { name: "Go to checkout" }).click();
  await fillDetails(page);
  await page.getByRole("radio", { name: /^Standard/ }).check();
  await page.getByRole("radio", { name: new RegExp(`^${payment}`) }).check();
  await page.getByRole("button", { name: "Go on to review" }).click();
  await expect(page.getByRole("button", { name: /^Place order/ })).toBeVisible();
}

export async function placeOrder(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Place order/ }).click();
  await page.waitForURL(/\/orders\/view\?/);
}

/** The heading in which an order tells where it stands. */
export function stage(page: Page, words: string) {
  return page.getByRole("heading", { level: 1, name: words });
}

export const PLACED = "Placed. Thank you.";
export const NOT_PLACED = "Not placed yet.";

/** Goes offline with what is in the cart, and orders it: the order waits on the device. */
export async function orderOffline(page: Page, payment: Payment = "Pay on delivery"): Promise<void> {
  await page.context().setOffline(true);
  await reachReview(page, payment);
  await placeOrder(page);
  await expect(stage(page, NOT_PLACED)).toBeVisible();
}
