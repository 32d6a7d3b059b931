import type { Page } from "@playwright/test";
import { publishPrices } from "../db/queries/publish-prices.ts";
import { setStock } from "../db/queries/stock.ts";
import { withBooks } from "./lib/books.ts";
import { isScript } from "./lib/gate.ts";
import { cartLink, GOODS, open, workerInControl } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

const dialog = (page: Page) => page.getByRole("dialog", { name: "Enlarged picture" });
const enlarge = (page: Page) => page.getByRole("link", { name: /^Enlarge:/ }).first();

/** Two fingers that move apart in the middle of a phone's screen. */
async function spreadFingers(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", apart: number) => {
    const fingers = [-apart, apart].map((offset, id) => ({ x: 195 + offset, y: 400, id }));
    return session.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : fingers });
  };
  await touch("touchStart", 20);
  for (let apart = 25; apart <= 100; apart += 5) await touch("touchMove", apart);
  await touch("touchEnd", 0);
}

test.describe("A tap before the scripts have come (M4)", () => {
  test("is answered at once and done exactly once when they have", async ({ page, gate }) => {
    const held = gate.hold(isScript);
    await page.goto(GOODS.mug, { waitUntil: "commit" });
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByRole("button", { name: "Adding" })).toBeVisible();
    await page.getByRole("button", { name: "Adding" }).click();
    held.release();
    await expect(page.getByRole("status").filter({ hasText: "in your cart" })).toBeVisible();
    await expect(cartLink(page, 1)).toBeVisible();
    await page.getByRole("button", { name: "Add another" }).click();
    await expect(cartLink(page, 2)).toBeVisible();
    await page.goto("/cart");
    await expect(page.getByRole("textbox", { name: /^Quantity of Road-end mug/ })).toHaveValue("2");
  });

  test("adds the size that was picked before they came", async ({ page, gate }) => {
    const held = gate.hold(isScript);
    await page.goto(GOODS.jacket, { waitUntil: "commit" });
    await page.getByRole("radio", { name: "L", exact: true }).check({ force: true });
    await page.getByRole("button", { name: "Add to cart" }).click();
    held.release();
    await expect(page.getByRole("status").filter({ hasText: /, L: in your cart/ })).toBeVisible();
    await expect(page).toHaveURL(/variant=/);
    await expect(cartLink(page, 1)).toBeVisible();
  });

  test("costs the page less than a kilobyte", async ({ request }) => {
    const html = await (await request.get(GOODS.mug)).text();
    const [recorder] = [...html.matchAll(/<script>(.*?)<\/script>/gs)].filter(([, code]) =>
      code?.includes("holdfastTaps"),
    );
    expect(recorder?.[1]?.length).toBeLessThan(1_000);
  });
});

