import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { HEADER } from "../protocol/headers.ts";
import type { DeviceMessage } from "../protocol/messages.ts";
import { startWorker, type TestWorker } from "./worker.test-suite.ts";

const LAMP = "/api/products/lamp";
const offline = () => {
  throw new TypeError("Failed to fetch");
};
const never = () => new Promise<Response>(() => {});

let worker: TestWorker;
let asked: string[];

/** The shop says this text about everything, from this price version on. */
function shopSays(text: string, version: number | null = 3, headers: Record<string, string> = {}) {
  return (url: URL): Response => {
    asked.push(url.pathname);
    const priced: Record<string, string> = version === null ? {} : { [HEADER.priceVersion]: String(version) };
    return Response.json({ text }, { headers: { ETag: `"${text}"`, ...priced, ...headers } });
  };
}

async function read(path = LAMP, init?: RequestInit) {
  const response = await worker.ask(path, init);
  const { source, age } = { source: response.headers.get(HEADER.source), age: response.headers.get("Age") };
  return { status: response.status, source, age, text: response.ok ? (await response.json()).text : null };
}

/** What the tabs are told from now on. */
async function hearing(): Promise<DeviceMessage[]> {
  const heard: DeviceMessage[] = [];
  const { onDeviceMessage } = await import("../offline/bus.ts");
  onDeviceMessage((message) => void heard.push(message));
  return heard;
}

async function cachesLike(part: string) {
  const names = (await worker.caches.keys()).filter((name) => name.includes(part));
  return Promise.all(names.map((name) => worker.caches.open(name)));
}

beforeEach(() => {
  vi.resetModules();
  worker = startWorker([]);
  asked = [];
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a stored answer", () => {
  test("is handed out at once while it is current, renewed behind it, and the tabs hear of a change", async () => {
    const heard = await hearing();
    worker.network = shopSays("first");
    expect(await read()).toMatchObject({ source: "network", age: "0", text: "first" });
    expect(heard.splice(0)).toEqual([{ type: "CACHE_UPDATED", version: 1, priceVersion: 3, path: "" }]);

    let release = () => {};
    worker.network = (url) =>
      new Promise((resolve) => {
        release = () => resolve(shopSays("second")(url));
      });
    const { response, settled } = worker.answer(LAMP);
    expect(await (await response).json()).toEqual({ text: "first" });
    release();
    await settled();
    expect(heard).toEqual([{ type: "CACHE_UPDATED", version: 1, priceVersion: 3, path: LAMP }]);

    worker.network = shopSays("second");
    expect(await read()).toMatchObject({ source: "cache", text: "second" });
    expect(heard).toHaveLength(1);
  });

  test("is renewed once, however many ask", async () => {
    worker.network = shopSays("lamp");
    await read();
    asked = [];
    await Promise.all([read(), read(), read()]);
    expect(asked).toEqual([LAMP]);
  });

  test("says how old it is, and gives way to the shop once it has expired", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
    worker.network = shopSays("old");
    await read();
    worker.network = offline;
    vi.setSystemTime(1_000_000 + 299_000);
    expect(await read()).toMatchObject({ source: "cache", age: "299" });
    vi.setSystemTime(1_000_000 + 300_000);
    expect(await read()).toMatchObject({ source: "stale", age: "300", text: "old" });
    worker.network = shopSays("new");
    expect(await read()).toMatchObject({ source: "network", text: "new" });
  });

  test("of prices expires after a minute, and one from a future that a clock invented at once", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
    worker.network = shopSays("old");
    await read("/api/prices?skus=A");
    worker.network = offline;
    vi.setSystemTime(1_059_000);
    expect(await read("/api/prices?skus=A")).toMatchObject({ source: "cache" });
    vi.setSystemTime(1_060_000);
    expect(await read("/api/prices?skus=A")).toMatchObject({ source: "stale" });
    vi.setSystemTime(900_000);
    expect(await read("/api/prices?skus=A")).toMatchObject({ source: "stale", age: "0" });
  });

  test("is no answer for a caller who wants the shop's own, unless the shop cannot be had", async () => {
    worker.network = shopSays("first");
    await read();
    worker.network = shopSays("second");
    expect(await read(LAMP, { cache: "no-store" })).toMatchObject({ source: "network", text: "second" });
    worker.network = offline;
    expect(await read(LAMP, { cache: "reload" })).toMatchObject({ source: "cache", text: "second" });
  });

  test("answers HEAD with its headers alone, and a HEAD is never stored as the answer", async () => {
    worker.network = () => new Response(null, { headers: { "Content-Type": "application/json" } });
    expect((await worker.ask(LAMP, { method: "HEAD" })).headers.get(HEADER.source)).toBe("network");
    worker.network = shopSays("lamp");
    await read();
    worker.network = offline;
    const head = await worker.ask(LAMP, { method: "HEAD" });
    expect([head.status, head.headers.get(HEADER.source), await head.text()]).toEqual([200, "cache", ""]);
  });
});

