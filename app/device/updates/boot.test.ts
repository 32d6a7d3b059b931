import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MESSAGE_VERSION } from "../../../protocol/versions.ts";

class Worker {
  readonly posted: { type: string }[] = [];
  readonly #answers: boolean;
  readonly #substituted: boolean;
  constructor(kind: { silent?: boolean; substituted?: boolean } = {}) {
    this.#answers = kind.silent !== true;
    this.#substituted = kind.substituted === true;
  }
  postMessage(message: { type: string }): void {
    this.posted.push(message);
    if (message.type !== "HELLO" || !this.#answers) return;
    const data = {
      type: "STATE",
      version: MESSAGE_VERSION,
      release: "B",
      deployment: 2,
      waiting: 0,
      mode: "NORMAL",
      reason: null,
      pinned: "B",
      substituted: this.#substituted,
      nonce: "word",
    };
    container.dispatchEvent(Object.assign(new Event("message"), { source: this, data }));
  }
}

let container: EventTarget & { controller?: Worker | null };
const live = (id: string) => async () => Response.json({ id, deployment: 3 });
const C = { release: "C", deployment: 3 };
const cleanUp = { type: "FORCE_CLEANUP", version: MESSAGE_VERSION, nonce: "word", what: "stale" };

/** A page of release B after its boot check; what the shop is asked for is the manifest. */
async function boot(controller: Worker | null, manifest: () => Promise<Response>, releaseBefore?: string) {
  vi.resetModules();
  container = Object.assign(new EventTarget(), { controller });
  vi.stubGlobal("navigator", { serviceWorker: container });
  vi.stubGlobal("document", {
    documentElement: { dataset: { release: "B", ...(releaseBefore && { releaseBefore }) } },
  });
  vi.stubGlobal("fetch", vi.fn(manifest));
  return (await import("./boot.ts")).checkBoot();
}

beforeEach(() => void vi.useFakeTimers());

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("a page that the server would give another release is stale, and one of its own release is not", async () => {
  expect(await boot(new Worker(), live("C"))).toEqual(C);
  expect(fetch).toHaveBeenCalledExactlyOnceWith("/sw-manifest.json", {
    cache: "no-cache",
    redirect: "error",
    signal: expect.any(AbortSignal),
  });
  expect(await boot(new Worker(), live("B"))).toBeNull();
  expect(await boot(null, live("C"))).toEqual(C);
});

const NO_VERDICT: Record<string, () => Promise<Response>> = {
  "the device is offline": () => Promise.reject(new TypeError("Failed to fetch")),
  "somebody else answers with a page": async () => new Response("<h1>Sign in to the ferry's network</h1>"),
  "the answer is cut short": async () => new Response('{"id":"C","deploy'),
  "the answer is nothing": async () => new Response("null"),
  "no release is named": async () => Response.json({ id: 7, deployment: 3 }),
  "no deployment is named": async () => Response.json({ id: "C", deployment: "3" }),
  "the gateway fails": async () => Response.json({ id: "C", deployment: 3 }, { status: 502 }),
};

test.each(Object.entries(NO_VERDICT))("it is no verdict when %s", async (_why, manifest) => {
  expect(await boot(new Worker(), manifest)).toBeNull();
});

test("a server that has not answered after three seconds is not waited for", async () => {
  const time = new AbortController();
  const limit = vi.spyOn(AbortSignal, "timeout").mockReturnValue(time.signal);
  const never = () =>
    new Promise<Response>((_resolve, reject) =>
      time.signal.addEventListener("abort", () => reject(time.signal.reason)),
    );
  const verdict = boot(new Worker(), never);
  await vi.waitFor(() => expect(limit).toHaveBeenCalledExactlyOnceWith(3_000));
  time.abort();
  expect(await verdict).toBeNull();
});

test("a page that stands in for a damaged one is as new as it can be", async () => {
  expect(await boot(new Worker({ substituted: true }), live("C"))).toBeNull();
});

test("caches are cleaned up where another release was here before, with the word that the worker gave", async () => {
  const worker = new Worker();
  await boot(worker, live("B"), "A");
  expect(worker.posted.slice(1)).toEqual([cleanUp]);
  const same = new Worker();
  await boot(same, live("B"));
  expect(same.posted.slice(1)).toEqual([]);
});

test("a worker that says nothing for two seconds is asked for nothing, and changes no verdict", async () => {
  const worker = new Worker({ silent: true });
  const verdict = boot(worker, live("C"), "A");
  await vi.waitFor(() => expect(worker.posted).toHaveLength(1));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await verdict).toEqual(C);
  expect(worker.posted).toHaveLength(1);
});
