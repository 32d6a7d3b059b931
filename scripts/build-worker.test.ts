import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RELEASE_ID } from "../protocol/release.ts";
import { HASH_CHARS, SHELL_PLACEHOLDER } from "../protocol/shell-list.ts";
import { buildWorker, embedShell, MAX_WORKER_BYTES } from "./build-worker.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-worker-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As many files as a release has, with hashes that do not compress. */
const FILES = Array.from({ length: 46 }, (_, index) => ({
  url: `/_next/static/chunks/${index}.js`,
  sha384: Buffer.from(crypto.getRandomValues(new Uint8Array(48))).toString("base64"),
}));

test("the worker is one small script; its release and its files are filled in when they are known", async () => {
  const file = join(folder, "sw.js");
  await buildWorker(file);
  const built = await readFile(file, "utf8");
  expect(built).toContain(RELEASE_ID);
  expect(built).toContain(SHELL_PLACEHOLDER);
  const report = await embedShell(file, FILES);
  const text = await readFile(file, "utf8");
  expect(text).not.toContain(SHELL_PLACEHOLDER);
  for (const { url, sha384 } of FILES) expect(text).toContain(`${url} ${sha384.slice(0, HASH_CHARS)}`);
  expect(report).toMatchObject({ files: 46, bytes: Buffer.byteLength(text) });
  expect(report.brotliBytes).toBeLessThanOrEqual(MAX_WORKER_BYTES);
});
