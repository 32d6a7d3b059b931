import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { purgeCopies } from "./purge.ts";

vi.mock("../page-host.ts", () => ({ pageRelease: () => "r1" }));

/** A worker as the page meets it: it gives a nonce and cleans up for it, unless it is told to be silent from then on. */
class FakeWorker {
  readonly heard: { type: string; nonce?: string; what?: string }[] = [];
  silentTo: string[] = [];
  /** The worker was stopped so often between giving a nonce and redeeming it. */
  stops = 0;

  postMessage(message: { type: string; nonce?: string; what?: string }): void {
    this.heard.push(message);
    if (this.silentTo.includes(message.type)) return;
    if (message.type === "HELLO") this.say({ ...STATE, nonce: `n${this.heard.length}` });
    else if (this.stops > 0) this.stops -= 1;
    else {
      names = names.filter((name) => !name.startsWith("holdfast|/|"));
      this.say({ type: "CLEANED", version: 1, nonce: message.nonce });
    }
  }

  say(data: object): void {
    const event = Object.assign(new Event("message"), { data, source: this });
    queueMicrotask(() => container.dispatchEvent(event));
  }
}

const STATE = {
  type: "STATE",
  version: 1,
  release: "r1",
  deployment: 1,
  waiting: 0,
  mode: "NORMAL",
  reason: null,
  pinned: "r1",
  substituted: false,
} as const;

let names: string[];
let deleted: string[];
let container: EventTarget;
let scope: string;
let worker: FakeWorker | null;

beforeEach(() => {
  vi.useFakeTimers();
  names = ["holdfast|/|v1|static|r1", "holdfast|/|v1|api|7", "holdfast|/v2/|v1|static|r2", "another app's"];
  deleted = [];
  scope = "https://shop.example/";
  worker = new FakeWorker();
  container = Object.assign(new EventTarget(), {
    getRegistration: async () => (worker ? { scope, active: worker } : undefined),
  });
  vi.stubGlobal("navigator", { serviceWorker: container });
  const store = {
    keys: async () => names,
    delete: async (name: string) => void deleted.push(name),
  };
  vi.stubGlobal("window", { caches: store });
  vi.stubGlobal("caches", store);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function purged() {
  const purging = purgeCopies();
  await vi.advanceTimersByTimeAsync(30_000);
  return purging;
}

const OWN = ["holdfast|/|v1|static|r1", "holdfast|/|v1|api|7"];

test("the worker empties all of its caches, for the word that it gave, and the page deletes none under it", async () => {
  expect(await purged()).toBe("worker");
  expect(worker?.heard).toMatchObject([{ type: "HELLO" }, { type: "FORCE_CLEANUP", nonce: "n1", what: "all" }]);
  expect(deleted).toEqual([]);
});

test("a worker that was stopped meanwhile, and has forgotten its word, is asked once more", async () => {
  if (worker) worker.stops = 1;
  expect(await purged()).toBe("worker");
  expect(worker?.heard.map(({ nonce }) => nonce).filter(Boolean)).toEqual(["n1", "n3"]);
  expect(deleted).toEqual([]);
});

test.each(["HELLO", "FORCE_CLEANUP"])("where a worker is silent to %s, the page does it in its place", async (type) => {
  worker?.silentTo.push(type);
  expect(await purged()).toBe("page-for-worker");
  expect(deleted).toEqual(OWN);
});

test("where there is no worker the page empties this scope's caches, and nobody else's", async () => {
  worker = null;
  expect(await purged()).toBe("page");
  expect(deleted).toEqual(OWN);
});

test("the worker of another scope is left alone", async () => {
  const other = worker;
  scope = "https://shop.example/other/";
  expect(await purged()).toBe("page");
  expect(other?.heard).toEqual([]);
});

test("a browser without workers and caches has nothing to empty", async () => {
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("window", {});
  expect(await purged()).toBe("page");
  expect(deleted).toEqual([]);
});