describe("a newer price version", () => {
  test("makes older answers stale at once, whoever brought it, and is told to every tab", async () => {
    worker.network = shopSays("old price");
    await read();
    const heard = await hearing();
    worker.network = () =>
      new Response("<p>", { headers: { "Content-Type": "text/html", [HEADER.priceVersion]: "4" } });
    await worker.ask("/product/rope", { navigate: true });
    expect(heard).toEqual([{ type: "CACHE_UPDATED", version: 1, priceVersion: 4, path: "" }]);
    worker.network = offline;
    expect(await read()).toMatchObject({ source: "stale", text: "old price" });
    worker.network = shopSays("new price", 4);
    expect(await read()).toMatchObject({ source: "network", text: "new price" });
  });

  test("is learned from a tab, too, and still known after the worker was stopped", async () => {
    worker.network = shopSays("old price");
    await read();
    const [{ announce }, { learnFromOthers, knownPriceVersion }] = await Promise.all([
      import("../offline/bus.ts"),
      import("./price-versions.ts"),
    ]);
    learnFromOthers();
    announce({ type: "CACHE_UPDATED", version: 1, priceVersion: 9, path: "" });
    await vi.waitFor(async () => expect(await knownPriceVersion()).toBe(9));
    await vi.waitFor(async () => expect(await cachesLike("|api|9@")).toHaveLength(1));
    vi.resetModules();
    worker.network = offline;
    expect(await read()).toMatchObject({ source: "stale" });
  });

  test("is asked for by the shop's versions, which come from the network or not at all", async () => {
    worker.network = shopSays("version", 7);
    expect((await worker.ask("/api/version")).status).toBe(200);
    const { knownPriceVersion } = await import("./price-versions.ts");
    expect(await knownPriceVersion()).toBe(7);
    worker.network = offline;
    expect((await worker.ask("/api/version")).status).toBe(504);
  });

  test("is never lowered, by an old replica or by nonsense", async () => {
    worker.network = shopSays("new price", 9);
    await read();
    worker.network = shopSays("old price", 8);
    expect(await read(LAMP, { cache: "no-store" })).toMatchObject({ source: "stale", text: "old price" });
    for (const nonsense of ["-1", "1e99", "NaN", "99999999999999999999", "__proto__"]) {
      worker.network = shopSays("x", null, { [HEADER.priceVersion]: nonsense });
      await read("/api/products/other", { cache: "no-store" });
    }
    const { knownPriceVersion } = await import("./price-versions.ts");
    expect(await knownPriceVersion()).toBe(9);
  });
});

