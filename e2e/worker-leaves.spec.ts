import type { Page } from "@playwright/test";
import { writeKillSwitches } from "../api/kill-switches.ts";
import { markCaches, marksLeft } from "./lib/cache-marks.ts";
import { changeNote } from "./lib/control-notes.ts";
import type { Fault, Gate, Seen } from "./lib/gate.ts";
import { addToCart, GOODS, open, workerInControl } from "./lib/shopper.ts";
import { expect, testWithShop } from "./lib/test.ts";
import { beginIdle, killWorkers, tellWorker, workerState } from "./lib/worker.ts";

const test = testWithShop();

const isManifest = ({ path }: Seen) => path.startsWith("/sw-manifest.json");

/** Without the catalogue there is nothing to warm: a round of idle work ends as soon as it has looked at the manifest. */
function keepCold(gate: Gate): void {
  const isCatalogue = ({ path }: Seen) => path.startsWith("/api/catalogue");
  void gate.next(isCatalogue, { kind: "status", status: 503 }, Number.POSITIVE_INFINITY);
}

/** Lets the worker look at the manifest, and waits until it has met what stands in its way. */
async function lookAtManifest(page: Page, meeting: Promise<void>): Promise<void> {
  let met = false;
  void meeting.then(() => {
    met = true;
  });
  const started = Date.now();
  const looked = async () => {
    await beginIdle(page);
    const { lastTick } = (await workerState(page)).idle["manifest check"] ?? { lastTick: null };
    return met && (lastTick ?? 0) >= started;
  };
  await expect.poll(looked).toBe(true);
}

function installation(page: Page): Promise<{ caches: number; registrations: number }> {
  return page.evaluate(async () => ({
    caches: (await caches.keys()).filter((name) => name.startsWith("holdfast|/|")).length,
    registrations: (await navigator.serviceWorker.getRegistrations()).length,
  }));
}

/** Lets the worker look until it has gone, and then once more, that it does not begin anew. */
async function expectGone(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      await beginIdle(page);
      return installation(page);
    })
    .toEqual({ caches: 0, registrations: 0 });
  await page.evaluate(() => fetch("/api/products?limit=1"));
  await beginIdle(page);
  expect(await installation(page)).toEqual({ caches: 0, registrations: 0 });
}

/** As if the manifest had been seen missing two minutes before it was. */
function twoMinutesPass(page: Page): Promise<void> {
  return changeNote<number>(page, "missing", (since) => since - 120_000);
}

test("K1: a manifest that is gone twice, a minute apart, sends the worker away; nothing less does, and the cart stays", async ({
  page,
  gate,
}) => {
  keepCold(gate);
  await addToCart(page, GOODS.mug);
  await workerInControl(page);
  await page.goto("/about");
  const { release } = await page.evaluate(() => ({ release: document.documentElement.dataset.release }));
  const harmless: Fault[] = [
    { kind: "status", status: 500 },
    { kind: "status", status: 502, body: "<h1>Bad gateway</h1>", type: "text/html" },
    { kind: "status", status: 503 },
    { kind: "status", status: 504 },
    { kind: "status", status: 200, body: "<!doctype html><h1>Welcome to the Wi-Fi</h1>", type: "text/html" },
    { kind: "status", status: 200, body: '{"schema":1,"id":"', type: "application/json" },
    { kind: "status", status: 200, body: '{"__proto__":{"kill":true},"kill":"yes"}', type: "application/json" },
    { kind: "down" },
    { kind: "status", status: 404 },
    // The second sighting comes too soon after the first.
    { kind: "status", status: 410 },
  ];
  for (const fault of harmless) {
    await lookAtManifest(page, gate.next(isManifest, fault));
  }
  expect((await installation(page)).registrations).toBe(1);
  expect((await workerState(page)).worker?.version).toBe(release);

  // What was seen is in the worker's database, not in its memory.
  await killWorkers(page.context(), page);
  await twoMinutesPass(page);
  void gate.next(isManifest, { kind: "status", status: 404 }, Number.POSITIVE_INFINITY);
  await expectGone(page);
  await page.goto("/cart");
  await expect(page.getByRole("main")).toContainText("Road-end mug");
});

test("K1: the kill flag in the manifest sends it away at once", async ({ page, gate, shop }) => {
  keepCold(gate);
  await open(page, "/about");
  await workerInControl(page);
  writeKillSwitches(shop.dataDir, { flag: true });
  await expectGone(page);
  writeKillSwitches(shop.dataDir, { flag: false });
});

test("K5: a page has the caches dropped only with the word that it was given itself, and once", async ({ page }) => {
  await open(page, "/about");
  await workerInControl(page);
  /** Says something to the worker and waits for one kind of answer; a second question shows that the first had none. */
  const answer = (message: object, kind: string) =>
    page.evaluate(
      ([words, wanted]) =>
        new Promise<Record<string, string>>((resolve) => {
          navigator.serviceWorker.addEventListener("message", ({ data }) => data.type === wanted && resolve(data));
          navigator.serviceWorker.controller?.postMessage({ version: 1, ...words });
        }),
      [message, kind] as const,
    );
  const release = await page.evaluate(() => document.documentElement.dataset.release);
  const greet = () => answer({ type: "HELLO", release, claimed: false }, "STATE");
  const { nonce } = await greet();
  await markCaches(page);
  await tellWorker(page, { type: "FORCE_CLEANUP", nonce: "a guess", what: "all" });
  await greet();
  expect(await marksLeft(page)).not.toEqual([]);
  await answer({ type: "FORCE_CLEANUP", nonce, what: "all" }, "CLEANED");
  // Of the caches themselves some may be there anew: what is fetched from now on is kept again.
  expect(await marksLeft(page)).toEqual([]);
  expect((await greet()).nonce).not.toBe(nonce);
});
