import { expect, test } from "./lib/test.ts";

const PAGES = [
  "/",
  "/category/kitchen",
  "/product/skerry-oilskin",
  "/search?q=mug",
  "/cart",
  "/checkout",
  "/orders",
  "/about",
];

for (const [name, viewport] of [
  ["a phone", { width: 390, height: 844 }],
  ["a desktop", { width: 1440, height: 900 }],
] as const) {
  test.describe(`On ${name}`, () => {
    test.use({ viewport });

    for (const path of PAGES) {
      test(`${path} opens without an error and fits the screen`, async ({ page }) => {
        const troubles: string[] = [];
        page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
        page.on("pageerror", (error) => troubles.push(error.message));
        page.on(
          "response",
          (response) => response.status() >= 400 && troubles.push(`${response.status()} ${response.url()}`),
        );
        await page.goto(path, { waitUntil: "networkidle" });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
        expect(troubles).toEqual([]);
      });
    }
  });
}

test("An address that does not exist says so and leads on", async ({ page }) => {
  const response = await page.goto("/no-such-page");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("main").getByRole("link").first().click();
  await expect(page).not.toHaveURL(/no-such-page/);
});

test("A variant has its own address", async ({ page }) => {
  await page.goto("/product/skerry-oilskin");
  await page.getByRole("radio", { name: "L", exact: true }).check({ force: true });
  await expect(page).toHaveURL(/variant=/);
  const address = page.url();
  await page.goto("/");
  await page.goto(address);
  await expect(page.getByRole("radio", { name: "L", exact: true })).toBeChecked();
});

test("Search finds what was nearly spelled right", async ({ page }) => {
  await page.goto("/search?q=oilskn");
  await expect(
    page
      .getByRole("main")
      .getByRole("link", { name: /Skerry oilskin/ })
      .first(),
  ).toBeVisible();
});
