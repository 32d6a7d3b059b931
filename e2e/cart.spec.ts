import { expectSaved, oneMoreMug } from "./lib/mugs.ts";
import { addToCart, GOODS, open } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

test.describe("The cart", () => {
  test("two tabs are in step at once", async ({ page, context }) => {
    await addToCart(page, GOODS.mug);
    await page.goto("/cart");
    const other = await context.newPage();
    await open(other, "/cart");
    await expect(other.getByRole("textbox", { name: /^Quantity of Road-end mug/ })).toHaveValue("1");
    await oneMoreMug(other);
    await expect(page.getByRole("textbox", { name: /^Quantity of Road-end mug/ })).toHaveValue("2");
    await oneMoreMug(page);
    await expect(other.getByRole("textbox", { name: /^Quantity of Road-end mug/ })).toHaveValue("3");
  });

  test("says when it is saved with the shop, and is empty honestly", async ({ page }) => {
    await open(page, "/cart");
    await expect(page.getByText("Nothing in it yet.")).toBeVisible();
    await addToCart(page, GOODS.mug);
    await page.goto("/cart");
    await expectSaved(page);
  });

  test("a removed line can be put back", async ({ page }) => {
    await addToCart(page, GOODS.mug);
    await page.goto("/cart");
    await page.getByRole("button", { name: /^Remove Road-end mug/ }).click();
    await expect(page.getByText("Nothing in it yet.")).toBeVisible();
    await page.getByRole("button", { name: "Put it back" }).click();
    await expect(page.getByRole("textbox", { name: /^Quantity of Road-end mug/ })).toHaveValue("1");
  });

  test("survives a reload and a new tab", async ({ page, context }) => {
    await addToCart(page, GOODS.mug);
    await page.reload();
    await expect(page.getByRole("link", { name: /^Cart\s*, 1 item$/ })).toBeVisible();
    const other = await context.newPage();
    await other.goto("/");
    await expect(other.getByRole("link", { name: /^Cart\s*, 1 item$/ })).toBeVisible();
  });
});
