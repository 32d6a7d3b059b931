import { beforeEach, expect, test, vi } from "vitest";
import { cacheName } from "./cache-names.ts";
import { startWorker, type TestWorker } from "./worker.test-suite.ts";

const OWN = ["first", "second"].map((release) => cacheName("/", "static", release));
const OTHERS = [cacheName("/v2/", "static", "third"), "of-another-app"];

let worker: TestWorker;
let unregister: () => Promise<boolean>;
let listeners: Map<string, (event: unknown) => void>;
/** Addresses to which open tabs were loaded anew. */
let loads: string[];

/** A tab that says at once that it has saved its drafts. */
const tabAt = (url: string) => ({
  url,
  postMessage: (_message: unknown, [port]: MessagePort[]) => port?.postMessage(null),
  navigate: async (target: string) => void loads.push(target),
});

beforeEach(async () => {
  vi.resetModules();
  worker = startWorker([]);
  listeners = new Map();
  loads = [];
  unregister = async () => true;
  Object.assign(registration, { unregister: () => unregister() });
  Object.assign(globalThis, {
    addEventListener: (type: string, listener: (event: unknown) => void) => listeners.set(type, listener),
    clients: { matchAll: async () => [tabAt("https://shop.example/cart"), tabAt("https://shop.example/checkout")] },
  });
  for (const name of [...OWN, ...OTHERS]) await worker.caches.open(name);
  await import("./safety.ts");
});

/** Everything that the activation keeps alive. */
function activate(): Promise<unknown> {
  const work: Promise<unknown>[] = [];
  listeners.get("activate")?.({ waitUntil: (promise: Promise<unknown>) => work.push(promise) });
  return Promise.all(work);
}

const BOTH = ["https://shop.example/cart", "https://shop.example/checkout"];

test("it removes this app's caches of its scope and nothing else, and loads each tab anew once", async () => {
  await activate();
  expect(await worker.caches.keys()).toEqual(OTHERS);
  expect(loads).toEqual(BOTH);
});

test("a cache that cannot be deleted keeps neither the other caches nor any tab", async () => {
  const info = vi.spyOn(console, "info").mockImplementation(() => {});
  const broken = new Error("this cache is broken");
  const { delete: remove } = worker.caches;
  Object.assign(worker.caches, {
    delete: async (name: string) => {
      if (name === OWN[0]) throw broken;
      return remove(name);
    },
  });
  await activate();
  expect(await worker.caches.keys()).toEqual([OWN[0], ...OTHERS]);
  expect(loads).toEqual(BOTH);
  expect(info).toHaveBeenCalledWith(expect.any(String), broken);
  info.mockRestore();
});

test("a registration that does not end, or caches that cannot be listed, still free the tabs", async () => {
  unregister = async () => {
    throw new Error("the registration is gone");
  };
  await expect(activate()).rejects.toThrow("the registration is gone");
  expect(await worker.caches.keys()).toEqual(OTHERS);
  expect(loads).toEqual(BOTH);

  Object.assign(worker.caches, { keys: () => Promise.reject(new Error("no storage")) });
  await expect(activate()).rejects.toThrow("no storage");
  expect(loads).toEqual([...BOTH, ...BOTH]);
});
