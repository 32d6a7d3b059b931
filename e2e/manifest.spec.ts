import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { decodePack, PACK_PREFIX, PACK_TYPE } from "../protocol/pack.ts";
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
  for (const path of [
    "/cart",
    "/checkout",
    "/checkout/delivery",
    "/checkout/review",
    "/orders",
    "/waiting",
    "/offline",
  ]) {
    await page.goto(path, { waitUntil: "networkidle" });
  }
  expect([...asked].filter((url) => !shell.has(url))).toEqual([]);
});

test("The shell of a release comes in one request, whole or in parts, with the bytes that the manifest lists", async ({
  shop,
}) => {
  const manifest = z.parse(swManifest, await (await fetch(`${shop.origin}/sw-manifest.json`)).json());
  const shell = manifest.files.filter(({ group }) => group === "shell");
  const ask = (rest: string) => fetch(`${shop.origin}${PACK_PREFIX}${rest}`);
  for (const [query, listed] of [
    ["", shell],
    ["?files=2,0", [shell[0], shell[2]]],
  ] as const) {
    const answer = await ask(`${manifest.id}${query}`);
    expect(answer.headers.get("content-type")).toBe(PACK_TYPE);
    const files = decodePack(new Uint8Array(await answer.arrayBuffer())) ?? [];
    expect(files.map(({ url, bytes }) => [url, createHash("sha384").update(bytes).digest("base64")])).toEqual(
      listed.map((file) => [file?.url, file?.sha384]),
    );
  }
  for (const none of ["?files=9999", "?files=-1", "?files=a", "?files=", "?files=__proto__"]) {
    expect([none, (await ask(`${manifest.id}${none}`)).status]).toEqual([none, 404]);
  }
  expect((await ask("../../package.json")).status).toBe(404);
  expect((await ask("_release_that_nobody_had_")).status).toBe(404);
});
