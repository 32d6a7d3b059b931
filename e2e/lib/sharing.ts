import { expect, type Page } from "@playwright/test";
import { open } from "./shopper.ts";

export const panel = (page: Page) => page.getByRole("region", { name: /^(Share this cart|This cart is shared)$/ });
export const members = (page: Page) => page.getByRole("list", { name: "Who shares this cart" }).getByRole("listitem");

/** Makes a link from the cart page, as its owner does, and answers it. */
export async function makeLink(page: Page): Promise<string> {
  await open(page, "/cart");
  await page.getByRole("button", { name: "Share this cart" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  return page.getByRole("textbox", { name: "Link to this cart" }).inputValue();
}

/** Joins by a link and waits until the shared cart is shown. */
export async function join(page: Page, link: string): Promise<void> {
  await open(page, link);
  await page.getByRole("button", { name: "Join the cart" }).click();
  await page.waitForURL(/\/cart$/);
  await expect(members(page).filter({ hasText: "this device" })).toBeVisible();
}

/** The name that the shop drew for this device. */
export async function ownName(page: Page): Promise<string> {
  const words = await members(page).filter({ hasText: "this device" }).innerText();
  return words.replace(/\s*this device[\s\S]*$/, "");
}
