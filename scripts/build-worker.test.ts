import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RELEASE_ID } from "../protocol/release.ts";
import { buildWorker, precacheEntries, SHELL_PAGES } from "./build-worker.ts";

let nextDir = "";

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(nextDir, path)), { recursive: true });
  await writeFile(join(nextDir, path), text);
}

beforeAll(async () => {
  nextDir = await mkdtemp(join(tmpdir(), "holdfast-next-"));
  await put("static/chunks/app.js", "1");
  await put("static/chunks/app.css", "a{}");
  await put("static/chunks/app.js.map", "{}");
  await put("static/media/sans.woff2", "font");
  await put("static/id/_buildManifest.js", "rewritten later");
  await put("static/id/_ssgManifest.js", "rewritten later");
  for (const url of SHELL_PAGES) await put(`server/app${url}.html`, `<p>${url}`);
});

afterAll(() => rm(nextDir, { recursive: true, force: true }));

test("a release precaches its hashed files and shell pages, and nothing that is rewritten later", async () => {
  const entries = await precacheEntries({ nextDir });
  const files = entries.filter((entry) => entry.revision === null).map((entry) => entry.url);
  expect(files).toEqual([
    "/_next/static/chunks/app.css",
    "/_next/static/chunks/app.js",
    "/_next/static/media/sans.woff2",
  ]);
  const shells = entries.filter((entry) => entry.revision !== null).map((entry) => entry.url);
  expect(shells).toEqual([...SHELL_PAGES].sort());
});

test("a shell page's revision follows its content", async () => {
  const revision = async () => (await precacheEntries({ nextDir })).find((entry) => entry.url === "/cart")?.revision;
  const before = await revision();
  await put("server/app/cart.html", "<p>changed");
  expect(await revision()).not.toBe(before);
});

test("a shell page that is not static stops the build", async () => {
  await expect(precacheEntries({ nextDir, shellPages: ["/account"] })).rejects.toThrow("/account");
});

test("the worker is one small script that carries the release id literally until it is given", async () => {
  const outFile = join(nextDir, "sw.js");
  const report = await buildWorker({ nextDir, outFile });
  const text = await readFile(outFile, "utf8");
  expect(text).toContain(RELEASE_ID);
  expect(report.brotliBytes).toBeLessThan(24 * 1024);
  await buildWorker({ nextDir, outFile, releaseId: "A".repeat(RELEASE_ID.length) });
  const stamped = await readFile(outFile, "utf8");
  expect(stamped).not.toContain(RELEASE_ID);
  expect(stamped).toBe(text.replaceAll(RELEASE_ID, "A".repeat(RELEASE_ID.length)));
});
