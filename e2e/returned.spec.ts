import type { Page } from "@playwright/test";
import { expectNoViolations } from "./lib/everybody.ts";
import type { Seen } from "./lib/gate.ts";
import { deleteDatabase, loseDatabase } from "./lib/lose-database.ts";
import { expectSaved, mugs, oneMoreMug, openSavedCart } from "./lib/mugs.ts";
import { addToCart, GOODS, NOT_PLACED, open, placeOrder, reachReview, stage, workerInControl } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

const CLEARED = "This browser had cleared what the shop kept here.";
const told = (page: Page, words: string | RegExp) =>
  page.getByRole("main").getByRole("listitem").filter({ hasText: words });

/** Waits until the page has noted outside the database what would be missed. */
function noted(page: Page, words: string): Promise<unknown> {
  return page.waitForFunction((part) => localStorage.getItem("holdfast.kept")?.includes(part), words);
}

test.describe("A browser that deletes what the shop keeps", () => {
  test("loses no cart that the shop knows: it comes back, with a word on what the shop never had", async ({
    page,
    gate,
  }) => {
    await openSavedCart(page);
    let isCut = true;
    void gate.next(({ path }) => isCut && path.endsWith("/sync"), { kind: "down" }, Number.POSITIVE_INFINITY);
    await oneMoreMug(page);
    await noted(page, '"cartUnsent":true');
    await loseDatabase(page);
    isCut = false;
    await open(page, "/cart");
    await expect(page.getByRole("heading", { name: CLEARED })).toBeVisible();
    await expect(told(page, "Your cart is back as the shop knows it: 1 thing.")).toBeVisible();
    await expect(
      told(page, "Changes of the cart that had not been saved with the shop by then are lost."),
    ).toBeVisible();
    await expect(mugs(page)).toHaveValue("1");
    await expect(page.getByRole("link", { name: /^Cart\s*, 1 item$/ })).toBeVisible();
    await expectNoViolations(page, "a cart that was brought back");
    await page.getByRole("button", { name: "All right" }).click();
    await expect(page.getByRole("heading", { name: CLEARED })).toBeHidden();

    await loseDatabase(page);
    // Nothing that scripts can write survives a week away in Safari.
    await page.evaluate(() => localStorage.clear());
    await open(page, "/cart");
    await expect(told(page, "no note of it was left either")).toBeVisible();
    await expect(mugs(page)).toHaveValue("1");
  });

  test("under an open window loses nothing: the window has it, with what the shop has not seen", async ({
    page,
    gate,
  }) => {
    await openSavedCart(page);
    const isSync = ({ path }: Seen) => path.endsWith("/sync");
    const syncs = gate.hold(isSync);
    const before = gate.seen.filter(isSync).length;
    await oneMoreMug(page);
    await expect(mugs(page)).toHaveValue("2");
    // Whoever sends has told the tabs by then, and whoever looks for what is missing waits for its turn.
    await expect.poll(() => gate.seen.filter(isSync).length).toBeGreaterThan(before);
    await deleteDatabase(page);
    await page.evaluate(async () => {
      for (const name of await caches.keys()) await caches.delete(name);
    });
    await oneMoreMug(page);
    await expect(mugs(page)).toHaveValue("3");
    syncs.release();
    await expect(told(page, "Your cart is back as this window still had it: 3 things.")).toBeVisible();
    await expectSaved(page);
    await page.reload();
    await expect(mugs(page)).toHaveValue("3");
  });

  test("with an order that never left says so, and that nothing was charged", async ({ page, context }) => {
    await addToCart(page, GOODS.mug);
    await workerInControl(page);
    await context.setOffline(true);
    await reachReview(page, "Pay on delivery");
    await placeOrder(page);
    await expect(stage(page, NOT_PLACED)).toBeVisible();
    await noted(page, '"orders":1');
    await page.goto("/offline");
    await deleteDatabase(page);
    await context.setOffline(false);
    await open(page, "/orders");
    await expect(
      told(page, /1 order was still waiting to be sent\..*was not placed and nothing was charged/),
    ).toBeVisible();
    await expect(page.getByRole("heading", { name: "None so far." })).toBeVisible();
  });
});
