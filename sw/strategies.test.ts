import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { HEADER } from "../protocol/headers.ts";
import { RELEASE_ID } from "../protocol/release.ts";
import { shellOf, startWorker, type TestWorker } from "./worker.test-suite.ts";

const FILES = { "/_next/static/chunks/app.js": "app", "/cart": "cart shell", "/offline": "offline shell" };

const html = (text: string, init: ResponseInit = {}) =>
  new Response(text, { ...init, headers: { "Content-Type": "text/html", ...init.headers } });
const script = (text: string) => new Response(text, { headers: { "Content-Type": "text/javascript" } });
const offline = () => {
  throw new TypeError("Failed to fetch");
};
const never = () => new Promise<Response>(() => {});

let worker: TestWorker;

async function installShell(): Promise<void> {
  const cache = await worker.caches.open(`holdfast|/|v1|static|${RELEASE_ID}`);
  await cache.put("/_next/static/chunks/app.js", script("app"));
  await cache.put("/cart", html("cart shell"));
  await cache.put("/offline", html("offline shell"));
}

async function textOf(path: string, init?: Parameters<TestWorker["ask"]>[1]): Promise<string> {
  return (await worker.ask(path, init)).text();
}

beforeEach(async () => {
  vi.resetModules();
  worker = startWorker(await shellOf(FILES));
  await installShell();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("documents", () => {
  const navigate = { navigate: true };

  test("come from the network, and as last seen without it", async () => {
    worker.network = () => html("lamp, fresh");
    expect(await textOf("/product/lamp", navigate)).toBe("lamp, fresh");
    worker.network = offline;
    expect(await textOf("/product/lamp", navigate)).toBe("lamp, fresh");
  });

  test("that were never seen open the offline shell", async () => {
    expect(await textOf("/product/never", navigate)).toBe("offline shell");
  });

  test("of the offline journey open from the release, whatever their query", async () => {
    expect(await textOf("/cart?from=mail", navigate)).toBe("cart shell");
    expect(await textOf("/cart/", navigate)).toBe("cart shell");
  });

  test("do not wait longer than 3 s when there is a copy", async () => {
    await worker.ask("/cart", navigate);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    worker.network = never;
    let answered = false;
    const response = worker.answer("/cart", navigate).response.finally(() => {
      answered = true;
    });
    await vi.advanceTimersByTimeAsync(2_900);
    expect(answered).toBe(false);
    await vi.advanceTimersByTimeAsync(100);
    expect(await (await response).text()).toBe("cart shell");
  });

  describe("that are loaded anew on a slow line, where the release before is whole and this one not yet", () => {
    const answeredAfter = async (path: string, navigate: true | "reload", ms: number) => {
      let answered: Response | undefined;
      void worker.answer(path, { navigate }).response.then((response) => {
        answered = response;
      });
      await vi.advanceTimersByTimeAsync(ms);
      return answered?.text();
    };

    beforeEach(async () => {
      const own = await worker.caches.open(`holdfast|/|v1|static|${RELEASE_ID}`);
      await own.put("/sw-manifest.json", Response.json({ installedAt: 2, full: false, files: [] }));
      const before = await worker.caches.open("holdfast|/|v1|static|before");
      await before.put("/sw-manifest.json", Response.json({ installedAt: 1, full: true, files: [] }));
      await before.put("/cart", html("the cart before"));
      await (await worker.caches.open("holdfast|/|v1|pages|before")).put("/product/lamp", html("the lamp before"));
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      worker.network = never;
    });

    test("open from this release, so that an update is not taken back", async () => {
      expect(await answeredAfter("/cart", true, 3_100)).toBe("the cart before");
      expect(await answeredAfter("/cart", "reload", 3_100)).toBe("cart shell");
    });

    test("wait 10 s for what only the release before has a copy of", async () => {
      expect(await answeredAfter("/product/lamp", true, 3_100)).toBe("the lamp before");
      expect(await answeredAfter("/product/lamp", "reload", 9_900)).toBeUndefined();
      expect(await answeredAfter("/product/lamp", "reload", 10_100)).toBe("the lamp before");
      const late = Promise.withResolvers<Response>();
      worker.network = () => late.promise;
      const asked = answeredAfter("/product/lamp", "reload", 9_900);
      late.resolve(html("lamp, new"));
      expect(await asked).toBe("lamp, new");
    });

    test("wait for nothing without a network", async () => {
      worker.network = offline;
      expect(await answeredAfter("/product/lamp", "reload", 100)).toBe("the lamp before");
    });
  });

  test("of a failing server are replaced by a copy, else shown as they are", async () => {
    worker.network = () => html("bad gateway", { status: 502 });
    expect(await textOf("/cart", navigate)).toBe("cart shell");
    const unseen = await worker.ask("/product/lamp", navigate);
    expect(unseen.status).toBe(502);
  });

  test.each([
    ["an error", () => html("gone", { status: 404 })],
    ["one that forbids it", () => html("account", { headers: { "Cache-Control": "private, no-store" } })],
    ["something that is no document", () => script("1")],
  ])("are not stored when the answer is %s", async (_, answer) => {
    worker.network = answer;
    await worker.ask("/product/lamp", navigate);
    worker.network = offline;
    expect(await textOf("/product/lamp", navigate)).toBe("offline shell");
  });

  test("and payloads never answer for each other", async () => {
    worker.network = () => new Response("0:flight", { headers: { "Content-Type": "text/x-component" } });
    expect(await textOf("/product/lamp?_rsc=1", { headers: { RSC: "1" } })).toBe("0:flight");
    worker.network = offline;
    expect(await textOf("/product/lamp", navigate)).toBe("offline shell");
    expect(await textOf("/product/lamp?_rsc=1", { headers: { RSC: "1" } })).toBe("0:flight");
    await expect(worker.ask("/cart?_rsc=2", { headers: { RSC: "1" } })).rejects.toThrow();
  });
});

describe("scripts", () => {
  test("of the release come without the network, with parameters that change nothing too", async () => {
    expect(await textOf("/_next/static/chunks/app.js")).toBe("app");
    expect(await textOf("/_next/static/chunks/app.js?dpl=7&utm_source=mail")).toBe("app");
  });

  test.each([
    ["a 404", () => new Response("gone", { status: 404 })],
    ["a 502", () => html("bad gateway", { status: 502 })],
    ["no network", offline],
  ])("of another release survive %s", async (_, failure) => {
    worker.network = () => script("old");
    await worker.ask("/_next/static/chunks/old.js");
    worker.network = failure;
    expect(await textOf("/_next/static/chunks/old.js")).toBe("old");
  });

  test("that nobody has are a 404 as the origin says, and a 504 when nobody answers", async () => {
    worker.network = () => new Response("gone", { status: 404 });
    expect((await worker.ask("/_next/static/chunks/none.js")).status).toBe(404);
    worker.network = offline;
    expect((await worker.ask("/_next/static/chunks/none.js")).status).toBe(504);
  });

  test("of the release that are missing from the cache are never replaced by HTML", async () => {
    await (await worker.caches.open(`holdfast|/|v1|static|${RELEASE_ID}`)).delete("/_next/static/chunks/app.js");
    worker.network = () => html("<h1>Not found");
    await worker.ask("/_next/static/chunks/app.js");
    worker.network = () => script("app");
    expect(await textOf("/_next/static/chunks/app.js")).toBe("app");
  });

  test("are never HTML", async () => {
    worker.network = () => html("<h1>Welcome to the hotel");
    await worker.ask("/_next/static/chunks/old.js");
    worker.network = offline;
    expect((await worker.ask("/_next/static/chunks/old.js")).status).toBe(504);
  });
});

describe("catalogue reads", () => {
  const priced = (version: number, text: string) =>
    Response.json({ text }, { headers: { [HEADER.priceVersion]: String(version) } });
  const source = (response: Response) => [response.headers.get(HEADER.source), response.headers.get("Age")];

  test("say where they come from and how old they are", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
    worker.network = () => priced(3, "lamp");
    expect(source(await worker.ask("/api/products/lamp"))).toEqual(["network", "0"]);
    vi.setSystemTime(1_090_000);
    worker.network = offline;
    const stored = await worker.ask("/api/products/lamp");
    expect(source(stored)).toEqual(["cache", "90"]);
    expect(await stored.json()).toEqual({ text: "lamp" });
  });

  test("of an older price version are called stale as soon as a newer one is known", async () => {
    worker.network = () => priced(3, "lamp");
    await worker.ask("/api/products/lamp");
    worker.network = () => priced(4, "rope");
    await worker.ask("/api/products/rope");
    worker.network = offline;
    expect(source(await worker.ask("/api/products/lamp"))[0]).toBe("stale");
    expect(source(await worker.ask("/api/products/rope"))[0]).toBe("cache");
  });

  test("replace what an older version said", async () => {
    worker.network = () => priced(3, "old price");
    await worker.ask("/api/products/lamp");
    worker.network = () => priced(4, "new price");
    await worker.ask("/api/products/lamp");
    const old = await worker.caches.open("holdfast|/|v1|api|3");
    expect(await old.keys()).toEqual([]);
  });

  test("are never the page of something in between", async () => {
    worker.network = () => html("<h1>Welcome to the hotel");
    await worker.ask("/api/products/lamp");
    worker.network = offline;
    expect((await worker.ask("/api/products/lamp")).status).toBe(504);
  });

  test("that nobody can answer are a 504 with a problem", async () => {
    const response = await worker.ask("/api/products/lamp");
    expect(response.status).toBe(504);
    expect(await response.json()).toMatchObject({ code: "unavailable" });
  });
});

describe("files whose names do not tell their content", () => {
  test("are answered from the device now and are newer the next time", async () => {
    const icon = (text: string) => () => new Response(text, { headers: { "Content-Type": "image/svg+xml" } });
    worker.network = icon("first");
    expect(await textOf("/icons/icon.svg")).toBe("first");
    worker.network = icon("second");
    expect(await textOf("/icons/icon.svg")).toBe("first");
    expect(await textOf("/icons/icon.svg")).toBe("second");
    worker.network = offline;
    expect(await textOf("/icons/icon.svg")).toBe("second");
    expect((await worker.ask("/icons/never.svg")).status).toBe(504);
  });
});

describe("pictures", () => {
  const picture = (text: string) => new Response(text, { headers: { "Content-Type": "image/avif" } });

  test("offline are replaced by a wider copy, never by a narrower one", async () => {
    worker.network = () => picture("wide");
    await worker.ask("/media/lamp/red-front-960.avif");
    worker.network = offline;
    expect(await textOf("/media/lamp/red-front-640.avif")).toBe("wide");
    expect((await worker.ask("/media/lamp/red-front-1280.avif")).status).toBe(504);
  });
});
