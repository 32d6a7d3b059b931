import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { orderOf, seePrices } from "../load/lib/orders.ts";
import { CONTENT_TAG, SYNC_TAGS } from "../offline/triggers.ts";
import { releaseDir } from "../server/release/catalogue.ts";
import { expectHonestBooks, orderCount, unitsInCarts } from "./lib/books.ts";
import type { Fault, Seen } from "./lib/gate.ts";
import { occupyOutbox, takeTurn, turnsWanted } from "./lib/in-the-way.ts";
import { killBrowser } from "./lib/kill-browser.ts";
import { expectSaved, oneMoreMug, openSavedCart } from "./lib/mugs.ts";
import { queueLength, queueOrders } from "./lib/queue.ts";
import type { Shop } from "./lib/shop.ts";
import { addToCart, GOODS, orderOffline, PLACED, stage, workerInControl } from "./lib/shopper.ts";
import { expect, testWithShop } from "./lib/test.ts";
import { syncTags, tellWorker, type WithSync } from "./lib/worker.ts";
import { workerLife } from "./lib/worker-life.ts";
import { skusOf, stockUp } from "./walks/goods.ts";

const test = testWithShop();

test.beforeAll(({ shop }) => stockUp(shop, "road-end-mug", 1_000));
test.afterEach(({ shop }) => expectHonestBooks(shop));

const isOrder = ({ method, path }: Seen) => method === "POST" && path === "/api/orders";
const isSync = ({ method, path }: Seen) => method === "POST" && path.endsWith("/sync");
const isWrite = (request: Seen) => isOrder(request) || isSync(request);

/** The saved cart of a shopper whose worker is there. */
async function openCartWithWorker(page: Page): Promise<void> {
  await openSavedCart(page);
  await workerInControl(page);
}

async function queueMugs(shop: Shop, page: Page, count: number): Promise<void> {
  const [seen] = await seePrices(shop.origin, (await skusOf(shop, "road-end-mug")).slice(0, 1));
  if (!seen) throw new Error("the mug has no price");
  await queueOrders(
    page,
    Array.from({ length: count }, () => orderOf(seen)),
  );
}

/** What the browser was asked to wake the worker for. */
/** Sets every clock by which scripts tell the time of day. */
function shiftedClock(byMs: number): string {
  return `
globalThis.Date = new Proxy(Date, {
  construct: (Real, given) => given.length > 0 ? new Real(...given) : new Real(Real.now() + ${byMs}),
  get: (Real, name) => name === "now" ? () => Real.now() + ${byMs} : Reflect.get(Real, name),
});
`;
}

interface Scene {
  readonly page: Page;
  /** What the network does to the next writes, and when it has done so. */
  readonly next: (fault: Fault, times?: number) => Promise<void>;
  /** How many writes have come to the network so far. */
  readonly written: () => number;
}

/** Brings the worker, which has been told to send, to one point; answers how to clear the way after its death. */
type Point = (scene: Scene, send: () => Promise<void>) => Promise<(() => Promise<void>) | undefined>;

/** Lets `first` writes pass and meets the `times` after them with a fault. */
function meets(first: number, fault: Fault, times: number): Point {
  return async ({ next }, send) => {
    if (first > 0) void next({ kind: "none" }, first);
    const met = next(fault, times);
    await send();
    await met;
    return undefined;
  };
}

/** Lets `first` writes pass, and has the answers of the `times` after them come while nothing can be stored. */
function cannotStore(first: number, times: number): Point {
  return async ({ page, next, written }, send) => {
    const { promise: until, resolve } = Promise.withResolvers<void>();
    const before = written();
    if (first > 0) void next({ kind: "none" }, first);
    const answered = next({ kind: "wait", until }, times);
    await send();
    await expect.poll(written).toBe(before + first + times);
    const outbox = await occupyOutbox(page);
    resolve();
    await answered;
    return outbox.release;
  };
}

