import { mkdtempSync, rmSync } from "node:fs";
import { request as call } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { etagOf } from "../api/etag.ts";
import { RELEASE_ID_LENGTH } from "../protocol/release.ts";
import type { PageCache } from "./page-cache.ts";
import { releaseDir } from "./release/catalogue.ts";
import { newSplit, writeSplit } from "./release/split.ts";
import { writeRelease } from "./release/testing.ts";
import { createRouter } from "./router.ts";
import { serving } from "./testing.ts";

const page = Buffer.from("<!doctype html>");
const pages: PageCache = {
  counts: { hits: 0, stale: 0, misses: 0 },
  get: async () => ({ status: 200, headers: {}, body: { identity: page }, etag: etagOf(page) }),
};
const release = "r".repeat(RELEASE_ID_LENGTH);
const routeBelow = (basePath: string) =>
  createRouter({
    release,
    basePath,
    minApiVersion: 1,
    pages,
    seen: { document: () => {}, call: () => {} },
    dynamic: async (_request, response) => void response.end("for one"),
    api: async (_request, response) => void response.end("api"),
  });
const route = routeBelow("");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast router "));
  vi.stubEnv("RELEASES_DIR", folder);
  vi.stubEnv("DATA_DIR", folder);
  const record = { id: release, createdAt: "2026-11-27T12:00:00Z", fingerprint: "f" };
  writeRelease(releaseDir(release), record, { "next/static/chunks/a.js": "chunk" });
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** The status of a request whose target is sent as it stands, which `fetch` would tidy up first. */
function statusOf(method: string, path: string): Promise<number | undefined> {
  return serving(
    route,
    (origin) =>
      new Promise((resolve, reject) => {
        const request = call(origin, { method, path }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        request.once("error", reject).end();
      }),
  );
}

test.each(["//", "http://[", "/product/%E0%A4%A", "/%"])(
  "an address that cannot be read (%s) is a 400",
  async (path) => {
    expect(await statusOf("GET", path)).toBe(400);
  },
);

test.each(["POST", "DELETE", "PUT", "OPTIONS"])("a page takes no %s", async (method) => {
  expect(await statusOf(method, "/cart")).toBe(405);
});

test("a body that nothing here takes is refused by its length alone", async () => {
  const status = await serving(
    route,
    (origin) =>
      new Promise((resolve, reject) => {
        const headers = { "Content-Length": 20_000_000 };
        const request = call(`${origin}/api/orders`, { method: "POST", headers }, (response) => {
          resolve(response.statusCode);
          request.destroy();
        });
        request.once("error", reject).flushHeaders();
      }),
  );
  expect(status).toBe(413);
});

test("pages and the API are reached", async () => {
  expect(await statusOf("GET", "/cart")).toBe(200);
  expect(await statusOf("HEAD", "/cart?q=%20")).toBe(200);
  expect(await statusOf("POST", "/api/orders")).toBe(200);
});

describe.each([
  { own: "/v2", former: "" },
  { own: "", former: "/v2" },
  { own: "/v2", former: "/v3" },
])("a release below $own/, where another lived below $former/ before", ({ own, former }) => {
  async function get(path: string) {
    return serving(routeBelow(own), async (origin) => {
      const answer = await fetch(`${origin}${path}`, { redirect: "manual" });
      return { status: answer.status, text: await answer.text(), cache: answer.headers.get("cache-control") };
    });
  }

  test("its own worker, manifest and chunks are there", async () => {
    expect(await get(`${own}/sw.js`)).toEqual({ status: 200, text: "worker", cache: "no-cache" });
    expect(await get(`${own}/sw-manifest.json`)).toMatchObject({ status: 200, cache: "no-cache" });
    expect(await get(`${own}/_next/static/chunks/a.js`)).toMatchObject({ status: 200, text: "chunk" });
  });

  test("the other's worker is sent away: the safety worker byte for byte, no redirect, and no manifest any more", async () => {
    for (const name of ["sw.js", "service-worker.js"]) {
      expect(await get(`${former}/${name}`)).toEqual({ status: 200, text: "safety worker", cache: "no-cache" });
    }
    expect(await get(`${former}/sw-manifest.json`)).toMatchObject({ status: 410, cache: "no-store" });
  });

  test("the other's tabs still find their chunks and pictures, and a chunk that no release has is a plain 404", async () => {
    expect(await get(`${former}/_next/static/chunks/a.js`)).toMatchObject({ status: 200, text: "chunk" });
    expect(await get(`${former}/icons/icon.svg`)).toMatchObject({ status: 200 });
    expect(await get(`${former}/_next/static/chunks/b.js`)).toMatchObject({
      status: 404,
      text: "no release has this file\n",
    });
  });

  test("while it still serves beside, and its process is only away, its worker stays", async () => {
    const id = "s".repeat(RELEASE_ID_LENGTH);
    const record = { id, createdAt: "2026-11-26T12:00:00Z", fingerprint: "s", basePath: former };
    writeRelease(releaseDir(id), record);
    await writeSplit(newSplit(release, id, "100%", 0));
    for (const name of ["sw.js", "sw-manifest.json"]) {
      expect(await get(`${former}/${name}`)).toMatchObject({ status: 503, cache: "no-store" });
    }
    await writeSplit(null);
    rmSync(releaseDir(id), { recursive: true });
    expect(await get(`${former}/sw.js`)).toMatchObject({ status: 200, text: "safety worker" });
  });
});
