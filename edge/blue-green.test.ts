import { expect, test } from "vitest";
import { LOT_COOKIE, type Split } from "./assign.ts";
import { route, type Serving } from "./blue-green.ts";

const SPLIT: Split = { live: "B", beside: "A", percent: 25, deadline: 1_000 };
const ALIKE: Serving = { basePath: "", beside: { split: SPLIT, basePath: "" } };
const ALONE: Serving = { basePath: "", beside: null };
const UP: Serving = { basePath: "/v2", beside: { split: SPLIT, basePath: "" } };
const DOWN: Serving = { basePath: "", beside: { split: SPLIT, basePath: "/v2" } };

function routed(
  target: string,
  serving: Serving,
  { method = "GET", headers = {}, now = 0 }: { method?: string; headers?: Record<string, string>; now?: number } = {},
) {
  return route({ method, target, headers: new Headers(headers) }, serving, now, () => 0.5);
}

const OLDER = { Cookie: `${LOT_COOKIE}=60` };
const CHOSEN = "Cookie, X-Holdfast-Release";

test.each(["/", "/cart?from=mail", "/sw.js", "/sw-manifest.json", "/product/road-end-mug"])(
  "%s goes with the visitor's release, and says so to caches",
  (target) => {
    expect(routed(target, ALIKE, { headers: OLDER })).toEqual({
      to: "beside",
      headers: { Vary: CHOSEN },
      byPath: false,
    });
    const newer = { Cookie: `${LOT_COOKIE}=24` };
    expect(routed(target, ALIKE, { headers: newer })).toEqual({ to: "live", headers: { Vary: CHOSEN }, byPath: false });
  },
);

test.each([
  "/api/orders",
  "/api/products?limit=1",
  "/_next/static/chunks/a.js",
  "/media/mug.avif",
  "/icons/icon.svg",
  "/screenshots/wide.png",
  "/admin",
  "/admin/releases",
])("%s is the live release's whoever asks, and the same for all caches", (target) => {
  expect(routed(target, ALIKE, { headers: OLDER })).toEqual({ to: "live", headers: {}, byPath: false });
});

test("the live release's API tells each visitor their own release, which no cache may give to another", () => {
  expect(routed("/api/version", ALIKE, { headers: OLDER })).toEqual({
    to: "live",
    headers: { Vary: CHOSEN },
    byPath: false,
  });
});

test("a write goes to the only one that writes", () => {
  expect(routed("/cart", ALIKE, { method: "POST", headers: OLDER })).toEqual({
    to: "live",
    headers: {},
    byPath: false,
  });
});

test("whoever is new draws a lot, which a cookie keeps; with one release nothing is chosen or told", () => {
  expect(routed("/cart", ALIKE)).toMatchObject({
    to: "beside",
    headers: { Vary: CHOSEN, "Set-Cookie": expect.stringMatching(/^holdfast-lot=50; Path=\/; Max-Age=\d+; HttpOnly/) },
  });
  expect(routed("/cart", ALONE)).toEqual({ to: "live", headers: {}, byPath: false });
  expect(routed("/api/version", ALONE)).toEqual({ to: "live", headers: {}, byPath: false });
});

test.each([
  ["/cart", UP, "beside"],
  ["/sw.js", UP, "beside"],
  ["/v2/cart", UP, "live"],
  ["/api/orders", UP, "live"],
  ["/v2/cart", DOWN, "beside"],
  ["/v2/_next/static/chunks/a.js", DOWN, "beside"],
  ["/v2/sw-manifest.json", DOWN, "beside"],
  ["/cart", DOWN, "live"],
] as const)("with paths of their own the path decides: %s", (target, serving, to) => {
  expect(routed(target, serving)).toMatchObject({ to, headers: {}, ...(to === "beside" ? { byPath: true } : {}) });
});

test("after the deadline, and when the other is gone, navigations are sent over and nothing else is", () => {
  const headers = { "Sec-Fetch-Dest": "document" };
  expect(routed("/cart", UP, { headers, now: 999 })).toMatchObject({ to: "beside" });
  expect(routed("/cart", UP, { headers, now: 1_000 })).toEqual({ to: "elsewhere", location: "/v2/cart" });
  expect(routed("/v2/cart?a=1", ALONE, { headers })).toEqual({ to: "elsewhere", location: "/cart?a=1" });
  expect(routed("/cart", { basePath: "/v2", beside: null }, { headers })).toEqual({
    to: "elsewhere",
    location: "/v2/cart",
  });
  for (const target of ["/v2/sw.js", "/v2/sw-manifest.json", "/v2/_next/static/chunks/a.js"]) {
    expect(routed(target, ALONE, { headers })).toMatchObject({ to: "live" });
  }
  expect(routed("/sw.js", UP, { headers, now: 1_000 })).toMatchObject({ to: "beside" });
});
