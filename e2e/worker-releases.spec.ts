import type { Page, Worker } from "@playwright/test";
import type { SwManifest } from "../protocol/sw-manifest.ts";
import { changeNote } from "./lib/control-notes.ts";
import { requireRelease } from "./lib/releases.ts";
import { addToCart, GOODS, open, workerInControl } from "./lib/shopper.ts";
import { expect, testWithShop } from "./lib/test.ts";
import { beginIdle, killWorkers, newWorkerWaits, openOn, tellWorker, visitOnce, workerState } from "./lib/worker.ts";

const test = testWithShop();

async function manifestOf(origin: string): Promise<SwManifest> {
  return (await fetch(`${origin}/sw-manifest.json`)).json();
}

/** The SHA-384 of what page or worker is given at an address. */
function hashGiven(client: Page | Worker, url: string): Promise<string> {
  return (client as Page).evaluate(async (address) => {
    const response = await fetch(address);
    if (!response.ok) return `status ${response.status}`;
    const digest = await crypto.subtle.digest("SHA-384", await response.arrayBuffer());
    return btoa(String.fromCharCode(...new Uint8Array(digest)));
  }, url);
}

/** Runs a script as the page's own code would load it; rejects when it cannot be had. */
function loadScript(page: Page, src: string): Promise<void> {
  return page.evaluate(
    (address) =>
      new Promise<void>((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = () => resolve();
        script.onerror = () => reject(new Error(`${address} did not load`));
        document.head.append(script);
      }),
    src,
  );
}

async function startWorker(page: Page, script: string): Promise<Worker> {
  const started = page.waitForEvent("worker");
  await page.evaluate((address) => Object.assign(window, { helper: new Worker(address) }), script);
  return started;
}

function cacheNames(page: Page): Promise<string[]> {
  return page.evaluate(() => caches.keys());
}

/** As if the tabs that are gone had been gone for an hour: their grace for a way back is over (R2). */
function anHourPasses(page: Page): Promise<void> {
  return changeNote<{ seenAt: number }[]>(page, "pins", (pins) =>
    pins.map((pin) => ({ ...pin, seenAt: pin.seenAt - 3_600_000 })),
  );
}

test("A tab keeps the release it was opened with, after a deploy, with that release's files gone and the worker killed", async ({
  page,
  context,
  gate,
  shop,
}) => {
  const [a, b] = [shop.release, requireRelease("b")];
  const ofA = await manifestOf(gate.origin);
  // The first page came without a worker and is claimed by it.
  await open(page, "/about");
  await workerInControl(page);
  const shopper = await context.newPage();
  await addToCart(shopper, GOODS.mug);
  await shopper.close();
  await beginIdle(page);
  await expect
    .poll(async () => (await workerState(page)).releases[a])
    .toEqual(expect.objectContaining({ complete: true, clients: 1 }));

  await shop.switchTo(b);
  await expect.poll(async () => (await manifestOf(gate.origin)).id).toBe(b);
  const kept = new Set((await manifestOf(gate.origin)).files.map(({ url }) => url));
  const used = await page.evaluate(() =>
    performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname),
  );
  const lazy = ofA.files.filter(
    ({ url, group }) => group === "lazy" && /\/chunks\/.*\.js$/.test(url) && !kept.has(url) && !used.includes(url),
  );
  const [first, second] = lazy;
  if (!first || !second) throw new Error("the two releases differ by too little to test with");
  const gone = new Set(ofA.files.map(({ url }) => url).filter((url) => !kept.has(url)));
  void gate.next(
    ({ path }) => gone.has(path.split("?")[0] ?? ""),
    { kind: "status", status: 404 },
    Number.POSITIVE_INFINITY,
  );
  expect((await fetch(`${gate.origin}${first.url}`)).status).toBe(404);

  // A new tab gets the new release while the older worker still answers.
  const newer = await context.newPage();
  await openOn(newer, b);
  await killWorkers(context, page);
  await loadScript(page, first.url);
  expect(await hashGiven(page, first.url)).toBe(first.sha384);
  const helper = await startWorker(page, first.url);
  expect(await hashGiven(helper, second.url)).toBe(second.sha384);

  // The new worker takes over everybody, and still serves the older tab what is its own.
  await newWorkerWaits(newer);
  await tellWorker(newer, { type: "QUIESCE" });
  await tellWorker(newer, { type: "SKIP_WAITING" }, "waiting");
  await expect
    .poll(async () => {
      await visitOnce(newer);
      return (await workerState(page)).worker?.version;
    })
    .toBe(b);
  await killWorkers(context, page);
  expect(await page.locator("html").getAttribute("data-release")).toBe(a);
  await loadScript(page, second.url);
  expect(await hashGiven(await startWorker(page, second.url), first.url)).toBe(first.sha384);
  await expect
    .poll(async () => (await workerState(newer)).releases)
    .toEqual(
      expect.objectContaining({
        [a]: expect.objectContaining({ clients: 1 }),
        [b]: expect.objectContaining({ clients: 1 }),
      }),
    );

  // The last tab of the older release goes, and what was kept for it with it.
  const foreign = ["holdfast|/v2/|v1|static|other", "somebody-elses"];
  await newer.evaluate((names) => Promise.all(names.map((name) => caches.open(name))), foreign);
  await page.close();
  await expect(async () => {
    // One that was woken meanwhile remembers its tabs as they were: it reads what was noted at its next start.
    await killWorkers(context, newer);
    await anHourPasses(newer);
    const since = Date.now();
    await beginIdle(newer);
    const cleanedUp = async () => (await workerState(newer)).idle["clean-up"]?.lastTick ?? 0;
    await expect.poll(cleanedUp, { timeout: 30_000 }).toBeGreaterThanOrEqual(since);
    expect((await cacheNames(newer)).filter((name) => name.endsWith(`|${a}`))).toEqual([]);
  }).toPass();
  const names = await cacheNames(newer);
  expect(names).toEqual(expect.arrayContaining([...foreign, `holdfast|/|v1|static|${b}`]));
  await newer.goto("/cart");
  await expect(newer.getByRole("main")).toContainText("Road-end mug");
});

/** A server that is not there, and one that answers what a gateway answers without one. */
const DEAD = [
  { words: "cut off", fault: { kind: "down" } },
  { words: "answering 502", fault: { kind: "status", status: 502 } },
] as const;

for (const { words, fault } of DEAD) {
  test(`With the server ${words} every page of the offline journey opens from the device`, async ({
    page,
    context,
    gate,
  }) => {
    const { files } = await manifestOf(gate.origin);
    const listed = new Set(files.map(({ url }) => url));
    const pages = files.filter(({ url, group }) => group === "shell" && !/\.\w+$/.test(url)).map(({ url }) => url);
    expect(pages.length).toBeGreaterThan(5);
    await open(page, "/about");
    await workerInControl(page);
    gate.set(fault);
    for (const path of pages) {
      gate.seen.length = 0;
      const tab = await context.newPage();
      // As links in letters and Next's own deployments ask for it.
      await tab.goto(`${path}?utm_source=letter&dpl=7`);
      await expect(tab.getByRole("heading", { level: 1 }).first()).toBeVisible();
      // C7: of what the device has, documents alone are worth asking the network for; payloads are for later clicks.
      const asked = gate.seen
        .filter(({ headers }) => headers.rsc === undefined && headers["sec-fetch-dest"] !== "document")
        .map((request) => request.path.split("?")[0] ?? "");
      await tab.close();
      expect([path, asked.filter((url) => listed.has(url))]).toEqual([path, []]);
    }
  });
}
