import { expect, type Page } from "@playwright/test";
import { expireReservations } from "../../db/queries/orders.ts";
import { publishPrices } from "../../db/queries/publish-prices.ts";
import { PROBLEMS } from "../../protocol/problems.ts";
import { withBooks } from "../lib/books.ts";
import { addToCart, GOODS, open, placeOrder, reachReview, stage, workerInControl } from "../lib/shopper.ts";
import { skusOf, stockUp } from "./goods.ts";
import type { Visit, Walk } from "./visit.ts";

const RESERVED = "Reserved for you. Pay to place it.";
const NEEDS_YOU = "Not placed: it needs a word from you.";
const HOUR = 3_600_000;

async function order(page: Page, path: string, payment: "Card" | "Pay on delivery"): Promise<void> {
  await addToCart(page, path);
  await reachReview(page, payment);
  await placeOrder(page);
}

/** Makes an order in a tunnel, lets the world change, and comes back into the light. */
async function orderInTunnel({ page, context }: Visit, path: string, meanwhile: () => Promise<unknown>): Promise<void> {
  await addToCart(page, path);
  await workerInControl(page);
  await context.setOffline(true);
  await reachReview(page, "Pay on delivery");
  await placeOrder(page);
  await expect(stage(page, "Not placed yet.")).toBeVisible();
  await meanwhile();
  await context.setOffline(false);
}

export const paying: Walk = {
  name: "Orders to be paid",
  async walk({ page, shop, show }) {
    await order(page, GOODS.mug, "Card");
    await expect(stage(page, RESERVED)).toBeVisible();
    await show("order, reserved until paid");
    await page.getByRole("button", { name: "Cancel the order" }).click();
    await expect(stage(page, "Cancelled.")).toBeVisible();
    await show("order, cancelled");
    await order(page, "/product/tea-caddy", "Card");
    await expect(stage(page, RESERVED)).toBeVisible();
    await withBooks(shop, (store) => expireReservations(store, { now: Date.now() + HOUR, limit: 50 }));
    await page.reload();
    await expect(stage(page, "The reservation ran out.")).toBeVisible();
    await show("order, expired");
    await open(page, "/orders");
    await expect(page.getByRole("main").getByRole("link", { name: /Order/ }).first()).toBeVisible();
    await show("orders, several");
  },
};

export const refusals: Walk = {
  name: "Orders that need a word",
  async walk(visit) {
    const { page, shop, gate, show } = visit;
    await orderInTunnel(visit, "/product/burren-cup", () => stockUp(shop, "burren-cup", 0));
    await expect(stage(page, NEEDS_YOU)).toBeVisible();
    await show("order, out of stock");
    const now = Date.now();
    await orderInTunnel(visit, "/product/hob-kettle", async () => {
      const skus = await skusOf(shop, "hob-kettle");
      const changes = skus.map((sku) => ({ sku, currency: "EUR" as const, amount: 99_900 }));
      // Older than the honour window, so that the price the shopper saw no longer holds.
      await withBooks(shop, (store) => publishPrices(store, { changes, now: now - 25 * HOUR }));
    });
    await expect(stage(page, NEEDS_YOU)).toBeVisible();
    await show("order, price changed");
    const { status, title } = PROBLEMS.invalid;
    const body = JSON.stringify({ type: "urn:holdfast:problem:invalid", code: "invalid", title, status });
    void gate.next(({ method, path }) => method === "POST" && path === "/api/orders", {
      kind: "status",
      status,
      body,
      type: "application/problem+json",
    });
    await order(page, "/product/rigging-knife", "Pay on delivery");
    await expect(stage(page, "The shop could not take this order.")).toBeVisible();
    await show("order, rejected");
  },
};

export const offline: Walk = {
  name: "Offline",
  async walk({ page, context, gate, show }) {
    await open(page, "/");
    await workerInControl(page);
    for (const path of ["/", "/category/kitchen", "/search?q=mug"]) await open(page, path);
    await addToCart(page, GOODS.mug);
    await addToCart(page, "/product/storm-lantern");
    await context.setOffline(true);
    for (const [name, path] of [
      ["home, offline", "/"],
      ["category, offline", "/category/kitchen"],
      ["product, offline", GOODS.mug],
      ["search, offline", "/search?q=mug"],
      ["page not on this device, offline", "/product/ferry-tote"],
      ["cart, offline", "/cart"],
      ["details, offline", "/checkout"],
    ] as const) {
      await open(page, path);
      await show(name);
    }
    await reachReview(page, "Pay on delivery");
    await show("review, offline");
    await placeOrder(page);
    await expect(stage(page, "Not placed yet.")).toBeVisible();
    await show("order, waiting");
    await open(page, "/orders");
    await expect(page.getByRole("main").getByText("Waiting to be sent").first()).toBeVisible();
    await show("orders, one waiting");
    await open(page, "/waiting");
    await page.getByRole("button", { name: "Do not send" }).click();
    await expect(page.getByRole("button", { name: "Keep it waiting" })).toBeVisible();
    await show("waiting, an order and the question");
    await page.goBack();
    await page.goBack();
    await expect(stage(page, "Not placed yet.")).toBeVisible();
    void gate.next(({ method, path }) => method === "POST" && path === "/api/orders", { kind: "hang" });
    await context.setOffline(false);
    await expect(stage(page, "Sending your order.")).toBeVisible();
    await show("order, sending");
  },
};
