import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RELEASE_ID_LENGTH } from "../../protocol/release.ts";
import { getServable, requireServable } from "./servable.ts";
import { writeRelease } from "./testing.ts";

const id = "r".repeat(RELEASE_ID_LENGTH);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "releases-"));
  vi.stubEnv("RELEASES_DIR", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const record = { id, createdAt: "2026-11-27T12:00:00Z", fingerprint: "f" };
const build = (files: Readonly<Record<string, string>> = {}) => writeRelease(join(folder, id), record, files);

test("a whole release may go live", async () => {
  build();
  expect(await requireServable(id)).toMatchObject({ id });
  expect(await getServable(id)).toEqual(record);
});

test.each(["../../etc", "", "short"])("%j is no release", async (text) => {
  await expect(requireServable(text)).rejects.toThrow("not the id of a release");
});

test("one that was never built, or whose build broke off, stays out", async () => {
  await expect(requireServable(id)).rejects.toThrow("no complete release");
  build({ "release.json": '{"id":' });
  await expect(requireServable(id)).rejects.toThrow("no complete release");
});

test.each(["host.mjs", "sw.js", "next/BUILD_ID", "sw-manifest.json"])("one without its %s stays out", async (name) => {
  build();
  rmSync(join(folder, id, name));
  await expect(requireServable(id)).rejects.toThrow(name);
  expect(await getServable(id)).toBeNull();
});

test.each(["", "{", '{"id":"another"}'])("one whose manifest is %j stays out", async (text) => {
  build({ "sw-manifest.json": text });
  await expect(requireServable(id)).rejects.toThrow("sw-manifest.json");
});
