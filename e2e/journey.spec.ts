import { expectHonestBooks, orderCount } from "./lib/books.ts";
import {
  addToCart,
  GOODS,
  NOT_PLACED,
  PLACED,
  placeOrder,
  reachReview,
  stage,
  workerInControl,
} from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

test.describe("A shopper's whole journey", () => {
  test("online: find a mug, fill the cart, check out, and it is placed once", async ({ page, shop }) => {
    const before = await orderCount(shop);
    await page.goto("/");
    await page
      .getByRole("navigation", { name: "Shop by category" })
      .getByRole("link", { name: "Kitchen & table" })
      .click();
    await expect(page.getByRole("heading", { level: 1, name: "Kitchen & table" })).toBeVisible();
    await page
      .getByRole("main")
      .getByRole("link", { name: /Road-end mug/ })
      .first()
      .click();
    await expect(page.getByRole("heading", { level: 1, name: "Road-end mug" })).toBeVisible();
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByRole("link", { name: /^Cart\s*, 1 item$/ })).toBeVisible();
    await reachReview(page, "Pay on delivery");
    await placeOrder(page);
    await expect(stage(page, PLACED)).toBeVisible();
    expect(await orderCount(shop)).toBe(before + 1);
    await expect(page.getByRole("link", { name: /^Cart\s*, 0 items$/ })).toBeVisible();
    await expectHonestBooks(shop);
  });

  test("the server is cut off: the order waits, says so, and is placed once when it is back", async ({
    page,
    gate,
    shop,
  }) => {
    const before = await orderCount(shop);
    await addToCart(page, GOODS.mug);
    await workerInControl(page);
    gate.set({ kind: "down" });
    await reachReview(page, "Pay on delivery");
    await placeOrder(page);
    await expect(stage(page, NOT_PLACED)).toBeVisible();
    expect(await orderCount(shop)).toBe(before);
    gate.set({ kind: "none" });
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await expect(stage(page, PLACED)).toBeVisible();
    expect(await orderCount(shop)).toBe(before + 1);
    await expectHonestBooks(shop);
  });

  test("in a tunnel: offline from the cart on, where prices say how old they are, and the order goes out by itself", async ({
    page,
    context,
    shop,
  }) => {
    const before = await orderCount(shop);
    await addToCart(page, GOODS.mug);
    await workerInControl(page);
    await context.setOffline(true);
    await page.goto("/cart");
    const age = (name: string) => page.getByRole("region", { name }).getByText(/^Prices as of \d\d:\d\d, .+ ago\. /);
    await expect(age("Summary")).toBeVisible();
    await reachReview(page, "Pay on delivery");
    await expect(page.getByText("You are offline. You can go on shopping")).toBeVisible();
    await expect(age("Your order")).toBeVisible();
    // On a phone the prices stand above what is to be pressed.
    await page.setViewportSize({ width: 390, height: 844 });
    const button = page.getByRole("button", { name: /^Place order/ });
    const place = await button.boundingBox();
    await context.setOffline(false);
    await expect(page.getByText("Prices as they stand now.")).toBeVisible();
    await expect(age("Your order")).toBeHidden();
    expect(await button.boundingBox()).toEqual(place);
    await context.setOffline(true);
    await expect(age("Your order")).toBeVisible();
    expect(await button.boundingBox()).toEqual(place);
    await placeOrder(page);
    await expect(stage(page, NOT_PLACED)).toBeVisible();
    await context.setOffline(false);
    await expect(stage(page, PLACED)).toBeVisible();
    expect(await orderCount(shop)).toBe(before + 1);
  });

  test("the checkout opens and reloads offline with everything that was typed", async ({ page, context }) => {
    await addToCart(page, GOODS.mug);
    await workerInControl(page);
    await context.setOffline(true);
    await page.goto("/checkout");
    await page.getByLabel("Full name").fill("Nora Burke");
    await page.getByLabel("Email").fill("nora@example.com");
    await page.reload();
    await expect(page.getByLabel("Full name")).toHaveValue("Nora Burke");
    await expect(page.getByLabel("Email")).toHaveValue("nora@example.com");
    await expect(page.getByRole("complementary").or(page.getByRole("main"))).toContainText("Road-end mug");
  });

  test("pages seen before open offline; others say honestly that they cannot", async ({ page, context }) => {
    await page.goto("/category/kitchen");
    await workerInControl(page);
    await page.goto(GOODS.mug);
    await page.goto("/category/kitchen");
    await context.setOffline(true);
    await page.goto(GOODS.mug);
    await expect(page.getByRole("heading", { level: 1, name: "Road-end mug" })).toBeVisible();
    await page.goto("/category/kitchen");
    await expect(page.getByRole("heading", { level: 1, name: "Kitchen & table" })).toBeVisible();
    await page.goto("/category/no-such-shelf");
    await expect(page.getByRole("heading", { level: 1 })).toContainText(/offline|signal/i);
  });
});
