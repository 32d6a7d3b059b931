import { expect } from "@playwright/test";
import { open } from "../lib/shopper.ts";
import { skusOf, stockUp } from "./goods.ts";
import type { Walk } from "./visit.ts";

const printedToken = (log: string) => /shown this once: (\S+)/.exec(log)?.[1] ?? "";

/** The pages behind the operator's token. */
export const operator: Walk = {
  name: "The operator",
  async walk({ page, shop, show }) {
    await page.goto("/admin");
    await expect(page.getByLabel("Operator's token")).toBeVisible();
    await show("admin, sign-in");
    await page.getByLabel("Operator's token").fill(printedToken(shop.log()));
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("link", { name: "Prices" })).toBeVisible();
    await show("admin, releases");
    await open(page, "/admin/prices");
    await show("admin, prices");
    const sale = page.getByRole("region", { name: "A sale" });
    await sale.getByLabel("Per cent off").fill("20");
    await sale.getByLabel("From, empty for now").fill("2099-11-27T08:00");
    await sale.getByRole("button", { name: "Start the sale" }).click();
    const waiting = page.getByRole("region", { name: "What is to come" });
    await expect(waiting.getByRole("listitem")).toContainText("20 % off");
    const one = page.getByRole("region", { name: "One price" });
    await one.getByLabel("SKU").fill((await skusOf(shop, "road-end-mug"))[0] ?? "");
    await one.getByLabel("New price, such as 49.90").fill("much");
    await one.getByRole("button", { name: "Publish the price" }).click();
    await expect(one.getByRole("status")).toHaveText("Write the price as digits, such as 49.90.");
    await show("admin, prices with a sale to come and a mistake");
    await waiting.getByRole("button", { name: /^Drop/ }).click();
    await expect(waiting.getByText("Nothing is scheduled.")).toBeVisible();
    await stockUp(shop, "bow-shackle", 0);
    await open(page, "/admin/stock");
    await expect(page.getByRole("region", { name: "Sold out" }).getByRole("listitem").first()).toBeVisible();
    await show("admin, stock");
  },
};
