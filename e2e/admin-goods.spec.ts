import { getStock } from "../db/queries/stock.ts";
import { expectHonestBooks, withBooks } from "./lib/books.ts";
import { expectNoSidewaysScroll, expectNoViolations } from "./lib/everybody.ts";
import { expect, testWithShop } from "./lib/test.ts";
import { skusOf } from "./walks/goods.ts";

const test = testWithShop();
const printedToken = (log: string) => /shown this once: (\S+)/.exec(log)?.[1] ?? "";

test("An operator changes a price and the count of a shelf, and shoppers see both at once", async ({
  page,
  context,
  shop,
}) => {
  const [sku = ""] = await skusOf(shop, "road-end-mug");
  const shopper = await context.newPage();
  await shopper.goto(`/product/road-end-mug?variant=${sku}`);

  await page.goto("/admin");
  await page.getByLabel("Operator's token").fill(printedToken(shop.log()));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Prices" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Prices" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-sw-state", /./);
  await expectNoViolations(page, "prices");
  await expectNoSidewaysScroll(page, 320, "prices");

  const one = page.getByRole("region", { name: "One price" });
  await one.getByLabel("SKU").fill(sku);
  await one.getByLabel("New price, such as 49.90").fill("12,50");
  await one.getByRole("button", { name: "Publish the price" }).click();
  await expect(one.getByRole("status")).toHaveText("Write the price as digits, such as 49.90.");
  await one.getByLabel("New price, such as 49.90").fill("12.50");
  await one.getByRole("button", { name: "Publish the price" }).click();
  await expect(page.getByText("Price version 2 is current.")).toBeVisible();
  await expect(shopper.getByRole("main").getByText("€12.50").first()).toBeVisible();

  const sale = page.getByRole("region", { name: "A sale" });
  await sale.getByLabel("Per cent off").fill("20");
  await sale.getByLabel("From, empty for now").fill("2099-11-27T08:00");
  await sale.getByRole("button", { name: "Start the sale" }).click();
  const waiting = page.getByRole("region", { name: "What is to come" });
  await expect(waiting.getByRole("listitem")).toContainText("20 % off The whole shop");
  await waiting.getByRole("button", { name: /^Drop/ }).click();
  await expect(waiting.getByText("Nothing is scheduled.")).toBeVisible();

  await page.getByRole("link", { name: "Stock" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Stock" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-sw-state", /./);
  const count = page.getByRole("region", { name: "Stock" });
  await count.getByLabel("SKU").fill(sku);
  await count.getByLabel("Units on the shelf").fill("0");
  await count.getByRole("button", { name: "Save the count" }).click();
  await expect(count.getByRole("status")).toHaveText(`${sku}: 0.`);
  await expect(page.getByRole("region", { name: "Sold out" }).getByText(sku)).toBeVisible();
  await expectNoViolations(page, "stock");
  expect(await withBooks(shop, ({ read }) => getStock(read, sku))).toBe(0);
  await expectHonestBooks(shop);
});
