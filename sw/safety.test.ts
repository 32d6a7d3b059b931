import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { cacheName } from "./cache-names.ts";
import { startWorker, type TestWorker } from "./worker.test-suite.ts";

const OWN = ["first", "second"].map((release) => cacheName("/", "static", release));
const OTHERS = [cacheName("/v2/", "static", "third"), "of-another-app"];

let worker: TestWorker;
let unregister: () => Promise<boolean>;
let state: ServiceWorkerState;
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
  state = "activating";
  Object.assign(registration, { unregister: () => unregister() });
  Object.assign(globalThis, {
    serviceWorker: {
      get state() {
        return state;
      },
    },
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

test("loads that wait for the end of its activation do not keep it from ending", async () => {
  const navigate = () => new Promise(() => {});
  Object.assign(clients, { matchAll: async () => [{ ...tabAt("https://shop.example/cart"), navigate }] });
  await activate();
  expect(await worker.caches.keys()).toEqual(OTHERS);
});

describe("a registration that a tab has revived", () => {
  let endings: number;

  /** The browser clears up after so many times. */
  function clearUpAfter(times: number): void {
    endings = 0;
    unregister = async () => {
      endings += 1;
      if (endings === times) state = "redundant";
      return true;
    };
  }

  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("is ended again, until it stays so", async () => {
    clearUpAfter(4);
    await activate();
    await vi.runAllTimersAsync();
    expect(endings).toBe(4);
  });

  test("is left to a newer worker that is on its way into it", async () => {
    clearUpAfter(Number.POSITIVE_INFINITY);
    await activate();
    Object.assign(registration, { installing: {} });
    const before = endings;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(endings).toBe(before);
  });

  test("and that comes again and again is left when the worker's time is over: it answers nothing", async () => {
    clearUpAfter(Number.POSITIVE_INFINITY);
    await activate();
    await vi.advanceTimersByTimeAsync(30_000);
    const before = endings;
    expect(before).toBeGreaterThan(10);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(endings).toBe(before);
  });
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
