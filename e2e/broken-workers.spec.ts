import type { Page } from "@playwright/test";
import { writeKillSwitches } from "../api/kill-switches.ts";
import { goodWorkerComesBack, lookForWorker, registered, serveBroken } from "./lib/broken-workers.ts";
import { markCaches, marksLeft } from "./lib/cache-marks.ts";
import { countLoads } from "./lib/count-loads.ts";
import { countOnDevice } from "./lib/device-database.ts";
import { shopperWithMuch } from "./lib/much-to-lose.ts";
import { open, workerInControl } from "./lib/shopper.ts";
import { expect, testWithShop } from "./lib/test.ts";
import { beginIdle, killWorkers, stopWorker, visitOnce, wholeOnDevice } from "./lib/worker.ts";

const test = testWithShop();

const cachesLeft = (page: Page) => page.evaluate(() => caches.keys());

/** It waits for nobody, but the older one may be at work or be started anew for it, and would keep it out for minutes (R5). */
async function letBrokenIn(page: Page): Promise<void> {
  await stopWorker(page.context(), page, "activated");
  await visitOnce(page);
}

test("K2: a worker that answers everything with rubbish from its cache is taken back; cart and waiting order are whole", async ({
  page,
  context,
  gate,
  shop,
}) => {
  const held = await shopperWithMuch(page, gate, shop);
  // A tab that still works answers at once, and comes back while the broken one has its time to save.
  const other = await context.newPage();
  await open(other, "/orders");
  const broken = serveBroken(gate, shop.release, "wrong cache");
  await lookForWorker(page);
  const script = await page.evaluate(() => document.querySelector<HTMLScriptElement>("script[src]")?.src ?? "");
  // Looked up past the worker: a request of each look might start the older one anew, again and again.
  const copy = async () => {
    await letBrokenIn(page);
    return page.evaluate(async (url) => (await (await caches.match(url))?.text())?.slice(0, 40), script);
  };
  await expect.poll(copy).toBe("<h1>Rubbish</h1>");
  await workerInControl(page);
  expect(await page.evaluate(async (url) => (await fetch(url)).text(), script)).toBe("<h1>Rubbish</h1>");
  await page.goto("/cart");
  await expect(page.getByRole("heading", { name: "Rubbish" })).toBeVisible();

  broken.callBack();
  writeKillSwitches(shop.dataDir, { safetyWorker: true });
  const loads = countLoads(page);
  await page.goto("/about");
  await expect(page.getByRole("heading", { name: "Rubbish" })).toHaveCount(0);
  await expect.poll(() => registered(page)).toBeNull();
  await expect.poll(() => cachesLeft(page)).toEqual([]);
  expect(await loads()).toBeLessThanOrEqual(2);
  await other.close();
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
  const state = async () => {
    await letBrokenIn(page);
    return registered(page);
  };
  await expect.poll(state).toMatchObject({ active: "activating" });
  const fresh = await context.newPage();
  await expect(fresh.goto("/about", { timeout: 2_000 })).rejects.toThrow("Timeout");

  broken.callBack();
  writeKillSwitches(shop.dataDir, { safetyWorker: true });
  await lookForWorker(page);
  // The browser itself would wait for minutes: the safety worker ends the registration from the queue.
  await expect.poll(() => registered(page)).toBeNull();
  // The registration goes first, and the caches right after it.
  await expect.poll(() => cachesLeft(page)).not.toContain(`holdfast|/|v1|static|${shop.release}`);
  // An open tab keeps the broken one until it is loaded anew; with the last of them, those that were kept waiting come.
  await page.goto("/about");
  await expect(fresh.getByRole("heading", { level: 1 })).toBeVisible();
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
  await expect.poll(() => registered(page)).toMatchObject({ installing: "installing" });
  const fresh = await context.newPage();
  await fresh.goto("/cart");
  await expect(fresh.getByRole("main")).toContainText("Road-end mug");
  await fresh.close();

  broken.callBack();
  writeKillSwitches(shop.dataDir, { flag: true });
  // A round of idle work that began before the flag was set does not know it; the next one does.
  const looked = async () => {
    await beginIdle(page);
    return cachesLeft(page);
  };
  await expect.poll(looked).toEqual([]);
  // What ends the registration queues behind the installation; the browser gives that up after five minutes, here at once.
  expect(await registered(page)).toMatchObject({ installing: "installing" });
  await stopWorker(context, page, "installing");
  await expect.poll(() => registered(page)).toBeNull();
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
  await expect.poll(() => registered(page)).toMatchObject({ installing: "installing" });
  const clear = (body: object | null) =>
    page.evaluate(async (wipe) => {
      const response = await fetch("/api/clear-cache", {
        method: "POST",
        headers: { "X-App-Version": "an-older-release", ...(wipe ? { "Content-Type": "application/json" } : {}) },
        ...(wipe ? { body: JSON.stringify({ wipe }) } : {}),
      });
      return { status: response.status, cleared: (await response.json()).cleared };
    }, body);
  // An open window may begin a new database or cache at once; what must be gone is what was in the one before.
  const ordersHeld = async () => {
    const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    return names.includes("holdfast") ? countOnDevice(page, "orders") : 0;
  };

  expect(await clear(null)).toEqual({ status: 200, cleared: true });
  expect(await clear({ confirmed: true, waiting: 1, cart: null })).toMatchObject({ status: 409 });
  expect(await ordersHeld()).toBe(1);
  expect(await registered(page)).toMatchObject({ installing: "installing", active: "activated" });

  await markCaches(page);
  expect(await marksLeft(page)).not.toEqual([]);
  expect(await clear({ confirmed: true, waiting: 0, cart: null })).toEqual({ status: 200, cleared: true });
  await expect.poll(() => registered(page)).toBeNull();
  expect(await ordersHeld()).toBe(0);
  expect(await marksLeft(page)).toEqual([]);
});

