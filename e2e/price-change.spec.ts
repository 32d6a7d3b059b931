import type { Page } from "@playwright/test";
import { currentPriceVersion } from "../db/queries/prices.ts";
import { publishPrices } from "../db/queries/publish-prices.ts";
import { withBooks } from "./lib/books.ts";
import type { Gate } from "./lib/gate.ts";
import { watchShifts } from "./lib/layout-shifts.ts";
import type { Shop } from "./lib/shop.ts";
import { addToCart, open, workerInControl } from "./lib/shopper.ts";
import { expect, testWithShop } from "./lib/test.ts";
import { skusOf } from "./walks/goods.ts";

const test = testWithShop();

async function reprice(shop: Shop, slug: string, amount: number): Promise<void> {
  const skus = await skusOf(shop, slug);
  const changes = skus.map((sku) => ({ sku, currency: "EUR", amount }) as const);
  await withBooks(shop, (store) => publishPrices(store, { changes, now: Date.now() }));
}

const askedToFollow = (gate: Gate) => gate.seen.filter(({ path }) => path === "/api/prices/live").length;

/** Delivers pushes to the page's worker as a push service would. */
async function pushTo(page: Page): Promise<(data: string) => Promise<unknown>> {
  const session = await page.context().newCDPSession(page);
  const found = Promise.withResolvers<string>();
  session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
    const origin = new URL(page.url()).origin;
    const ours = registrations.find(({ scopeURL, isDeleted }) => !isDeleted && scopeURL.startsWith(origin));
    if (ours) found.resolve(ours.registrationId);
  });
  await session.send("ServiceWorker.enable");
  const registrationId = await found.promise;
  const { origin } = new URL(page.url());
  return (data) => session.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data });
}

/** The notifications that stand on the device. */
const announced = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title }) => title);
  });

const shown = (page: Page, words: string) => page.getByRole("main").getByText(words).first();

/** Counts what could have brought news of a price, by path. */
function countAsked(page: Page): Map<string, number> {
  const asked = new Map<string, number>();
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    asked.set(pathname, (asked.get(pathname) ?? 0) + 1);
  });
  return asked;
}

test("each new price is on screen in every tab because one of them heard of it, and nothing jumps", async ({
  page,
  context,
  gate,
  shop,
}) => {
  const held = gate.hold(({ path }) => path === "/api/prices/live");
  await addToCart(page, "/product/road-end-mug");
  await workerInControl(page);
  const cart = await context.newPage();
  await cart.goto("/cart");
  await expect(cart.getByRole("link", { name: "Go to checkout" })).toBeVisible();
  const jumps = [await watchShifts(page), await watchShifts(cart)];
  const asked = [countAsked(page), countAsked(cart)];
  for (const [amount, words] of [
    [2_345, "€23.45"],
    [2_456, "€24.56"],
    [2_123, "€21.23"],
  ] as const) {
    await reprice(shop, "road-end-mug", amount);
    // What changes before the stream is there is learnt as soon as it is.
    await expect.poll(() => askedToFollow(gate)).toBe(1);
    held.release();
    await Promise.all([expect(shown(page, words)).toBeVisible(), expect(shown(cart, words)).toBeVisible()]);
  }
  // No tab asked whether there was news: the one open stream brought it to both.
  for (const paths of asked) expect(paths.get("/api/version")).toBeUndefined();
  expect(askedToFollow(gate)).toBe(1);
  for (const jumped of jumps) expect(await jumped()).toEqual([]);
});

test("a push tells of new prices where nothing else does, in every tab, with one notification", async ({
  page,
  context,
  gate,
  shop,
}) => {
  gate.hold(({ path }) => path === "/api/prices/live" || path === "/api/version");
  await context.grantPermissions(["notifications"]);
  await open(page, "/product/pier-bag");
  await workerInControl(page);
  await open(page, "/product/pier-bag");
  const other = await context.newPage();
  await open(other, "/product/pier-bag");
  const push = await pushTo(page);

  await reprice(shop, "pier-bag", 4_321);
  await push("no JSON");
  await expect.poll(() => announced(page)).toEqual(["News from the shop"]);
  const priceVersion = await withBooks(shop, ({ read }) => currentPriceVersion(read));
  await push(JSON.stringify({ type: "PRICES_CHANGED", version: 1, priceVersion }));
  for (const tab of [page, other]) await expect(shown(tab, "€43.21")).toBeVisible();
  await expect.poll(() => announced(page)).toEqual(["Prices have changed"]);
});

test("offline a price says when it was true; the first answer after that corrects it without a jump", async ({
  page,
  context,
  shop,
}) => {
  await open(page, "/product/hob-kettle");
  await workerInControl(page);
  await page.reload();
  for (const [width, amount, words] of [
    [1280, 7_654, "€76.54"],
    [390, 123_456, "€1,234.56"],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await context.setOffline(true);
    await page.reload();
    await expect(page.getByText(/^price of /)).toBeVisible();
    await reprice(shop, "hob-kettle", amount);
    const jumps = await watchShifts(page);
    await context.setOffline(false);
    await expect(shown(page, words)).toBeVisible();
    await expect(page.getByText(/^price of /)).toBeHidden();
    expect(await jumps()).toEqual([]);
  }
});

test("Back returns to the place one left, also when prices changed meanwhile and the shelf comes late", async ({
  page,
  gate,
  shop,
}) => {
  await open(page, "/category/outerwear");
  await workerInControl(page);
  const last = page.getByRole("main").getByRole("article").last().getByRole("link");
  await last.scrollIntoViewIfNeeded();
  const [, slug = ""] = /\/product\/(.+)/.exec((await last.getAttribute("href")) ?? "") ?? [];
  const place = await page.evaluate(() => window.scrollY);
  await last.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await page.waitForURL(/\/product\//);
  const reach = () => page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  await reprice(shop, slug, 7_891);
  await expect(shown(page, "€78.91")).toBeVisible();
  // Else the browser's own attempt would be enough.
  expect(await reach()).toBeLessThan(place);
  const held = gate.hold(({ path }) => path.startsWith("/category/outerwear"));
  const asked = () => gate.seen.filter(({ path }) => path.startsWith("/category/outerwear")).length;
  const before = asked();
  await page.goBack();
  await expect.poll(asked).toBeGreaterThan(before);
  held.release();
  await expect(page.getByRole("main").getByRole("article").first()).toBeVisible();
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(place);
});
