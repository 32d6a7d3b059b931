import { request as call } from "node:http";
import { expect, test } from "vitest";
import { etagOf } from "../api/etag.ts";
import { RELEASE_ID_LENGTH } from "../protocol/release.ts";
import type { PageCache } from "./page-cache.ts";
import { createRouter } from "./router.ts";
import { serving } from "./testing.ts";

const page = Buffer.from("<!doctype html>");
const pages: PageCache = {
  counts: { hits: 0, stale: 0, misses: 0 },
  get: async () => ({ status: 200, headers: {}, body: { identity: page }, etag: etagOf(page) }),
};
const route = createRouter({
  release: "r".repeat(RELEASE_ID_LENGTH),
  pages,
  seen: { document: () => {}, call: () => {} },
  dynamic: async (_request, response) => void response.end("for one"),
  api: async (_request, response) => void response.end("api"),
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
