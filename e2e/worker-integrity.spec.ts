import type { Page } from "@playwright/test";
import { PACK_PREFIX } from "../protocol/pack.ts";
import type { SwManifest } from "../protocol/sw-manifest.ts";
import { lookForWorker, registered } from "./lib/broken-workers.ts";
import { countLoads } from "./lib/count-loads.ts";
import type { Gate } from "./lib/gate.ts";
import { requireRelease } from "./lib/releases.ts";
import type { Shop } from "./lib/shop.ts";
import { addToCart, GOODS, open, workerInControl } from "./lib/shopper.ts";
import { expect, testWithShop } from "./lib/test.ts";
import { beginIdle, killWorkers, openOn, wholeOnDevice, workerState } from "./lib/worker.ts";

const test = testWithShop();

const SPOILT = "globalThis.spoilt = true;";

/** Damages the answers to some paths until it is told to stop. */
function damage(gate: Gate, isHit: (path: string) => boolean): { mend(): void } {
  let damaged = true;
  void gate.next(
    ({ path }) => damaged && isHit(path.split("?")[0] ?? ""),
    { kind: "spoil", added: `\n/* */${SPOILT}` },
    Number.POSITIVE_INFINITY,
  );
  return {
    mend() {
      damaged = false;
    },
  };
}

async function manifestOf(origin: string): Promise<SwManifest> {
  return (await fetch(`${origin}/sw-manifest.json`)).json();
}

/** Opens the shop's first tab on release A, with all of A on the device. */
async function openOnA(page: Page, shop: Shop, ...visited: string[]): Promise<void> {
  await open(page, "/about");
  await workerInControl(page);
  for (const path of visited) await page.goto(path);
  await page.goto("/about");
  await wholeOnDevice(page, shop.release);
  await page.evaluate(() => Object.assign(window, { untouched: true }));
}

async function expectUntouched(page: Page, shop: Shop): Promise<void> {
  expect(await page.evaluate(() => "untouched" in window)).toBe(true);
  await expect(page.locator("html")).toHaveAttribute("data-release", shop.release);
}

/** Has the browser bring the runtime of a release's scripts only after one of them has failed, as it may in any order. */
async function runtimeComesLast(tab: Page, release: string): Promise<void> {
  await tab.addInitScript((failing) => {
    const append = Element.prototype.append;
    Element.prototype.append = function (...nodes) {
      const isRuntime = nodes.some((node) => node instanceof HTMLScriptElement && node.src.includes("/turbopack-"));
      if (!isRuntime || document.documentElement.dataset.release !== failing) return append.apply(this, nodes);
      addEventListener("error", () => append.apply(this, nodes), { once: true, capture: true });
    };
  }, release);
}

async function goLive(shop: Shop, gate: Gate, release: string): Promise<void> {
  await shop.switchTo(release);
  await expect.poll(async () => (await manifestOf(gate.origin)).id).toBe(release);
  // A new host makes its first pages slowly, and a worker that has an older copy waits for 3 s (C7).
  for (const path of ["/about", GOODS.mug]) await (await fetch(`${gate.origin}${path}`)).arrayBuffer();
}

const trusts = (page: Page) => expect.poll(async () => (await workerState(page)).state);

/** Waits until a release's worker is installed; a tab that a damaged file had cut off from its release lets it in at once (R10). */
async function newWorkerIsThere(page: Page, release: string): Promise<void> {
  const look = async () => {
    await lookForWorker(page);
    const { waiting } = (await registered(page)) ?? {};
    return waiting === "installed" || (await workerState(page)).worker?.version === release;
  };
  await expect.poll(look).toBe(true);
}

test.afterEach(async ({ shop, gate }) => {
  gate.set({ kind: "none" });
  if ((await manifestOf(gate.origin)).id !== shop.release) await goLive(shop, gate, shop.release);
});

test("A release that arrives damaged is not installed; open tabs go on, new ones are never given the damaged page", async ({
  page,
  context,
  gate,
  shop,
}) => {
  const b = requireRelease("b");
  await openOnA(page, shop);
  await goLive(shop, gate, b);
  const damaged = damage(gate, (path) => path === "/cart" || path.startsWith(PACK_PREFIX));
  await expect
    .poll(async () => {
      await lookForWorker(page);
      return (await workerState(page)).state;
    })
    .toBe("EXISTING_CLIENTS_ONLY");
  expect((await workerState(page)).reason).toContain(`/cart of release ${b}`);
  // Asked for once more past every cache before it was given up.
  expect(gate.seen.some(({ path }) => path.startsWith("/cart?sw-again="))).toBe(true);

  const tab = await context.newPage();
  await tab.goto("/cart");
  expect(await tab.content()).not.toContain(SPOILT);
  await expect(tab.locator("html")).toHaveAttribute("data-release", shop.release);
  await expect(tab.getByRole("status").filter({ hasText: "arrived damaged" })).toBeVisible();
  // What is whole of the new release comes from the network.
  await tab.goto("/help");
  await expect(tab.locator("html")).toHaveAttribute("data-release", b);

  damaged.mend();
  await newWorkerIsThere(page, b);
  await trusts(page).toBe("NORMAL");
  // A tab of the release that was damaged reloads once, perhaps just now, and takes a navigation's place.
  await openOn(tab, b, "/cart");
  await expectUntouched(page, shop);
});

