import { expect } from "@playwright/test";
import { expectSaved } from "../lib/mugs.ts";
import { addToCart, fillDetails, GOODS, open, placeOrder, stage } from "../lib/shopper.ts";
import { stockUp } from "./goods.ts";
import type { Walk } from "./visit.ts";

export const checkout: Walk = {
  name: "Cart and checkout",
  async walk({ page, shop, show }) {
    await addToCart(page, GOODS.mug);
    await addToCart(page, GOODS.jacket);
    await addToCart(page, "/product/storm-lantern");
    await page.goto("/cart");
    await expectSaved(page);
    await show("cart, full");
    await open(page, "/checkout");
    await expect(page.getByLabel("Full name")).toBeVisible();
    await show("details, blank");
    await page.getByRole("button", { name: "Go on to delivery" }).click();
    await expect(page.getByRole("link", { name: /Enter the name of the person/ })).toBeVisible();
    await show("details, with mistakes");
    await fillDetails(page);
    await expect(page.getByRole("radio", { name: /^Standard/ })).toBeVisible();
    await page.goBack();
    await expect(page.getByLabel("Full name")).toHaveValue("Nora Burke");
    await show("details, filled");
    await page.getByRole("button", { name: "Go on to delivery" }).click();
    await expect(page.getByRole("radio", { name: /^Standard/ })).toBeVisible();
    await show("delivery, blank");
    await page.getByRole("button", { name: "Go on to review" }).click();
    await expect(page.getByRole("link", { name: "Choose how it travels." })).toBeVisible();
    await show("delivery, with mistakes");
    await page.getByRole("radio", { name: /^Standard/ }).check();
    await page.getByRole("radio", { name: /^Pay on delivery/ }).check();
    await show("delivery, chosen");
    await page.getByRole("button", { name: "Go on to review" }).click();
    await expect(page.getByRole("button", { name: /^Place order/ })).toBeVisible();
    await show("review, online");
    await placeOrder(page);
    await expect(stage(page, "Placed. Thank you.")).toBeVisible();
    await show("order, placed");
    await addToCart(page, "/product/peg-rail");
    await addToCart(page, "/product/salt-crock");
    await stockUp(shop, "peg-rail", 0);
    await stockUp(shop, "salt-crock", 1);
    await page.goto("/cart");
    await page.getByRole("button", { name: /^One more Salt crock/ }).click();
    await expect(page.getByText("Sort out the marked lines first.")).toBeVisible();
    await show("cart, with trouble");
    await open(page, "/checkout");
    await expect(page.getByText("One line needs you first.")).toBeVisible();
    await show("checkout, blocked by a line");
  },
};