const POINTS: Readonly<Record<string, Point>> = {
  "while it waits for its turn": async ({ page }, send) => {
    const turn = await takeTurn(page);
    await send();
    await expect.poll(() => turnsWanted(page)).toBeGreaterThan(0);
    return turn.release;
  },
  "when its turn has come and it has noted nothing": async ({ page }, send) => {
    const turn = await takeTurn(page);
    await send();
    await expect.poll(() => turnsWanted(page)).toBe(1);
    const outbox = await occupyOutbox(page);
    await turn.release();
    await expect.poll(() => turnsWanted(page)).toBe(0);
    return outbox.release;
  },
  "while the first entry is on its way": meets(0, { kind: "hang" }, 1),
  "while its answer is on its way back": meets(0, { kind: "keep-answer" }, 1),
  "when the answer has come and is not yet noted": cannotStore(0, 1),
  "between the first entry and the next": async ({ page, next, written }, send) => {
    const { promise: until, resolve } = Promise.withResolvers<void>();
    const before = written();
    const answered = next({ kind: "wait", until });
    await send();
    await expect.poll(written).toBe(before + 1);
    const turn = takeTurn(page);
    await expect.poll(() => turnsWanted(page)).toBe(1);
    resolve();
    await answered;
    const { release } = await turn;
    await expect.poll(() => turnsWanted(page)).toBe(1);
    return release;
  },
  "while four at once are on their way": meets(1, { kind: "hang" }, 4),
  "while their four answers are on their way back": meets(1, { kind: "keep-answer" }, 4),
  "when two of the four are done, and two never arrived": async ({ page, next }, send) => {
    const left = (await queueLength(page)) - 3;
    void next({ kind: "none" }, 3);
    const met = next({ kind: "hang" }, 2);
    await send();
    await met;
    await expect.poll(() => queueLength(page)).toBe(left);
    return undefined;
  },
  "when four answers have come and none is noted": cannotStore(1, 4),
};

test("The worker is killed at ten points while it sends: each order and the cart reach the shop once, none is lost", async ({
  page,
  context,
  gate,
  shop,
}) => {
  await openCartWithWorker(page);
  const units = await unitsInCarts(shop);
  let closed = true;
  void gate.next((request) => closed && isSync(request), { kind: "status", status: 503 }, Number.POSITIVE_INFINITY);
  await oneMoreMug(page);
  await expect.poll(() => queueLength(page)).toBe(1);
  // A page of the shop that sends nothing by itself: the worker is alone with the queue.
  await page.goto("/__sw/state");
  const before = await orderCount(shop);
  await queueMugs(shop, page, 12);
  closed = false;
  const worker = await workerLife(context, page);
  const scene: Scene = {
    page,
    next: (fault, times) => gate.next(isWrite, fault, times),
    written: () => gate.seen.filter(isWrite).length,
  };
  const send = () => tellWorker(page, { type: "SYNC_NOW_AVAILABLE" });
  for (const [title, bringTo] of Object.entries(POINTS)) {
    await test.step(title, async () => {
      const clear = await bringTo(scene, send);
      await worker.kill();
      await clear?.();
    });
  }
  await send();
  await expect.poll(() => queueLength(page)).toBe(0);
  expect(await orderCount(shop)).toBe(before + 12);
  expect(await unitsInCarts(shop)).toBe(units + 1);
  await page.goto("/orders");
  await expect(page.getByRole("listitem").filter({ hasText: "Placed" })).toHaveCount(12);
});