test("A script that arrives damaged runs in no tab: the page heals once, as the last release that was whole, and says so", async ({
  page,
  context,
  gate,
  shop,
}) => {
  const b = requireRelease("b");
  const ofA = new Set((await manifestOf(gate.origin)).files.map(({ url }) => url));
  await openOnA(page, shop, GOODS.mug);
  await goLive(shop, gate, b);
  const onlyB = new Set((await manifestOf(gate.origin)).files.map(({ url }) => url).filter((url) => !ofA.has(url)));
  const damaged = damage(gate, (path) => onlyB.has(path) && path.includes("/chunks/"));

  const tab = await context.newPage();
  const loads = countLoads(tab);
  await tab.addInitScript(() =>
    addEventListener("load", () => "spoilt" in globalThis && sessionStorage.setItem("ran", "1")),
  );
  await runtimeComesLast(tab, b);
  await tab.goto(GOODS.mug);
  await expect(tab.locator("html")).toHaveAttribute("data-release", shop.release);
  await expect(tab.getByRole("status").filter({ hasText: "arrived damaged" })).toBeVisible();
  expect(await tab.evaluate(() => sessionStorage.getItem("ran"))).toBe(null);
  expect(await loads()).toBeLessThanOrEqual(2);
  await trusts(page).toBe("EXISTING_CLIENTS_ONLY");
  await addToCart(tab, GOODS.mug);

  damaged.mend();
  await tab.goto(GOODS.mug);
  await expect(tab.locator("html")).toHaveAttribute("data-release", b);
  await trusts(page).toBe("NORMAL");
  await expectUntouched(page, shop);
});

test("A worker whose storage fails leaves everything to the network, says so, and recovers with its next start", async ({
  page,
  context,
}) => {
  await open(page, "/about");
  await workerInControl(page);
  const [worker] = context.serviceWorkers();
  await worker?.evaluate(() => {
    const broken = () => Promise.reject(new DOMException("the disk is gone", "UnknownError"));
    Object.assign(caches, { open: broken, match: broken, keys: broken, has: broken, delete: broken });
  });
  await page.goto("/cart");
  await trusts(page).toBe("SAFE_MODE");
  expect((await workerState(page)).reason).toContain("the disk is gone");
  await addToCart(page, GOODS.mug);
  await killWorkers(context, page);
  await trusts(page).toBe("NORMAL");
});

