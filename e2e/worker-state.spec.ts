import type { Page } from "@playwright/test";
import { PACK_PREFIX } from "../protocol/pack.ts";
import { expectNoSidewaysScroll, expectNoViolations } from "./lib/everybody.ts";
import { GOODS, open, workerInControl } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";
import { beginIdle, killWorkers, workerState } from "./lib/worker.ts";

async function pagesKept(page: Page): Promise<number> {
  const entry = Object.entries((await workerState(page)).caches).find(([name]) => name.includes("|pages|"));
  return entry?.[1] ?? 0;
}

test("The worker tells about itself: to machines, to people, and without a network", async ({
  page,
  context,
  shop,
}) => {
  await open(page, GOODS.mug);
  await workerInControl(page);
  await page.reload();
  await expect.poll(async () => (await workerState(page)).hits.ratio).toBeGreaterThan(0);
  // What a busy worker cannot find out within 2 s it leaves out.
  await expect(async () => {
    const told = await workerState(page);
    expect(told.worker?.version).toBe(shop.release);
    expect(told).toMatchObject({ state: "NORMAL", outbox: { waiting: 0, needsYou: 0 }, storage: { lite: false } });
    expect(Object.keys(told.idle)).toEqual(expect.arrayContaining(["storage budget", "warm-up"]));
    expect(told.storage.quota).toBeGreaterThan(0);
    expect(told.log.join("\n")).toMatch(/prices are at version \d+/);
  }).toPass();

  await context.setOffline(true);
  await page.goto("/__sw/state");
  await expect(page.locator("body")).toContainText(`version: ${shop.release}`);
  await page.goto("/cart");
  await page.getByRole("contentinfo").getByRole("link", { name: "Diagnostics" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Diagnostics" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Worker" })).toContainText(shop.release);
  await expect(page.getByRole("region", { name: "Log" })).toContainText("prices are at version");
  await expectNoViolations(page, "diagnostics");
  await expectNoSidewaysScroll(page, 320, "diagnostics");
});

test("A page that was on its way while the worker took over is served by it, too, and so is one that was loaded past it", async ({
  page,
  context,
  gate,
  shop,
}) => {
  const installation = gate.hold(({ path }) => path.startsWith(PACK_PREFIX));
  await open(page, "/about");
  const document = gate.hold(({ path }) => path === "/help");
  const tab = await context.newPage();
  const going = tab.goto("/help");
  await expect.poll(() => gate.seen.some(({ path }) => path === "/help")).toBe(true);
  installation.release();
  await workerInControl(page);
  document.release();
  await going;
  await workerInControl(tab);
  const clients = async () => (await workerState(page)).releases[shop.release]?.clients;
  await expect.poll(clients).toBe(2);

  const session = await context.newCDPSession(tab);
  const loaded = tab.waitForEvent("load");
  await session.send("Page.reload", { ignoreCache: true });
  await loaded;
  await workerInControl(tab);
  await expect.poll(clients).toBe(2);
});

test("Without a worker the shop says so at the same places", async ({ browser, gate }) => {
  const context = await browser.newContext({ baseURL: gate.origin, serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto("/__sw/state");
  await expect(page.locator("body")).toContainText("no worker in control");
  await page.goto("/diagnostics");
  await expect(page.getByRole("status").filter({ hasText: "No worker is in control" })).toBeVisible();
  await context.close();
});

test("Warming that was cut off in the middle goes on where it was, and what it brought opens offline", async ({
  page,
  context,
  gate,
}) => {
  await open(page, "/about");
  await workerInControl(page);
  const shelf = gate.hold(({ path }) => path === "/product/islander-rucksack");
  await beginIdle(page);
  await expect.poll(() => gate.seen.some(({ path }) => path === "/product/islander-rucksack")).toBe(true);
  await expect.poll(() => pagesKept(page)).toBeGreaterThan(5);
  gate.seen.length = 0;
  await killWorkers(context, page);
  shelf.release();
  await beginIdle(page);
  await expect.poll(() => pagesKept(page), { intervals: [1_000] }).toBeGreaterThan(95);
  // Payloads come after all documents: whether some were asked for by now is chance.
  const again = gate.seen.map(({ path }) => path).filter((path) => !/^\/media\/|[?&]_rsc/.test(path));
  expect(again).toContain("/product/islander-rucksack");
  expect(again.filter((path) => path === "/" || path.startsWith("/category/"))).toEqual([]);
  const lastRun = async () => (await workerState(page)).idle["warm-up"]?.lastRun ?? 0;
  await expect.poll(lastRun).toBeGreaterThan(0);

  // What was warmed and never looked at opens by a click, without loading a document.
  await context.setOffline(true);
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  const shelves = page.getByRole("navigation", { name: "Shop by category" });
  await shelves.getByRole("link", { name: "Lamps & light" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Lamps & light" })).toBeVisible();
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
});

test("Messages that are none change nothing", async ({ page }) => {
  await open(page, "/about");
  await workerInControl(page);
  await page.evaluate(async () => {
    const { controller } = navigator.serviceWorker;
    const nonsense: unknown[] = [
      null,
      1,
      "PURGE_USER",
      {},
      { type: "PURGE_USER" },
      { type: "PURGE_USER", version: 99 },
      { type: "__proto__", version: 1 },
      { type: "constructor", version: 1 },
      JSON.parse('{"__proto__": {"type": "PURGE_USER"}, "version": 1}'),
      { type: "MAKE_ROOM", version: 1, more: true },
      { type: "HELLO", version: 1, release: {}, claimed: "yes" },
      new Uint8Array(1_000_000),
    ];
    const names = await caches.keys();
    for (const message of nonsense) controller?.postMessage(message);
    await fetch("/__sw/state");
    if ((await caches.keys()).length < names.length) throw new Error("a cache is gone");
  });
  expect((await workerState(page)).state).toBe("NORMAL");
});
