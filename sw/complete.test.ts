import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RELEASE_ID } from "../protocol/release.ts";
import type { SwManifest } from "../protocol/sw-manifest.ts";
import { shellOf, startWorker, type TestWorker } from "./worker.test-suite.ts";

const SHELL = { "/_next/static/chunks/shell.js": "the shell" };
const USED = { "/_next/static/chunks/cart.js": "used before" };
const NEVER_USED = { "/_next/static/chunks/peers.js": "never used" };
const LAZY = { ...USED, ...NEVER_USED };
const FILES = { ...SHELL, ...LAZY };

let worker: TestWorker;
let asked: string[];
let estimate: StorageEstimate;

async function manifest(): Promise<SwManifest> {
  const files = (await shellOf(FILES)).map(({ url, sha384 }) => ({
    url,
    sha384,
    size: 1,
    group: url in SHELL ? ("shell" as const) : ("lazy" as const),
  }));
  return {
    schema: 1,
    id: RELEASE_ID,
    deployment: 1,
    createdAt: "2026-11-27T08:00:00.000Z",
    minApiVersion: 1,
    flags: {},
    kill: false,
    files,
  };
}

beforeEach(async () => {
  vi.resetModules();
  asked = [];
  worker = startWorker(await shellOf(SHELL));
  Object.defineProperty(navigator, "storage", { value: { estimate: async () => estimate }, configurable: true });
  estimate = { usage: 1_000, quota: 1_000_000_000 };
  worker.network = (url) => {
    asked.push(url.pathname);
    const text = new Map(Object.entries(FILES)).get(url.pathname);
    return new Response(text, {
      headers: { "Content-Type": "text/javascript" },
      status: text === undefined ? 404 : 200,
    });
  };
  // Installed with its shell, as a release is; what it has beside that comes from its manifest.
  const { keepShellList, keepFile, keepManifest } = await import("./releases.ts");
  await keepShellList();
  for (const [path, text] of Object.entries(SHELL)) await keepFile(RELEASE_ID, path, script(text));
  await keepManifest(await manifest());
});

afterEach(() => {
  Reflect.deleteProperty(navigator, "connection");
  Reflect.deleteProperty(navigator, "storage");
});

const script = (text: string) => new Response(text, { headers: { "Content-Type": "text/javascript" } });

async function complete(): Promise<void> {
  const { completeRelease } = await import("./complete.ts");
  await completeRelease();
}

async function held(): Promise<string[]> {
  const { heldPaths } = await import("./releases.ts");
  return [...(await heldPaths(RELEASE_ID))].sort();
}

/** An older release on this device, with the lazy file that its shopper used. */
async function olderRelease(): Promise<void> {
  const cache = await worker.caches.open("holdfast|/|v1|static|older");
  for (const [path, text] of Object.entries(USED)) await cache.put(path, script(text));
  const list = { release: "older", installedAt: 1, full: true, files: await shellOf(USED) };
  await cache.put("/sw-manifest.json", Response.json(list));
}

function saveData(): void {
  Object.defineProperty(navigator, "connection", { value: { saveData: true }, configurable: true });
}

test("what the release lists beside its shell is brought in idle time", async () => {
  await complete();
  expect(asked.sort()).toEqual(Object.keys(LAZY).sort());
  expect(await held()).toEqual(Object.keys(FILES).sort());
  asked = [];
  await complete();
  expect(asked).toEqual([]);
});

test("with save-data nothing is asked for, and only what was used in an older release comes along", async () => {
  saveData();
  await olderRelease();
  await complete();
  expect(asked).toEqual([]);
  expect(await held()).toEqual(Object.keys({ ...SHELL, ...USED }).sort());
});

test("a shopper who no longer saves data is brought the rest", async () => {
  saveData();
  await complete();
  expect([asked, await held()]).toEqual([[], Object.keys(SHELL)]);
  Reflect.deleteProperty(navigator, "connection");
  await complete();
  expect(await held()).toEqual(Object.keys(FILES).sort());
});

test("in lite mode nothing is brought, not even from an older release", async () => {
  estimate = { usage: 999_000_000, quota: 1_000_000_000 };
  const { checkStorage, isLite } = await import("./budget.ts");
  await checkStorage();
  expect(await isLite()).toBe(true);
  await olderRelease();
  await complete();
  expect([asked, await held()]).toEqual([[], Object.keys(SHELL)]);
});
