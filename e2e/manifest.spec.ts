import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { swManifest } from "../protocol/sw-manifest.ts";
import { expect, test } from "./lib/test.ts";

test("The manifest lists every file of the release, and the shop serves each of them byte for byte", async ({
  shop,
}) => {
  const answer = await fetch(`${shop.origin}/sw-manifest.json`);
  expect(answer.headers.get("cache-control")).toBe("no-cache");
  const manifest = z.parse(swManifest, await answer.json());
  expect(manifest.id).toBe(shop.release);
  expect(manifest.files.filter(({ group }) => group === "shell").map(({ url }) => url)).toContain("/checkout/review");
  const wrong: string[] = [];
  for (const { url, sha384, size } of manifest.files) {
    const response = await fetch(`${shop.origin}${url}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    const same = bytes.length === size && createHash("sha384").update(bytes).digest("base64") === sha384;
    if (response.status !== 200 || !same) wrong.push(`${url}: ${response.status}, ${bytes.length} of ${size} bytes`);
  }
  expect(wrong).toEqual([]);
});

test("The manifest names every script and style that the pages of the offline journey ask for", async ({
  page,
  shop,
}) => {
  const manifest = z.parse(swManifest, await (await fetch(`${shop.origin}/sw-manifest.json`)).json());
  const shell = new Set(manifest.files.filter(({ group }) => group === "shell").map(({ url }) => url));
  const asked = new Set<string>();
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/_next/static/")) asked.add(pathname);
  });
  for (const path of ["/cart", "/checkout", "/checkout/delivery", "/checkout/review", "/orders", "/offline"]) {
    await page.goto(path, { waitUntil: "networkidle" });
  }
  expect([...asked].filter((url) => !shell.has(url))).toEqual([]);
});
