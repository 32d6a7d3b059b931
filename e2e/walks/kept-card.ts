import { expect, type Page } from "@playwright/test";
import { addToCart, fillDetails, GOODS, PLACED, placeOrder, stage } from "../lib/shopper.ts";
import type { Walk } from "./visit.ts";

const RESERVED = "Reserved for you. Pay to place it.";

async function reachDelivery(page: Page): Promise<void> {
  await addToCart(page, GOODS.mug);
  await page.goto("/cart");
  await page.getByRole("link", { name: "Go to checkout" }).click();
  await fillDetails(page);
  await page.getByRole("radio", { name: /^Standard/ }).check();
}

async function fillCard(page: Page, number: string): Promise<void> {
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Expiry date").fill("12/40");
  await page.getByLabel("Security code").fill("123");
}

async function keepCard(page: Page, number: string): Promise<void> {
  await fillCard(page, number);
  await page.getByRole("button", { name: "Keep this card" }).click();
  await page.waitForURL(/\/checkout\/delivery$/);
  await expect(keptCard(page, number)).toBeVisible();
}

const keptCard = (page: Page, number: string) =>
  page.getByRole("radio", { name: new RegExp(`ending in ${number.slice(-4)}`) });

async function orderWith(page: Page, number: string): Promise<void> {
  await keptCard(page, number).check();
  await page.getByRole("button", { name: "Go on to review" }).click();
  await placeOrder(page);
}

/** A card is left with the acquirer beforehand and charged without its owner, who may still have to say a word. */
export const keptCards: Walk = {
  name: "A kept card",
  async walk({ page, show }) {
    await reachDelivery(page);
    await page.getByRole("button", { name: "Keep a card for orders without a signal" }).click();
    await expect(page.getByLabel("Card number")).toBeVisible();
    await show("keeping a card, blank");
    await keepCard(page, "4000002500003155");
    await keptCard(page, "3155").check();
    await show("delivery, with a kept card");
    await orderWith(page, "3155");
    await expect(stage(page, RESERVED)).toBeVisible();
    await expect(page.getByText("The bank wants your word")).toBeVisible();
    await show("order, the bank wants a second step");
    await page.getByRole("link", { name: "Pay now" }).click();
    await expect(page.getByLabel("Card number")).toBeVisible();
    await show("paying, blank");
    await fillCard(page, "4000000000000002");
    await page.getByRole("button", { name: /^Pay/ }).click();
    await expect(page.getByText(/declined/i).first()).toBeVisible();
    await show("paying, declined");
    await fillCard(page, "4242424242424242");
    await page.getByRole("button", { name: /^Pay/ }).click();
    await page.waitForURL(/\/orders\/view/);
    await expect(stage(page, PLACED)).toBeVisible();
    await show("order, paid by card");
  },
};
