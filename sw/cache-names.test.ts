import { expect, test } from "vitest";
import { cacheName, outdatedCaches, parseCacheName, priceVersionsOf } from "./cache-names.ts";

test("a name is read back as it was made", () => {
  const name = cacheName("/v2/", "pages", "release-B");
  expect(name).toBe("holdfast|/v2/|v1|pages|release-B");
  expect(parseCacheName(name)).toEqual({ scope: "/v2/", schema: 1, kind: "pages", part: "release-B" });
});

test.each([
  "other|/|v1|pages|r",
  "holdfast|/|1|pages|r",
  "holdfast|/|v1|hats|r",
  "holdfast|/|v1|pages",
  "holdfast|/|v1|pages|r|x",
  "serwist-precache-v2-https://shop.example/",
])("%s is nobody of ours", (name) => {
  expect(parseCacheName(name)).toBeNull();
});

test("a new release takes over its scope and leaves everything else alone", () => {
  const ours = (kind: Parameters<typeof cacheName>[1], part: string) => cacheName("/", kind, part);
  const kept = [
    ours("static", "B"),
    ours("pages", "B"),
    ours("images", "all"),
    ours("catalogue", "all"),
    ours("styles", "all"),
    ours("api", "31@me"),
    ours("api", "9@me"),
    ours("api", "9@you"),
    ours("api", "0@me"),
    cacheName("/v2/", "pages", "A"),
    "another-app|/|v1|pages|A",
    "serwist-precache",
  ];
  const gone = [
    ours("static", "A"),
    ours("pages", "A"),
    ours("rsc", "A"),
    ours("chunks", "A"),
    ours("api", "3@me"),
    ours("api", "31"),
    ours("api", "x@me"),
    "holdfast|/|v0|images|all",
  ];
  const names = [...kept, ...gone];
  expect(outdatedCaches(names, "/", (release) => release === "B").sort()).toEqual(gone.sort());
  expect(priceVersionsOf(names, "/")).toEqual([31, 9, 3, 0]);
  expect(priceVersionsOf(names, "/", "you")).toEqual([9]);
});
