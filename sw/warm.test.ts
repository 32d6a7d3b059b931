import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { HEADER } from "../protocol/headers.ts";
import type { CatalogueSnapshot } from "../protocol/snapshot.ts";
import { errandsOf } from "./warm-list.ts";
import { startWorker, type TestWorker } from "./worker.test-suite.ts";

const product = (slug: string): CatalogueSnapshot["products"][number] => ({
  slug,
  name: `The ${slug}`,
  tagline: "",
  category: "light",
  materials: "",
  colours: ["red"],
  from: [1000],
  priceVaries: false,
  soldOut: false,
  picture: [`/media/${slug}/red-front`, ""],
});

const SNAPSHOT: CatalogueSnapshot = {
  priceVersion: 3,
  complete: true,
  currencies: ["EUR"],
  categories: [["light", "Lamps"]],
  collections: [["gifts", "Gifts"]],
  colours: [["red", "Red", "#f00"]],
  products: [product("lamp"), product("rope")],
};

const PAGES = ["/", "/category/light", "/product/lamp", "/product/rope", "/collections/gifts"];

let worker: TestWorker;
let asked: string[];

/** A shop at a price version whose pages weigh this much. */
function shopAt(version: number, options: { bytes?: number; complete?: boolean; failing?: string } = {}) {
  return (url: URL): Response => {
    asked.push(url.pathname + url.search);
    const headers = { [HEADER.priceVersion]: String(version), "Content-Length": String(options.bytes ?? 1000) };
    if (url.pathname === options.failing) return new Response("busy", { status: 503 });
    if (url.pathname === "/api/catalogue") {
      const complete = options.complete ?? true;
      return Response.json({ ...SNAPSHOT, priceVersion: version, complete }, { headers });
    }
    const type = url.searchParams.has("_rsc")
      ? "text/x-component"
      : url.pathname.startsWith("/media/")
        ? "image/avif"
        : "text/html";
    return new Response(url.pathname + url.search, { headers: { ...headers, "Content-Type": type } });
  };
}

async function warm(): Promise<void> {
  asked = [];
  const { warmUp } = await import("./warm.ts");
  await warmUp(new ExtendableEvent("message"));
}

const pagesAsked = () => asked.filter((path) => !/^\/(media|api)\/|_rsc/.test(path));

beforeEach(() => {
  vi.resetModules();
  worker = startWorker([]);
  asked = [];
});

afterEach(() => {
  Reflect.deleteProperty(navigator, "connection");
});

describe("warming", () => {
  test("goes from what matters most to what matters least", () => {
    const paths = errandsOf(SNAPSHOT).map(({ path }) => path);
    expect(paths.slice(0, 4)).toEqual(["/", "/category/light", "/product/lamp", "/media/lamp/red-front-320.avif"]);
    const payloads = errandsOf(SNAPSHOT).filter(({ kind }) => kind === "payload");
    expect(payloads.map(({ path }) => path)).toEqual(PAGES);
    expect(paths.at(-PAGES.length - 1)).toBe("/privacy");
  });

  test("makes pages open that were never visited, and search answer, without a network", async () => {
    worker.network = shopAt(3);
    await warm();
    worker.network = () => {
      throw new TypeError("Failed to fetch");
    };
    for (const path of PAGES) expect(await (await worker.ask(path, { navigate: true })).text()).toBe(path);
    const click = await worker.ask("/product/rope?_rsc=1x2y", {
      headers: { RSC: "1", "Next-Router-State-Tree": "%5B" },
    });
    expect(await click.text()).toBe("/product/rope?_rsc");
    const ahead = { RSC: "1", "Next-Router-Prefetch": "1" };
    await expect(worker.ask("/product/rope?_rsc=1x2y", { headers: ahead })).rejects.toThrow();
    const snapshot = await worker.ask("/api/catalogue");
    expect(snapshot.headers.get(HEADER.source)).toBe("cache");
    expect(await snapshot.json()).toEqual(SNAPSHOT);
  });

  test("asks again only for what is missing or older than the prices of now", async () => {
    worker.network = shopAt(3);
    await warm();
    await warm();
    expect(asked).toEqual(["/api/catalogue"]);
    worker.network = shopAt(4);
    await warm();
    expect(pagesAsked()).toEqual(expect.arrayContaining(PAGES));
    expect(asked.filter((path) => path.startsWith("/media/"))).toEqual([]);
  });

  test("stays within its budget", async () => {
    worker.network = shopAt(3, { bytes: 1024 * 1024 });
    await warm();
    expect(pagesAsked()).toEqual(["/", "/category/light"]);
    expect(asked.filter((path) => path.startsWith("/media/"))).toHaveLength(1);
  });

  test("leaves a shop in trouble alone and goes on another time", async () => {
    worker.network = shopAt(3, { failing: "/product/lamp" });
    await warm();
    expect(pagesAsked()).toEqual(["/", "/category/light", "/product/lamp"]);
    worker.network = shopAt(3);
    await warm();
    expect(pagesAsked().slice(0, 2)).toEqual(["/product/lamp", "/product/rope"]);
  });

  test("does nothing for a shop that is too large, and nothing at all for shoppers who save data", async () => {
    worker.network = shopAt(3, { complete: false });
    await warm();
    expect(asked).toEqual(["/api/catalogue"]);
    Object.defineProperty(navigator, "connection", { value: { saveData: true }, configurable: true });
    await warm();
    expect(asked).toEqual([]);
  });
});

describe("the catalogue in small", () => {
  test("is called stale as soon as newer prices are known, and outlives the clean-up of old answers", async () => {
    worker.network = shopAt(3);
    await warm();
    worker.network = () => Response.json({}, { headers: { [HEADER.priceVersion]: "9" } });
    await worker.ask("/api/products/rope");
    worker.network = () => {
      throw new TypeError("Failed to fetch");
    };
    expect((await worker.ask("/api/catalogue")).headers.get(HEADER.source)).toBe("stale");
  });

  test("is a 504 with a problem where there is none", async () => {
    const answer = await worker.ask("/api/catalogue");
    expect([answer.status, (await answer.json()).code]).toEqual([504, "unavailable"]);
  });
});
