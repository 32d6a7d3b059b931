import { describe, expect, test } from "vitest";
import { classify, factsOf, type RequestFacts, ROWS } from "./classify.ts";

const ORIGIN = "https://shop.example";
const PRECACHED = "/_next/static/chunks/app-1.js";

function facts(path: string, change: Partial<RequestFacts> = {}): RequestFacts {
  const url = new URL(path, ORIGIN);
  return {
    method: "GET",
    url,
    sameOrigin: url.origin === ORIGIN,
    navigation: false,
    rsc: false,
    bypass: false,
    precached: url.pathname === PRECACHED,
    ...change,
  };
}

const CASES: [row: string, strategy: string, given: RequestFacts][] = [
  ["bypass", "untouched", facts("/cart", { bypass: true, navigation: true })],
  ["bypass", "untouched", facts("/api/products", { bypass: true })],
  ["other origins", "untouched", facts("https://pay.example/_next/static/chunks/a.js")],
  ["writes", "untouched", facts("/api/orders", { method: "POST" })],
  ["writes", "untouched", facts("/cart", { method: "POST", navigation: true })],
  ["writes", "untouched", facts("/api/products", { method: "HEAD" })],
  ["state page", "state", facts("/__sw/state?format=json", { navigation: true })],
  ["the worker's own files", "untouched", facts("/sw.js")],
  ["the worker's own files", "untouched", facts("/sw-manifest.json")],
  ["catalogue reads", "catalogue", facts("/api/products?category=lamps")],
  ["catalogue reads", "catalogue", facts("/api/products/storm-lamp")],
  ["catalogue reads", "catalogue", facts("/api/search?q=rope")],
  ["catalogue reads", "catalogue", facts("/api/prices?skus=A")],
  ["catalogue reads", "catalogue", facts("/api/categories")],
  ["catalogue in small", "snapshot", facts("/api/catalogue")],
  ["other API reads", "untouched", facts("/api/orders/0190")],
  ["other API reads", "untouched", facts("/api/carts/0190/live")],
  ["other API reads", "untouched", facts("/api/webhooks/stripe")],
  ["other API reads", "untouched", facts("/api/pricesheet")],
  ["documents", "document", facts("/product/storm-lamp", { navigation: true })],
  ["documents", "document", facts("/cart?_rsc=1", { navigation: true, rsc: true })],
  ["server component payloads", "rsc", facts("/cart?_rsc=abc", { rsc: true })],
  ["files of the release", "precached", facts(PRECACHED)],
  ["other scripts", "script", facts("/_next/static/chunks/old-9.js")],
  ["styles", "style", facts("/_next/static/chunks/old-9.css")],
  ["fonts", "font", facts("/_next/static/media/sans.woff2")],
  ["other hashed files", "asset", facts("/_next/static/media/hero.png")],
  ["product pictures", "picture", facts("/media/storm-lamp/red-front-640.avif")],
  ["icons and the web manifest", "unhashed", facts("/icons/icon.svg")],
  ["icons and the web manifest", "unhashed", facts("/manifest.webmanifest")],
  ["everything else", "untouched", facts("/robots.txt")],
  ["everything else", "untouched", facts("/media/manifest.json")],
];

describe("the caching table", () => {
  test.each(CASES)("%s: %s", (name, strategy, given) => {
    expect(classify(given)).toMatchObject({ name, strategy });
  });

  test("every row has a case", () => {
    const covered = new Set(CASES.map(([row]) => row));
    expect(ROWS.filter((row) => !covered.has(row.name))).toEqual([]);
  });
});

describe("the facts of a request", () => {
  const read = (path: string, headers: Record<string, string> = {}) =>
    factsOf(new Request(new URL(path, ORIGIN), { headers }), ORIGIN, (url) => url.pathname === PRECACHED);

  test.each([
    ["the RSC header", read("/cart", { RSC: "1" })],
    ["an empty _rsc query", read("/cart?_rsc")],
    ["the Accept header", read("/cart", { Accept: "text/x-component" })],
  ])("a payload is told by %s", (_, given) => {
    expect(given.rsc).toBe(true);
  });

  test.each([
    ["a header", read("/cart", { "SW-Bypass": "" })],
    ["an empty query in any case", read("/cart?SW-bypass")],
  ])("the bypass is told by %s", (_, given) => {
    expect(given.bypass).toBe(true);
  });

  test("an ordinary request has none of them", () => {
    expect(read("/cart?q=sw-bypass")).toMatchObject({ rsc: false, bypass: false, navigation: false, sameOrigin: true });
    expect(read(PRECACHED).precached).toBe(true);
    expect(factsOf(new Request("https://other.example/"), ORIGIN, () => false).sameOrigin).toBe(false);
  });
});