test("K3: one button throws the copies away, cart and waiting order stay; everything goes once the shop has the order, and no sooner", async ({
  page,
  context,
  gate,
  shop,
}) => {
  const held = await shopperWithMuch(page, gate, shop);
  // To the shop this is a page of an older release.
  const older = { kind: "rewrite", headers: { "x-app-version": "an-older-release" } } as const;
  void gate.next(({ path }) => path === "/api/clear-cache", older, Number.POSITIVE_INFINITY);
  const eraseEverything = async () => {
    await page.getByRole("button", { name: "Erase everything" }).click();
    await expect(page.getByRole("heading", { name: /^Erase everything/ })).toBeFocused();
    await page.getByRole("button", { name: "Send what waits, then erase" }).click();
  };
  await open(page, "/diagnostics");
  await eraseEverything();
  await expect(page.getByText(/^Nothing was erased: .+ still waits? to be sent/)).toBeVisible();

  await page.evaluate(async () => {
    localStorage.setItem("mark", "here");
  });
  await markCaches(page);
  const loads = countLoads(page);
  await page.getByRole("button", { name: "Throw the copies away" }).click();
  const done = page.getByText(
    "Done. The copies are gone, the browser's own among them, and new ones come as you shop.",
    {
      exact: true,
    },
  );
  await expect(done).toBeVisible();
  expect(await loads()).toBe(1);
  expect(await marksLeft(page)).toEqual([]);
  expect(await page.evaluate(() => localStorage.getItem("mark"))).toBe("here");
  // What the worker was doing in idle time may take long to end; a new start begins with the files that are missing.
  await killWorkers(context, page);
  await wholeOnDevice(page, shop.release);
  await held.expectNothingLost(page);

  await open(page, "/diagnostics");
  await eraseEverything();
  await expect(page.getByText("Done. This browser begins anew", { exact: false })).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem("mark"))).toBeNull();
  await open(page, "/cart");
  await expect(page.getByRole("main")).toContainText("Road-end mug");
});
