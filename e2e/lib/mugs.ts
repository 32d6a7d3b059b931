import { expect, type Page } from "@playwright/test";
import { addToCart, GOODS, open } from "./shopper.ts";

/** How many mugs the cart on this page says there are in it. */
export const mugs = (page: Page) => page.getByRole("textbox", { name: /^Quantity of Road-end mug/ });
const oneMore = (page: Page) => page.getByRole("button", { name: /^One more Road-end mug/ });
export const oneMoreMug = (page: Page) => oneMore(page).click();
/** Two taps, faster than the first of them is written. */
export const twoMoreMugs = (page: Page) => oneMore(page).dblclick();

/** Waits until the shop has confirmed what the cart on this page shows. */
export const expectSaved = (page: Page) => expect(page.getByText("Saved on this device and with us.")).toBeVisible();

/** The cart of a shopper with a mug in it, which the shop has, too. */
export async function openSavedCart(page: Page): Promise<void> {
  await addToCart(page, GOODS.mug);
  await open(page, "/cart");
  await expectSaved(page);
}
