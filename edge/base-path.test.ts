import { describe, expect, test } from "vitest";
import { ownerOf, stragglerTarget } from "./base-path.ts";

const UP = { live: "/v2", beside: "" };
const DOWN = { live: "", beside: "/v2" };

const target = (path: string, bases = UP, init: { method?: string; headers?: Record<string, string> } = {}) =>
  stragglerTarget(
    {
      method: init.method ?? "GET",
      target: path,
      headers: new Headers(init.headers ?? { "Sec-Fetch-Dest": "document" }),
    },
    bases,
  );

test.each([
  ["/cart", UP, "beside"],
  ["/v2", UP, "live"],
  ["/v2/cart", UP, "live"],
  ["/v20/cart", UP, "beside"],
  ["/v2/cart", DOWN, "beside"],
  ["/cart", DOWN, "live"],
  ["/cart", { live: "/v3", beside: "/v2" }, null],
] as const)("%s belongs below %j to %s", (path, bases, owner) => {
  expect(ownerOf(path, bases)).toBe(owner);
});

describe("after the deadline", () => {
  test.each([
    ["/cart?from=mail", UP, "/v2/cart?from=mail"],
    ["/", UP, "/v2/"],
    ["/v20/cart", UP, "/v2/v20/cart"],
    ["/v2/cart?a=1", DOWN, "/cart?a=1"],
    ["/v2", DOWN, "/"],
    ["/v2?a=1", DOWN, "/?a=1"],
    ["/v2//evil.example", DOWN, "/evil.example"],
    ["//evil.example", UP, "/v2/evil.example"],
  ] as const)("a navigation to %s goes on", (path, bases, expected) => {
    expect(target(path, bases)).toBe(expected);
  });

  test("an older browser's navigation is known by what it accepts", () => {
    expect(target("/cart", UP, { headers: { Accept: "text/html,*/*" } })).toBe("/v2/cart");
  });

  test.each([
    ["/sw.js", UP],
    ["/sw-manifest.json", UP],
    ["/__sw/state", UP],
    ["/api/orders", UP],
    ["/_next/static/chunks/a.js", UP],
    ["/media/mug.avif", UP],
    ["/v2/sw.js", DOWN],
    ["/v2/sw-manifest.json", DOWN],
    ["/v2/_next/static/chunks/a.js", DOWN],
    ["/v2/cart", UP],
    ["/cart", DOWN],
    ["/cart", { live: "", beside: "" }],
  ])("%s stays", (path, bases) => {
    expect(target(path, bases)).toBeNull();
  });

  test("what is no document stays: payloads, scripts, writes", () => {
    expect(target("/cart?_rsc=1", UP, { headers: { RSC: "1", "Sec-Fetch-Dest": "empty" } })).toBeNull();
    expect(target("/cart", UP, { headers: { "Sec-Fetch-Dest": "empty", Accept: "text/html" } })).toBeNull();
    expect(target("/cart", UP, { method: "POST" })).toBeNull();
    expect(target("/cart", UP, { headers: {} })).toBeNull();
  });
});
