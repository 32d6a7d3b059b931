import { policyBreaches } from "./lib/policy.ts";
import { addToCart, GOODS, open, PLACED, placeOrder, reachReview, stage } from "./lib/shopper.ts";
import { expect, testWithShop } from "./lib/test.ts";

const test = testWithShop();

test("A whole walk through the shop breaks no security policy", async ({ page, context }) => {
  const broken = await policyBreaches(context);
  for (const path of ["/", "/category/outerwear", "/category/lamps?sort=price", "/search?q=rope", "/nowhere"]) {
    await open(page, path);
  }
  await addToCart(page, GOODS.jacket);
  await reachReview(page, "Pay on delivery");
  await placeOrder(page);
  await expect(stage(page, PLACED)).toBeVisible();
  for (const path of [
    "/orders",
    "/waiting",
    "/join",
    "/offline",
    "/search/offline",
    "/about",
    "/delivery",
    "/returns",
    "/privacy",
    "/forget",
    "/diagnostics",
    "/admin",
  ]) {
    await open(page, path);
  }
  expect(broken).toEqual([]);
});
