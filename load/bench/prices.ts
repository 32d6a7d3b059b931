import type { BrowserContext, Page } from "@playwright/test";
import { publishPrices } from "../../db/queries/publish-prices.ts";
import { withBooks } from "../../e2e/lib/books.ts";
import type { Shop } from "../../e2e/lib/shop.ts";
import { skusOf } from "../../e2e/walks/goods.ts";
import { launchBrowser } from "../lib/browser.ts";
import { median } from "../lib/hammer.ts";
import type { Ratio } from "../lib/report.ts";

const FLIPS = 20;
const SLUG = "road-end-mug";
const PROMISED_MS = 1_000;

/** Two tabs with the product's page, once one of them follows the shop's prices for both. */
async function openTabs(context: BrowserContext): Promise<readonly Page[]> {
  const following = context.waitForEvent("response", (response) => response.url().endsWith("/api/prices/live"));
  const tabs = [await context.newPage(), await context.newPage()];
  for (const tab of tabs) {
    await tab.goto(`/product/${SLUG}`);
    await tab.evaluate(async () => void (await navigator.serviceWorker.ready));
  }
  await following;
  return tabs;
}

interface Flip {
  /** When the tab heard of a newer version, and when the price was on its screen; milliseconds since 1970, 0 before. */
  heard: number;
  shown: number;
}

/** Has the tab note when it hears of the next version and when it shows this price; the answered function waits for both. */
async function follow(tab: Page, price: string): Promise<() => Promise<Flip>> {
  await tab.evaluate((words) => {
    const flip: Flip = { heard: 0, shown: 0 };
    new BroadcastChannel("holdfast").addEventListener("message", ({ data }) => {
      if (data.type === "CACHE_UPDATED") flip.heard ||= Date.now();
    });
    const look = () => {
      if (document.body.textContent?.includes(words)) flip.shown ||= Date.now();
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { flip });
  }, price);
  return async () => {
    const done = await tab.waitForFunction(() => {
      const { flip } = window as unknown as { flip: Flip };
      return flip.heard > 0 && flip.shown > 0 ? flip : null;
    });
    const flip = await done.jsonValue();
    if (flip === null) throw new Error("a flip that was waited for is gone");
    return flip;
  };
}

/** How long a published price takes to every tab that is open, and onto its screen (P1, P2). */
export async function benchPrices(shop: Shop): Promise<{ title: string; ratios: Ratio[] }> {
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ baseURL: shop.origin });
    const tabs = await openTabs(context);
    const skus = await skusOf(shop, SLUG);
    const heard: number[] = [];
    const shown: number[] = [];
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const amount = 3_101 + flip;
      const times = await Promise.all(tabs.map((tab) => follow(tab, `€${(amount / 100).toFixed(2)}`)));
      const changes = skus.map((sku) => ({ sku, currency: "EUR", amount }) as const);
      const published = await withBooks(shop, async (store) => {
        await publishPrices(store, { changes, now: Date.now() });
        return Date.now();
      });
      const told = await Promise.all(times.map((time) => time()));
      heard.push(Math.max(...told.map((time) => time.heard)) - published);
      shown.push(Math.max(...told.map((time) => time.shown)) - published);
    }
    const ms = (values: readonly number[]) => `${median([...values]).toFixed(0)} ms, at most ${Math.max(...values)} ms`;
    return {
      title: "A new price",
      ratios: [
        {
          name: "until the last of two tabs knows, at its slowest ÷ the second that is promised",
          value: Math.max(...heard) / PROMISED_MS,
          atMost: 1,
          detail: `median ${ms(heard)}, the first ${heard[0]} ms; on the screens of both ${ms(shown)}; ${FLIPS} changes`,
        },
      ],
    };
  } finally {
    await browser.close();
  }
}
