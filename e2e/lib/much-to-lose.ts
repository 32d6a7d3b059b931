import { expect, type Page } from "@playwright/test";
import { expectHonestBooks, orderCount } from "./books.ts";
import type { Gate, Seen } from "./gate.ts";
import type { Shop } from "./shop.ts";
import { addToCart, GOODS, NOT_PLACED, PLACED, placeOrder, reachReview, stage, workerInControl } from "./shopper.ts";

export interface Held {
  /** The shop takes orders from now on: the cart is there, and the order is placed, once. */
  expectNothingLost(page: Page): Promise<void>;
}

/** A shopper with an order that waits, since the shop takes none at the moment, and with a mug in the cart. */
export async function shopperWithMuch(page: Page, gate: Gate, shop: Shop): Promise<Held> {
  let closed = true;
  const isOrder = ({ method, path }: Seen) => closed && method === "POST" && path === "/api/orders";
  void gate.next(isOrder, { kind: "status", status: 503 }, Number.POSITIVE_INFINITY);
  const placedBefore = await orderCount(shop);
  await addToCart(page, GOODS.mug);
  await workerInControl(page);
  await reachReview(page, "Pay on delivery");
  await placeOrder(page);
  await expect(stage(page, NOT_PLACED)).toBeVisible();
  const order = page.url();
  await addToCart(page, GOODS.mug);
  return {
    async expectNothingLost(later) {
      await later.goto("/cart");
      await expect(later.getByRole("main")).toContainText("Road-end mug");
      expect(await orderCount(shop)).toBe(placedBefore);
      closed = false;
      await later.goto(order);
      // The signal comes back, also for a page that was not listening yet: how long a device waits by itself is another test's matter.
      await expect(async () => {
        await later.context().setOffline(true);
        await later.context().setOffline(false);
        await expect(stage(later, PLACED)).toBeVisible({ timeout: 30_000 });
      }).toPass();
      expect(await orderCount(shop)).toBe(placedBefore + 1);
      await expectHonestBooks(shop);
    },
  };
}
