import { orderCount } from "./lib/books.ts";
import { addToCart, GOODS, PLACED, placeOrder, reachReview, stage } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

test.use({ serviceWorkers: "block" });

test("With the worker blocked the shop sells online (C18)", async ({ page, shop }) => {
  const before = await orderCount(shop);
  await addToCart(page, GOODS.mug);
  await reachReview(page, "Pay on delivery");
  await placeOrder(page);
  await expect(stage(page, PLACED)).toBeVisible();
  expect(await orderCount(shop)).toBe(before + 1);
});
