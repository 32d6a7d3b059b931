import type { BrowserContext, Page } from "@playwright/test";
import { orderCount } from "./lib/books.ts";
import { addToCart, GOODS, NOT_PLACED, open, placeOrder, reachReview, stage, workerInControl } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

/** Little more than the release itself takes. */
const QUOTA = 4.5 * 1024 * 1024;

/** Addresses of what the caches of a kind hold. */
function addressesKept(page: Page, kind: string): Promise<string[]> {
  return page.evaluate(async (part) => {
    const names = (await caches.keys()).filter((name) => name.includes(`|${part}|`));
    const held = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return held.flat().map(({ url }) => url);
  }, kind);
}

const kept = async (page: Page, kind: string) => (await addressesKept(page, kind)).length;

/** Lets the worker believe that so much of its storage is used. */
async function pretendUsage(context: BrowserContext, share: number): Promise<void> {
  const [worker] = context.serviceWorkers();
  await worker?.evaluate((used) => {
    StorageManager.prototype.estimate = async () => ({ usage: used * 1_000_000, quota: 1_000_000 });
  }, share);
}

/** What the page does by itself once it has settled. */
async function idle(page: Page): Promise<void> {
  await page.evaluate(() =>
    navigator.serviceWorker.controller?.postMessage({ type: "START_LONG_OPERATION", version: 1, work: "idle" }),
  );
}

test("A device that runs full loses pictures, never the cart and never an order", async ({ page, gate, shop }) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: gate.origin, quotaSize: QUOTA });
  const before = await orderCount(shop);
  await open(page, "/about");
  await workerInControl(page);
  // More large pictures than there is room for: what was kept first has to give way.
  await page.evaluate(async () => {
    const list = (await (await fetch("/api/products?limit=100")).json()) as { items: { picture: { base: string } }[] };
    for (const { picture } of list.items) {
      for (const width of [960, 1280]) {
        for (const base of [picture.base, picture.base.replace("-front", "-detail")])
          await fetch(`${base}-${width}.webp`);
      }
    }
  });
  const log = () => page.evaluate(async () => (await fetch("/__sw/state")).text());
  await expect.poll(log).toMatch(/made room: \d+ entries/);
  const files = await addressesKept(page, "static");
  await addToCart(page, GOODS.mug);
  gate.set({ kind: "down" });
  await reachReview(page, "Pay on delivery");
  await placeOrder(page);
  await expect(stage(page, NOT_PLACED)).toBeVisible();
  // What was still missing of the release may have come meanwhile.
  expect(await addressesKept(page, "static")).toEqual(expect.arrayContaining(files));
  gate.set({ kind: "none" });
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect.poll(() => orderCount(shop)).toBe(before + 1);
});

test("A device that is nearly full says so, keeps nothing ahead of need, and recovers", async ({ page, context }) => {
  await open(page, GOODS.mug);
  await workerInControl(page);
  await page.reload();
  await expect.poll(() => kept(page, "images")).toBeGreaterThan(0);
  await pretendUsage(context, 0.97);
  await idle(page);
  const notice = page.getByRole("status").filter({ hasText: "almost full" });
  await expect(notice).toBeVisible();
  await expect.poll(() => kept(page, "images")).toBe(0);
  await page.goto(GOODS.jacket);
  await expect(notice).toBeVisible();
  expect(await kept(page, "images")).toBe(0);
  expect(await kept(page, "static")).toBeGreaterThan(10);
  await pretendUsage(context, 0.1);
  await idle(page);
  await expect(notice).toBeHidden();
});
