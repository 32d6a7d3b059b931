import { expectVisibleFocus, tabInto, tabTo } from "./lib/everybody.ts";
import { open, PLACED, stage } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

const ANSWERS = [
  ["Full name", "Nora Burke"],
  ["Email", "nora@example.com"],
  ["Street and number", "3 Pier Road"],
  ["Town or city", "Roundstone"],
  ["Eircode", "H91 X2Y3"],
] as const;

test("A shopper with a keyboard alone finds a jacket, chooses a size and orders it, and always sees where they are", async ({
  page,
}) => {
  const main = page.getByRole("main");
  await open(page, "/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeInViewport();
  await expectVisibleFocus(page);
  const shelves = page.getByRole("navigation", { name: "Shop by category" });
  await tabInto(page, shelves.getByRole("link", { name: "Outerwear & knits" }));
  await expect(page.getByRole("heading", { level: 1, name: "Outerwear & knits" })).toBeVisible();
  await tabInto(page, main.getByRole("link", { name: /^Skerry oilskin/ }).first());
  await expect(page.getByRole("heading", { level: 1, name: /^Skerry oilskin/ })).toBeVisible();

  const sizes = page.getByRole("radiogroup", { name: "Size" }).or(page.getByRole("group", { name: "Size" }));
  await tabTo(page, sizes.getByRole("radio", { checked: true }));
  const before = await sizes.getByRole("radio", { checked: true }).getAttribute("value");
  await page.keyboard.press("ArrowRight");
  await expectVisibleFocus(page);
  await expect(sizes.getByRole("radio", { checked: true })).not.toHaveAttribute("value", before ?? "");
  await tabInto(page, page.getByRole("button", { name: "Add to cart" }));
  await tabInto(page, main.getByRole("link", { name: "See the cart" }));

  await tabInto(page, page.getByRole("link", { name: "Go to checkout" }));
  for (const [label, answer] of ANSWERS) {
    await tabTo(page, page.getByLabel(label));
    await page.keyboard.type(answer);
  }
  await page.keyboard.press("Enter");
  const travels = page.getByRole("radio", { name: /^Standard/ });
  await tabTo(page, travels);
  await page.keyboard.press("Space");
  await expect(travels).toBeChecked();
  await tabTo(page, page.getByRole("radio", { name: /^Card/ }));
  await page.keyboard.press("ArrowDown");
  await expectVisibleFocus(page);
  await expect(page.getByRole("radio", { name: /^Pay on delivery/ })).toBeChecked();
  await tabInto(page, page.getByRole("button", { name: "Go on to review" }));
  await tabInto(page, page.getByRole("button", { name: /^Place order/ }));
  await expect(stage(page, PLACED)).toBeVisible();
});