describe("nothing is stored of", () => {
  test.each<[string, () => Response | Promise<Response>]>([
    ["an error", () => Response.json({ code: "internal" }, { status: 500 })],
    ["a missing thing", () => Response.json({ code: "not-found" }, { status: 404 })],
    ["a part", () => Response.json({}, { status: 206, headers: { "Content-Range": "bytes 0-1/9" } })],
    ["a part that says 200", () => Response.json({}, { headers: { "Content-Range": "bytes 0-1/9" } })],
    ["an opaque answer", () => Response.error()],
    ["somebody's own answer", () => Response.json({}, { headers: { "Cache-Control": "private, no-store" } })],
    ["half an answer", () => new Response('{"text": "la', { headers: { "Content-Type": "application/json" } })],
    ["a page in between", () => new Response("<h1>", { headers: { "Content-Type": "text/html" } })],
  ])("%s", async (_, answer) => {
    worker.network = answer;
    await worker.ask(LAMP);
    worker.network = offline;
    expect((await worker.ask(LAMP)).status).toBe(504);
  });
});

describe("the network", () => {
  test("has 5 s; a late answer is stored all the same", async () => {
    worker.network = shopSays("known");
    await read();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let arrive = (_: Response) => {};
    worker.network = () =>
      new Promise((resolve) => {
        arrive = resolve;
      });
    const { response, settled } = worker.answer(LAMP, { cache: "no-store" });
    await vi.waitUntil(async () => {
      await vi.advanceTimersByTimeAsync(1_000);
      return vi.getTimerCount() === 0;
    });
    expect((await response).headers.get(HEADER.source)).toBe("cache");
    arrive(shopSays("late")(new URL("https://shop.example/")));
    await settled();
    vi.useRealTimers();
    worker.network = never;
    expect((await worker.answer(LAMP).response).headers.get(HEADER.source)).toBe("cache");
    expect(await (await worker.answer(LAMP).response).json()).toEqual({ text: "late" });
  });
});

describe("a write", () => {
  const evict = async (path: string) =>
    (await import("./catalogue.ts")).evictWritten(new URL(path, "https://shop.example"));

  test("evicts what was read from its address, with any query, and nothing else", async () => {
    worker.network = shopSays("stored");
    for (const path of [LAMP, `${LAMP}?currency=EUR`, "/api/products/rope"]) await read(path);
    await evict(LAMP);
    worker.network = offline;
    expect((await read()).status).toBe(504);
    expect((await read(`${LAMP}?currency=EUR`)).status).toBe(504);
    expect((await read("/api/products/rope")).status).toBe(200);
  });

  test("wins over an answer that was asked for before it", async () => {
    let arrive: (() => void) | undefined;
    worker.network = (url) =>
      new Promise((resolve) => {
        arrive = () => resolve(shopSays("before")(url));
      });
    const { response, settled } = worker.answer(LAMP);
    await vi.waitUntil(() => arrive);
    await evict(LAMP);
    arrive?.();
    await response;
    await settled();
    worker.network = offline;
    expect((await read()).status).toBe(504);
  });
});

describe("bad entries", () => {
  test.each([
    ["no label", {}],
    ["a label of somebody else", { "X-Holdfast-Entry": "fetched=now, expires=never" }],
    ["the wrong length", { "X-Holdfast-Entry": "fetched=1, expires=99999999999999, prices=3, bytes=999" }],
    ["a label of keys that are none", { "X-Holdfast-Entry": "__proto__=1, constructor=2, prices=3, bytes=17" }],
  ])("with %s are dropped", async (_, headers) => {
    worker.network = shopSays("good");
    await read();
    const [cache] = await cachesLike("|api|3@");
    await cache?.put(LAMP, new Response('{"text":"corrupt"}', { headers }));
    worker.network = shopSays("good again");
    expect(await read()).toMatchObject({ source: "network", text: "good again" });
  });
});

describe("the person who uses the device", () => {
  test("never gets what was kept for another", async () => {
    worker.network = shopSays("for the first");
    await read();
    const { deviceDatabase } = await import("../offline/database.ts");
    await (await deviceDatabase()).put("meta", { name: "owner", tag: "another" });
    (await import("./owner.ts")).ownerChanged();
    worker.network = offline;
    expect((await read()).status).toBe(504);
    worker.network = shopSays("for the second");
    await read();
    expect(await cachesLike("|api|3@another")).toHaveLength(1);
  });
});