test.describe("The pictures of a product", () => {
  test("open large, turn with the arrows and close with Escape, and the focus comes back", async ({ page }) => {
    await open(page, GOODS.jacket);
    await enlarge(page).focus();
    await page.keyboard.press("Enter");
    await expect(dialog(page)).toBeVisible();
    await expect(dialog(page).getByText(/^Picture 1 of \d/)).toBeVisible();
    await page.keyboard.press("ArrowRight");
    await expect(dialog(page).getByText(/^Picture 2 of \d/)).toBeVisible();
    await page.keyboard.press("ArrowLeft");
    await expect(dialog(page).getByText(/^Picture 1 of \d/)).toBeVisible();
    await expect(dialog(page).getByRole("img")).toHaveJSProperty("naturalWidth", 1280);
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toBeHidden();
    await expect(enlarge(page)).toBeFocused();
  });

  test("can be drawn near with a button and with two fingers", async ({ browser, gate }) => {
    const context = await browser.newContext({
      baseURL: gate.origin,
      hasTouch: true,
      isMobile: true,
      viewport: { width: 390, height: 844 },
    });
    const page = await context.newPage();
    await open(page, GOODS.jacket);
    await enlarge(page).tap();
    const picture = dialog(page).getByRole("img");
    const before = await picture.boundingBox();
    await dialog(page).getByRole("button", { name: "Zoom in" }).tap();
    await expect.poll(async () => (await picture.boundingBox())?.width ?? 0).toBeGreaterThan(2 * (before?.width ?? 0));
    await dialog(page).getByRole("button", { name: "Zoom out" }).tap();
    await spreadFingers(page);
    await expect.poll(() => page.evaluate(() => window.visualViewport?.scale ?? 1)).toBeGreaterThan(1.5);
    await context.close();
  });

  test("can be drawn near and walked over by keyboard alone", async ({ page }) => {
    await open(page, GOODS.jacket);
    await enlarge(page).focus();
    await page.keyboard.press("Enter");
    await dialog(page).getByRole("button", { name: "Zoom in" }).focus();
    await page.keyboard.press("Enter");
    const out = dialog(page).getByRole("button", { name: "Zoom out" });
    await expect(out).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    const moved = () => page.evaluate(() => (document.activeElement?.scrollLeft ?? 0) > 0);
    await page.keyboard.press("ArrowRight");
    await expect.poll(moved).toBe(true);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.evaluate(() => (document.activeElement?.scrollTop ?? 0) > 0)).toBe(true);
    await expect(dialog(page).getByText(/^Picture 1 of \d/)).toBeVisible();
    await out.focus();
    await page.keyboard.press("Enter");
    await expect(dialog(page).getByRole("button", { name: "Zoom in" })).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(dialog(page).getByText(/^Picture 2 of \d/)).toBeVisible();
  });

  test("are plain links where there are no scripts", async ({ browser, gate }) => {
    const context = await browser.newContext({ baseURL: gate.origin, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(GOODS.jacket);
    await enlarge(page).click();
    await expect(page).toHaveURL(/-1280\.webp$/);
    await context.close();
  });

  test("are still there large-ish when the large one cannot be had", async ({ page, context }) => {
    await open(page, GOODS.jacket);
    await workerInControl(page);
    await context.route(/-1280\.webp$/, (route) => route.abort());
    await enlarge(page).click();
    await expect(dialog(page).getByRole("img")).not.toHaveJSProperty("naturalWidth", 0);
  });
});

test("A choice that is sold out says so before it is made, and cannot be bought", async ({ page, shop }) => {
  await open(page, GOODS.jacket);
  await page.getByRole("radio", { name: "L", exact: true }).check({ force: true });
  const sku = new URL(page.url()).searchParams.get("variant") ?? "";
  await withBooks(shop, (store) => store.tx((db) => setStock(db, sku, 0)));
  await expect
    .poll(async () => {
      await page.goto(GOODS.jacket);
      return page.getByRole("radio", { name: /^L\s*sold out$/ }).count();
    })
    .toBe(1);
  await page.getByRole("radio", { name: /^L\s*sold out$/ }).check({ force: true });
  await expect(page.getByText("Sold out for now")).toBeVisible();
  await expect(page.getByRole("button", { name: "Sold out" })).toHaveAttribute("aria-disabled", "true");
  await withBooks(shop, (store) => store.tx((db) => setStock(db, sku, 20)));
});

test("The page says when an order of today would arrive", async ({ page }) => {
  await open(page, GOODS.mug);
  await expect(page.getByText(/it is with you between \w{3},? \d+ \w{3} and \w{3},? \d+ \w{3}/)).toBeVisible();
});

test.describe("A price says how old it is (P2)", () => {
  test("offline with the day and hour when it was true, and no longer once the shop is back", async ({
    page,
    context,
  }) => {
    await open(page, GOODS.mug);
    await workerInControl(page);
    await page.reload();
    await context.setOffline(true);
    await page.reload();
    await expect(page.getByText(/^price of \d+ \w{3} \d{4}, \d\d:\d\d, .*ago$/)).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: /Prices as of \d\d:\d\d, .*ago/ })).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByText(/^price of/)).toBeHidden();
  });

  test("and is put right on the screen when the shop can be asked again", async ({ page, context, shop }) => {
    const slug = "/product/hob-kettle";
    await open(page, slug);
    await workerInControl(page);
    await page.reload();
    const price = page
      .getByRole("main")
      .getByText(/^€[\d.,]+$/)
      .first();
    const before = (await price.textContent()) ?? "";
    const { sku, amount } = await page.request
      .get(`/api${slug.replace("product", "products")}`)
      .then((response) => response.json())
      .then(({ product }) => ({
        sku: String(product.variants[0].sku),
        amount: Number(
          product.variants[0].prices.find((entry: { currency: string }) => entry.currency === "EUR").amount,
        ),
      }));
    await context.setOffline(true);
    await page.clock.install();
    await page.reload();
    await expect(price).toHaveText(before);
    await withBooks(shop, (store) =>
      publishPrices(store, { changes: [{ sku, currency: "EUR", amount: amount - 100 }], now: Date.now() }),
    );
    await page.clock.fastForward("10:00");
    await context.setOffline(false);
    await expect(price).not.toHaveText(before);
    await expect(page.getByText(/^price of/)).toBeHidden();
  });
});