test.describe("What waits is sent", () => {
  test("with no page of the shop open, as soon as there is a signal, also one that fails at first: the cart, and every order", async ({
    page,
    context,
    gate,
    shop,
  }) => {
    await openCartWithWorker(page);
    const session = await context.browser()?.newBrowserCDPSession();
    await session?.send("Browser.grantPermissions", { permissions: ["backgroundSync"] });
    const [orders, units] = [await orderCount(shop), await unitsInCarts(shop)];
    await context.setOffline(true);
    await queueMugs(shop, page, 5);
    await oneMoreMug(page);
    await expect.poll(() => syncTags(page)).toContain(SYNC_TAGS.document);
    expect(await queueLength(page)).toBe(6);
    gate.seen.length = 0;
    await page.close();
    // The browser's own next try would be minutes away.
    const failed = gate.next(isOrder, { kind: "down" });
    await context.setOffline(false);
    await failed;
    await expect.poll(() => orderCount(shop)).toBe(orders + 5);
    await expect.poll(() => unitsInCarts(shop)).toBe(units + 1);
    // The shop itself was asked for each of them once; it has written one down before its answer is on the way.
    const answered = () => gate.seen.filter((request) => isWrite(request) && request.status !== undefined).length;
    await expect.poll(answered).toBeGreaterThanOrEqual(6);
    expect(answered()).toBe(6);
  });

  test("when the browser wakes the worker from time to time, whatever brought the order into the queue", async ({
    page,
    context,
    shop,
  }) => {
    await openCartWithWorker(page);
    await page.goto("/__sw/state");
    const before = await orderCount(shop);
    const worker = await workerLife(context, page);
    await queueMugs(shop, page, 2);
    await worker.wake(CONTENT_TAG);
    await expect.poll(() => queueLength(page)).toBe(0);
    expect(await orderCount(shop)).toBe(before + 2);
  });

  test("again when its answer was lost: a change of the cart counts once, an order is made once and called off once", async ({
    page,
    context,
    gate,
    shop,
  }) => {
    await openCartWithWorker(page);
    const [orders, units] = [await orderCount(shop), await unitsInCarts(shop)];
    const synced = gate.next(isSync, { kind: "lose-answer" });
    await oneMoreMug(page);
    await synced;
    await expectSaved(page);
    expect(await unitsInCarts(shop)).toBe(units + 1);

    await orderOffline(page, "Card");
    const ordered = gate.next(isOrder, { kind: "lose-answer" });
    await context.setOffline(false);
    await ordered;
    const cancel = page.getByRole("button", { name: "Cancel the order" });
    await expect(cancel).toBeVisible();
    const isCancel = ({ method, path }: Seen) => method === "POST" && path.endsWith("/cancel");
    const cancelled = gate.next(isCancel, { kind: "lose-answer" });
    await cancel.click();
    await cancelled;
    await expect(stage(page, "Cancelled.")).toBeVisible();
    expect(await orderCount(shop)).toBe(orders + 1);
    for (const its of [isOrder, isCancel]) expect(gate.seen.filter(its)).toHaveLength(2);
  });

  for (const [title, days] of [
    ["two days ahead", 2],
    ["two days behind", -2],
  ] as const) {
    test(`from a device whose clock is ${title}, at the prices that it showed`, async ({
      page,
      context,
      gate,
      shop,
    }) => {
      const script = shiftedClock(days * 86_400_000);
      await context.addInitScript(script);
      const body = script + readFileSync(join(releaseDir(shop.release), "sw.js"), "utf8");
      const shifted: Fault = { kind: "status", status: 200, type: "text/javascript", body };
      void gate.next(({ path }) => path === "/sw.js", shifted, Number.POSITIVE_INFINITY);
      const before = await orderCount(shop);
      await addToCart(page, GOODS.mug);
      await workerInControl(page);
      await orderOffline(page);
      const told = await page.evaluate(() => Date.now());
      expect(Math.round((told - Date.now()) / 86_400_000)).toBe(days);
      await context.setOffline(false);
      await expect(stage(page, PLACED)).toBeVisible();
      expect(await orderCount(shop)).toBe(before + 1);
    });
  }

  test("once, although the browser was killed in the middle of it and started again", async ({
    playwright,
    gate,
    shop,
  }, testInfo) => {
    const profile = await mkdtemp(join(tmpdir(), "holdfast-profile-"));
    const { launchOptions } = testInfo.project.use;
    const launch = () =>
      playwright.chromium.launchPersistentContext(profile, { ...launchOptions, baseURL: gate.origin });
    const first = await launch();
    const page = await first.newPage();
    await addToCart(page, GOODS.mug);
    await workerInControl(page);
    await page.goto("/__sw/state");
    const before = await orderCount(shop);
    await queueMugs(shop, page, 8);
    let cut = true;
    void gate.next(isOrder, { kind: "none" }, 1);
    const onTheWay = gate.next(isOrder, { kind: "keep-answer" }, 4);
    void gate.next((request) => cut && isOrder(request), { kind: "down" }, Number.POSITIVE_INFINITY);
    await page.evaluate(async (tag) => {
      const { sync } = (await navigator.serviceWorker.ready) as ServiceWorkerRegistration & WithSync;
      await sync.register(tag);
    }, SYNC_TAGS.writes);
    await onTheWay;
    const gone = new Promise((resolve) => first.once("close", resolve));
    await killBrowser(profile);
    await gone;
    expect(await orderCount(shop)).toBe(before + 5);
    cut = false;
    const second = await launch();
    // No page is open: the browser remembers that it was asked to wake the worker.
    await expect.poll(() => orderCount(shop)).toBe(before + 8);
    const again = await second.newPage();
    await again.goto("/waiting");
    await expect(again.getByRole("heading", { name: "Nothing waits." })).toBeVisible();
    expect(await orderCount(shop)).toBe(before + 8);
    await second.close();
    await rm(profile, { recursive: true, force: true });
  });
});
