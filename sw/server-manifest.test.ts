import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { type SwManifest, swManifest } from "../protocol/sw-manifest.ts";
import { startWorker } from "./worker.test-suite.ts";

startWorker([]);
const { askManifest, isManifest } = await import("./server-manifest.ts");

const MANIFEST: SwManifest = {
  schema: 1,
  id: "r",
  deployment: 1,
  createdAt: "2026-11-26T00:00:00Z",
  minApiVersion: 1,
  flags: { express: true },
  kill: false,
  files: [{ url: "/cart", sha384: "h".repeat(64), size: 1, group: "shell" }],
};

describe("the manifest", () => {
  test("passes as the server writes it, and with fields of a newer server", () => {
    expect(isManifest(MANIFEST)).toBe(true);
    expect(isManifest({ ...MANIFEST, later: 1 })).toBe(true);
  });

  test("that passes the worker's guard has every field that the worker reads in the schema's shape", () => {
    const junk = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(undefined, Number.NaN, -1, 0.5));
    const field = fc.constantFrom("schema", "id", "deployment", "minApiVersion", "kill", "files");
    fc.assert(
      fc.property(field, junk, (name, value) => {
        const bent = { ...MANIFEST, [name]: value };
        if (isManifest(bent)) {
          const files = bent.files.map(({ url, sha384 }) => ({ url, sha384, size: 1, group: "shell" }));
          expect(swManifest.safeParse({ ...bent, files }).success).toBe(true);
        }
      }),
      { seed: 33, numRuns: 2_000 },
    );
  });

  test.each([null, [], "text", {}, { ...MANIFEST, schema: 2 }, JSON.parse('{"__proto__":{"id":"r"}}')])(
    "%o is none",
    (value) => {
      expect(isManifest(value)).toBe(false);
    },
  );

  const html = { headers: { "Content-Type": "text/html" } };
  test.each<[string, () => Response, string]>([
    ["as it should be", () => Response.json(MANIFEST), "manifest"],
    ["404", () => new Response("gone", { status: 404 }), "gone"],
    ["410", () => new Response("gone", { status: 410 }), "gone"],
    ...[500, 501, 502, 503, 504, 403].map((status): [string, () => Response, string] => [
      String(status),
      () => new Response("busy", { status }),
      "nothing",
    ]),
    ["a page with 200", () => new Response("<!doctype html>", html), "nothing"],
    ["cut short", () => new Response(JSON.stringify(MANIFEST).slice(0, -9)), "nothing"],
    ["of another schema", () => Response.json({ ...MANIFEST, schema: 2 }), "nothing"],
    [
      "not to be had",
      () => {
        throw new TypeError("Failed to fetch");
      },
      "nothing",
    ],
  ])("that comes %s says %s", async (_, answer, kind) => {
    vi.stubGlobal("fetch", async () => answer());
    expect((await askManifest()).kind).toBe(kind);
    vi.unstubAllGlobals();
  });
});
