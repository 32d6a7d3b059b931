import { requireRelease } from "./lib/releases.ts";
import { open } from "./lib/shopper.ts";
import { expect, test, testWithShop } from "./lib/test.ts";

const NOTICE = "Boats run late today: parcels may, too.";
const PAGES = ["/", "/product/road-end-mug", "/about", "/cart", "/checkout", "/orders", "/offline", "/no-such-page"];

test("Without a notice there is none", async ({ request }) => {
  expect(await (await request.get("/")).text()).not.toContain(NOTICE);
});

testWithShop({ release: () => requireRelease("b") })(
  "A release that was built with a notice shows it on top of every page",
  async ({ page }) => {
    for (const path of PAGES) {
      await open(page, path);
      await expect(page.getByRole("banner").getByText(NOTICE)).toBeVisible();
    }
  },
);