test("What the worker noted is lost or rubbish: it begins anew, and the cart is where it was", async ({
  page,
  context,
  shop,
}) => {
  await addToCart(page, GOODS.mug);
  await workerInControl(page);
  for (const version of [null, 1, 9]) {
    await killWorkers(context, page);
    await page.evaluate(async (rubbish) => {
      const done = (request: IDBOpenDBRequest) =>
        new Promise<IDBDatabase>((resolve, reject) => {
          request.onupgradeneeded = () => request.result.createObjectStore("rubbish");
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      await done(indexedDB.deleteDatabase("holdfast-control|/"));
      if (rubbish !== null) (await done(indexedDB.open("holdfast-control|/", rubbish))).close();
    }, version);
    await page.goto("/cart");
    await expect(page.getByRole("main")).toContainText("Road-end mug");
    await expect
      .poll(async () => {
        const { state, releases } = await workerState(page);
        return [state, releases[shop.release]?.clients];
      })
      .toEqual(["NORMAL", 1]);
  }
});

test("Files that were spoilt on the device are brought anew when the worker has time", async ({ page, gate, shop }) => {
  await openOnA(page, shop);
  const file = (await manifestOf(gate.origin)).files.find(({ group, url }) => group === "shell" && url.endsWith(".js"));
  if (!file) throw new Error("the shell has no script");
  const kept = () =>
    page.evaluate(
      async ([name, url]) => (await (await caches.match(url, { cacheName: name }))?.arrayBuffer())?.byteLength ?? null,
      [`holdfast|/|v1|static|${shop.release}`, file.url] as const,
    );
  const left = await page.evaluate(
    async ([name, spoilt, lost]) => {
      const cache = await caches.open(name);
      await cache.put(spoilt, new Response("rubbish", { headers: { "Content-Type": "text/javascript" } }));
      await cache.delete(lost);
      await cache.put("/sw-manifest.json", new Response("{"));
      return (await cache.match(spoilt))?.text();
    },
    [`holdfast|/|v1|static|${shop.release}`, file.url, "/offline"] as const,
  );
  expect(left).toBe("rubbish");
  // A round that is under way may be past the files.
  const mended = async () => {
    await beginIdle(page);
    return kept();
  };
  await expect.poll(mended).toBe(file.size);
  await expect.poll(async () => (await workerState(page)).releases[shop.release]?.complete).toBe(true);
});

test("A chunk that a gateway answers with 502 is not kept, and the next 200 is", async ({ page, gate }) => {
  // A page that nobody looks at begins no idle work, which would bring the chunk by itself.
  await page.addInitScript(() => Object.defineProperty(document, "visibilityState", { get: () => "hidden" }));
  const used = await (async () => {
    await open(page, "/about");
    await workerInControl(page);
    return page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
  })();
  const chunk = (await manifestOf(gate.origin)).files.find(
    ({ url, group }) => group === "lazy" && /\/chunks\/.*\.js$/.test(url) && !used.includes(url),
  );
  if (!chunk) throw new Error("the release has no chunk that this page does not use");
  const isChunk = ({ path }: { path: string }) => path.startsWith(chunk.url);
  const ask = () => page.evaluate(async (url) => (await fetch(url)).status, chunk.url);
  const kept = () => page.evaluate(async (url) => (await caches.match(url)) !== undefined, chunk.url);
  const bad = gate.next(isChunk, { kind: "status", status: 502, body: "<h1>Bad gateway</h1>", type: "text/html" });
  expect(await ask()).toBe(502);
  await bad;
  expect(await kept()).toBe(false);
  expect(await ask()).toBe(200);
  await expect.poll(kept).toBe(true);
  // From now on no server is needed for it, whatever it answers.
  for (const fault of [
    { kind: "status", status: 404 },
    { kind: "status", status: 500 },
    { kind: "hang" },
    { kind: "down" },
  ] as const) {
    gate.set(fault);
    expect(await ask()).toBe(200);
  }
});

test("A tab whose file is gone everywhere is told alone, and heals by one reload", async ({
  page,
  context,
  gate,
  shop,
}) => {
  const b = requireRelease("b");
  const ofA = (await manifestOf(gate.origin)).files;
  await open(page, "/about");
  await workerInControl(page);
  await goLive(shop, gate, b);
  const other = await context.newPage();
  await openOn(other, b);
  await other.evaluate(() => Object.assign(window, { untouched: true }));
  const kept = new Set((await manifestOf(gate.origin)).files.map(({ url }) => url));
  const lost = ofA.find(({ url }) => /\/chunks\/.*\.js$/.test(url) && !kept.has(url));
  if (!lost) throw new Error("the two releases differ by too little to test with");
  void gate.next(({ path }) => path.startsWith(lost.url), { kind: "status", status: 404 }, Number.POSITIVE_INFINITY);
  const loads = countLoads(page);
  const session = await context.newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  await page.evaluate(
    async ([name, url]) => {
      await (await caches.open(name)).delete(url);
      void fetch(url);
    },
    [`holdfast|/|v1|static|${shop.release}`, lost.url] as const,
  );
  await expect(page.locator("html")).toHaveAttribute("data-release", b);
  expect(await loads()).toBe(1);
  expect(await other.evaluate(() => "untouched" in window)).toBe(true);
});

test("A page that cannot fetch what talks with its worker stays as it is, and reloads once where that is gone for good", async ({
  page,
  context,
  gate,
  shop,
}) => {
  await openOnA(page, shop);
  await open(page, "/about");
  const used = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  const scripts = (await manifestOf(gate.origin)).files
    .map(({ url }) => url)
    .filter((url) => url.endsWith(".js") && used.some((name) => name.endsWith(url)));
  const texts = await Promise.all(scripts.map(async (url) => (await fetch(`${gate.origin}${url}`)).text()));
  const lost = scripts.filter((_url, index) => texts[index]?.includes("startMessages()"));
  expect(lost.length).toBeGreaterThan(0);
  const session = await context.newCDPSession(page);
  let lossIs = 0;
  const loseIt = async (status: number) => {
    lossIs = status;
    const isLost = ({ path }: { path: string }) => lossIs === status && lost.some((url) => path.startsWith(url));
    void gate.next(isLost, { kind: "status", status }, Number.POSITIVE_INFINITY);
    await session.send("Network.clearBrowserCache");
    await page.evaluate(
      async ([name, ...urls]) => {
        const cache = await caches.open(name);
        for (const url of urls) await cache.delete(url);
      },
      [`holdfast|/|v1|static|${shop.release}`, ...lost] as const,
    );
  };
  const spent = () => page.evaluate(() => JSON.parse(sessionStorage.getItem("holdfast.spent") ?? "[]"));
  // A page that loads itself anew at once never says that it has loaded: what counts is what was asked for.
  let documents = 0;
  // Of the document that was asked for last.
  let notFollowed = 0;
  page.on("request", (request) => {
    if (!request.isNavigationRequest()) return;
    documents += 1;
    notFollowed = 0;
  });
  page.on("console", (line) => {
    if (line.text().startsWith("The worker is not followed")) notFollowed += 1;
  });

  await loseIt(502);
  await page.reload();
  await expect.poll(() => notFollowed).toBe(1);
  expect(await spent()).toEqual([]);
  expect(documents).toBe(1);

  await loseIt(404);
  await page.reload();
  await expect.poll(() => documents).toBe(3);
  await expect.poll(() => notFollowed).toBe(1);
  expect(await spent()).toHaveLength(1);
  expect(documents).toBe(3);
});
