import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { setStock } from "../../db/queries/stock.ts";
import { orderCount, withBooks } from "../../e2e/lib/books.ts";
import { queueLength, queueOrders } from "../../e2e/lib/queue.ts";
import type { Shop } from "../../e2e/lib/shop.ts";
import { addToCart, GOODS, workerInControl } from "../../e2e/lib/shopper.ts";
import { skusOf } from "../../e2e/walks/goods.ts";
import { launchBrowser } from "../lib/browser.ts";
import { median } from "../lib/hammer.ts";
import { inWords, type Link, type LinkProfile, MOBILE_3G, MOBILE_4G, openLink } from "../lib/link.ts";
import { orderOf, seePrices } from "../lib/orders.ts";
import type { Ratio } from "../lib/report.ts";

const ROUNDS = 5;
const ORDERS = 19;
const PLENTY = 10_000;

interface Shopper {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly link: Link;
}

async function enter(browser: Browser, link: Link): Promise<Shopper> {
  link.shape(null);
  const context = await browser.newContext({ baseURL: link.origin });
  const page = await context.newPage();
  const session = await browser.newBrowserCDPSession();
  await session.send("Browser.grantPermissions", { permissions: ["backgroundSync"] });
  await addToCart(page, GOODS.mug);
  await workerInControl(page);
  await page.goto("/cart");
  return { context, page, link };
}

/** From the moment in which the browser knows that it is online until the last write is confirmed and gone, in milliseconds. */
async function flushOnce(shop: Shop, shopper: Shopper, profile: LinkProfile, sku: string): Promise<number> {
  const { context, page, link } = shopper;
  const [seen] = await seePrices(shop.origin, [sku]);
  if (!seen) throw new Error(`${sku} has no price`);
  const before = await orderCount(shop);
  await context.setOffline(true);
  link.connected(false);
  await page.getByRole("button", { name: /^One more/ }).click();
  await page.waitForFunction(() => navigator.onLine === false);
  await queueOrders(
    page,
    Array.from({ length: ORDERS }, () => orderOf(seen)),
  );
  await expect.poll(() => queueLength(page)).toBe(ORDERS + 1);
  const flushed = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let online = 0;
        window.addEventListener("online", () => {
          online = performance.now();
        });
        new BroadcastChannel("holdfast").addEventListener("message", ({ data }) => {
          if (online > 0 && data.type === "QUEUE_STATE" && data.waiting === 0) resolve(performance.now() - online);
        });
      }),
  );
  link.shape(profile);
  link.connected(true);
  await context.setOffline(false);
  const took = await flushed;
  link.shape(null);
  const left = await queueLength(page);
  const placed = (await orderCount(shop)) - before;
  if (left !== 0 || placed !== ORDERS) throw new Error(`${placed} of ${ORDERS} orders were placed, ${left} are left`);
  return took;
}

async function flushes(browser: Browser, shop: Shop, profile: LinkProfile, sku: string): Promise<number[]> {
  const link = await openLink(shop.origin);
  const shopper = await enter(browser, link);
  try {
    const took: number[] = [];
    // The first one fetches what sends and is not counted.
    for (let round = 0; round <= ROUNDS; round += 1) took.push(await flushOnce(shop, shopper, profile, sku));
    return took.slice(1);
  } finally {
    await shopper.context.close();
    await link.close();
  }
}

/** How soon a shopper who comes out of the tunnel has everything confirmed that was queued in it (W6). */
export async function benchFlush(shop: Shop): Promise<{ title: string; ratios: Ratio[] }> {
  const [sku = ""] = await skusOf(shop, "road-end-mug");
  await withBooks(shop, (store) => store.tx((db) => setStock(db, sku, PLENTY)));
  const browser = await launchBrowser();
  try {
    const ratios: Ratio[] = [];
    for (const [profile, atMost] of [
      [MOBILE_4G, 2.1],
      [MOBILE_3G, 8.5],
    ] as const) {
      const took = await flushes(browser, shop, profile, sku);
      const seconds = took.map((ms) => (ms / 1_000).toFixed(2)).join(", ");
      ratios.push({
        name: `seconds until 20 queued writes are confirmed on ${profile.name}`,
        value: median(took) / 1_000,
        atMost,
        detail: `${ORDERS} orders and a cart, median of ${seconds}; ${inWords(profile)}`,
      });
    }
    return { title: "The outbox after a tunnel", ratios };
  } finally {
    await browser.close();
  }
}
