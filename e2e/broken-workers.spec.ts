import type { Page } from "@playwright/test";
import { writeKillSwitches } from "../api/kill-switches.ts";
import { lookForWorker, registered, serveBroken } from "./lib/broken-workers.ts";
import { shopperWithMuch } from "./lib/much-to-lose.ts";
import type { Shop } from "./lib/shop.ts";
import { open, workerInControl } from "./lib/shopper.ts";
import { expect, testWithShop } from "./lib/test.ts";
import { beginIdle, stopInstallingWorker } from "./lib/worker.ts";

const test = testWithShop();

const cachesLeft = (page: Page) => page.evaluate(() => caches.keys());

async function goodWorkerComesBack(page: Page, shop: Shop): Promise<void> {
  writeKillSwitches(shop.dataDir, { safetyWorker: false, flag: false });
  await open(page, "/about");
  await workerInControl(page);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Rubbish");
}

test("K2: a worker that answers everything with rubbish from its cache is taken back; cart and waiting order are whole", async ({
  page,
  gate,
  shop,
}) => {
  const held = await shopperWithMuch(page, gate, shop);
  const broken = serveBroken(gate, shop.release, "wrong cache");
  await lookForWorker(page);
  const script = await page.evaluate(() => document.querySelector<HTMLScriptElement>("script[src]")?.src ?? "");
  const file = () => page.evaluate(async (url) => (await fetch(url)).text(), script);
  await expect.poll(file, { timeout: 20_000 }).toBe("<h1>Rubbish</h1>");
  await page.goto("/cart");
  await expect(page.getByRole("heading", { name: "Rubbish" })).toBeVisible();

  broken.callBack();
  writeKillSwitches(shop.dataDir, { safetyWorker: true });
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  await page.goto("/about");
  await expect(page.getByRole("heading", { name: "Rubbish" })).toHaveCount(0, { timeout: 30_000 });
  await expect.poll(() => registered(page)).toBeNull();
  expect(await cachesLeft(page)).toEqual([]);
  expect(loads).toBeLessThanOrEqual(2);
  await goodWorkerComesBack(page, shop);
  await held.expectNothingLost(page);
});

test("K2: a worker that took over and never gets ready is taken back, although it keeps every new tab waiting", async ({
  page,
  context,
  gate,
  shop,
}) => {
  const held = await shopperWithMuch(page, gate, shop);
  const broken = serveBroken(gate, shop.release, "activation without end");
  await lookForWorker(page);
  await expect.poll(() => registered(page), { timeout: 20_000 }).toMatchObject({ active: "activating" });
  const fresh = await context.newPage();
  await expect(fresh.goto("/about", { timeout: 2_000 })).rejects.toThrow("Timeout");

  broken.callBack();
  writeKillSwitches(shop.dataDir, { safetyWorker: true });
  await lookForWorker(page);
  // The browser itself would wait for minutes: the safety worker ends the registration from the queue.
  await expect.poll(() => registered(page), { timeout: 20_000 }).toBeNull();
  expect(await cachesLeft(page)).not.toContain(`holdfast|/|v1|static|${shop.release}`);
  // An open tab keeps the broken one until it is loaded anew; with the last of them, those that were kept waiting come.
  await page.goto("/about");
  await expect(fresh.getByRole("heading", { level: 1 })).toBeVisible({ timeout: 20_000 });
  await fresh.close();
  await goodWorkerComesBack(page, shop);
  await held.expectNothingLost(page);
});

test("K1: behind a worker whose installation never ends the shop sells on, and the one in charge leaves at the flag", async ({
  page,
  context,
  gate,
  shop,
}) => {
  const held = await shopperWithMuch(page, gate, shop);
  const broken = serveBroken(gate, shop.release, "installation without end");
  await lookForWorker(page);
  await expect.poll(() => registered(page), { timeout: 20_000 }).toMatchObject({ installing: "installing" });
  const fresh = await context.newPage();
  await fresh.goto("/cart");
  await expect(fresh.getByRole("main")).toContainText("Road-end mug");
  await fresh.close();

  broken.callBack();
  writeKillSwitches(shop.dataDir, { flag: true });
  await beginIdle(page);
  await expect.poll(() => cachesLeft(page), { timeout: 20_000 }).toEqual([]);
  // What ends the registration queues behind the installation; the browser gives that up after five minutes, here at once.
  expect(await registered(page)).toMatchObject({ installing: "installing" });
  await stopInstallingWorker(context, page);
  await expect.poll(() => registered(page), { timeout: 20_000 }).toBeNull();
  await goodWorkerComesBack(page, shop);
  await held.expectNothingLost(page);
});

test("K3: the confirmed wipe takes everything at once, also a worker whose installation never ends; less than that takes nothing", async ({
  page,
  gate,
  shop,
}) => {
  await shopperWithMuch(page, gate, shop);
  serveBroken(gate, shop.release, "installation without end");
  await lookForWorker(page);
  await expect.poll(() => registered(page), { timeout: 20_000 }).toMatchObject({ installing: "installing" });
  const clear = (body: object | null) =>
    page.evaluate(async (wipe) => {
      const response = await fetch("/api/clear-cache", {
        method: "POST",
        headers: { "X-App-Version": "an-older-release", ...(wipe ? { "Content-Type": "application/json" } : {}) },
        ...(wipe ? { body: JSON.stringify({ wipe }) } : {}),
      });
      return { status: response.status, cleared: (await response.json()).cleared };
    }, body);
  const databases = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));

  expect(await clear(null)).toEqual({ status: 200, cleared: true });
  expect(await clear({ confirmed: true, waiting: 1, cart: null })).toMatchObject({ status: 409 });
  expect(await databases()).toContain("holdfast");
  expect(await registered(page)).toMatchObject({ installing: "installing", active: "activated" });

  expect(await clear({ confirmed: true, waiting: 0, cart: null })).toEqual({ status: 200, cleared: true });
  await expect.poll(() => registered(page)).toBeNull();
  expect(await databases()).not.toContain("holdfast");
  expect(await cachesLeft(page)).toEqual([]);
});
