import { describe, expect, test } from "vitest";
import { classify, factsOf, type RequestFacts, ROWS } from "./classify.ts";

const ORIGIN = "https://shop.example";
const PRECACHED = "/_next/static/chunks/app-1.js";

function facts(path: string, change: Partial<RequestFacts> = {}): RequestFacts {
  const url = new URL(path, ORIGIN);
  return {
    method: "GET",
    url,
    path: url.pathname,
    elsewhere: false,
    sameOrigin: url.origin === ORIGIN,
    navigation: false,
    rsc: false,
    prefetch: false,
    action: false,
    range: false,
    stream: false,
    onlyIfCached: null,
    bypass: false,
    precached: url.pathname === PRECACHED,
    ...change,
  };
}

const CASES: [row: string, strategy: string, given: RequestFacts][] = [
  ["bypass", "untouched", facts("/cart", { bypass: true, navigation: true })],
  ["bypass", "untouched", facts("/api/products", { bypass: true })],
  ["other origins", "untouched", facts("https://pay.example/_next/static/chunks/a.js")],
  ["releases elsewhere", "untouched", facts("/v2/cart", { elsewhere: true, navigation: true })],
  ["event streams", "untouched", facts("/api/carts/0190/live", { stream: true })],
  ["only-if-cached from elsewhere", "untouched", facts(PRECACHED, { onlyIfCached: "impossible" })],
  ["server actions", "untouched", facts("/cart", { method: "POST", action: true, rsc: true })],
  ["API writes", "write", facts("/api/orders", { method: "POST" })],
  ["API writes", "write", facts("/api/products/lamp", { method: "PUT" })],
  ["API writes", "write", facts("/api/products/lamp", { method: "DELETE", rsc: true })],
  ["other methods", "untouched", facts("/cart", { method: "POST", navigation: true })],
  ["other methods", "untouched", facts("/_next/static/chunks/old-9.js", { method: "HEAD" })],
  ["other methods", "untouched", facts("/api/orders", { method: "HEAD" })],
  ["state page", "state", facts("/__sw/state?format=json", { navigation: true })],
  ["the worker's own files", "untouched", facts("/sw.js")],
  ["the worker's own files", "untouched", facts("/sw-manifest.json")],
  ["catalogue reads", "catalogue", facts("/api/products?category=lamps")],
  ["catalogue reads", "catalogue", facts("/api/products/storm-lamp")],
  ["catalogue reads", "catalogue", facts("/api/search?q=rope")],
  ["catalogue reads", "catalogue", facts("/api/prices?skus=A")],
  ["catalogue reads", "catalogue", facts("/api/categories")],
  ["catalogue reads", "catalogue", facts("/api/products/storm-lamp", { method: "HEAD" })],
  ["catalogue reads", "catalogue", facts("/api/products", { onlyIfCached: "allowed" })],
  ["the shop's versions", "version", facts("/api/version")],
  ["catalogue in small", "snapshot", facts("/api/catalogue")],
  ["other API reads", "untouched", facts("/api/orders/0190")],
  ["other API reads", "untouched", facts("/api/carts/0190/live")],
  ["other API reads", "untouched", facts("/api/webhooks/stripe")],
  ["other API reads", "untouched", facts("/api/pricesheet")],
  ["documents", "document", facts("/product/storm-lamp", { navigation: true })],
  ["documents", "document", facts("/cart?_rsc=1", { navigation: true, rsc: true })],
  ["documents", "document", facts("/cart", { navigation: true, prefetch: true })],
  ["prefetched payloads", "rsc", facts("/cart?_rsc=abc", { rsc: true, prefetch: true })],
  ["server component payloads", "rsc", facts("/cart?_rsc=abc", { rsc: true })],
  ["only-if-cached", "stored", facts(PRECACHED, { onlyIfCached: "allowed" })],
  ["ranges of files", "range", facts("/media/storm-lamp/film.mp4", { range: true })],
  ["ranges of files", "range", facts(PRECACHED, { range: true })],
  ["everything else", "untouched", facts("/robots.txt", { range: true })],
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

  test.each([
    ["the router's header", read("/cart?_rsc=1", { "Next-Router-Prefetch": "1" })],
    ["the header of a segment", read("/cart?_rsc=1", { "Next-Router-Segment-Prefetch": "/_tree" })],
    ["the browser's purpose", read("/cart", { Purpose: "prefetch" })],
  ])("a prefetch is told by %s", (_, given) => {
    expect(given.prefetch).toBe(true);
  });

  test("an action, a range, a stream and a cached copy are told by what asks for them", () => {
    const post = new Request(new URL("/cart", ORIGIN), { method: "POST", headers: { "Next-Action": "4f" } });
    expect(factsOf(post, ORIGIN, () => false).action).toBe(true);
    expect(read("/cart", { "Next-Action": "4f" }).action).toBe(false);
    expect(read("/media/film.mp4", { Range: "bytes=0-1" }).range).toBe(true);
    expect(read("/api/carts/1/live", { Accept: "text/event-stream" }).stream).toBe(true);
    const cached = (mode: RequestMode) =>
      factsOf(new Request(new URL("/cart", ORIGIN), { cache: "only-if-cached", mode }), ORIGIN, () => false);
    expect(cached("same-origin").onlyIfCached).toBe("allowed");
  });

  test("an ordinary request has none of them", () => {
    expect(read("/cart?q=sw-bypass")).toMatchObject({
      rsc: false,
      prefetch: false,
      action: false,
      range: false,
      stream: false,
      onlyIfCached: null,
      bypass: false,
      navigation: false,
      sameOrigin: true,
    });
    expect(read(PRECACHED).precached).toBe(true);
    expect(factsOf(new Request("https://other.example/"), ORIGIN, () => false).sameOrigin).toBe(false);
  });
});
