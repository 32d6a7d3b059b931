import { addToCart, GOODS, open, placeOrder, reachReview } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";
import { expectNoViolations } from "./lib/violations.ts";

const PAGES = [
  "/",
  "/category/kitchen",
  "/product/skerry-oilskin",
  "/search?q=mug",
  "/search?q=zzzz",
  "/cart",
  "/checkout",
  "/orders",
  "/orders/view?key=none",
  "/offline",
  "/about",
  "/delivery",
  "/returns",
  "/privacy",
  "/no-such-page",
];

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`Everybody can use the shop (${colorScheme})`, () => {
    test.use({ colorScheme });

    for (const path of PAGES) {
      test(`axe finds nothing on ${path}`, async ({ page }) => {
        await open(page, path);
        await expectNoViolations(page);
      });
    }

    test("axe finds nothing in a full cart, in each step of the checkout and on an order", async ({ page }) => {
      await addToCart(page, GOODS.mug);
      await expectNoViolations(page);
      await page.goto("/cart");
      await expect(page.getByRole("link", { name: "Go to checkout" })).toBeVisible();
      await expectNoViolations(page);
      await page.goto("/checkout");
      await page.getByRole("button", { name: "Go on to delivery" }).click();
      await expectNoViolations(page);
      await reachReview(page, "Pay on delivery");
      await expectNoViolations(page);
      await placeOrder(page);
      await expectNoViolations(page);
    });
  });
}
