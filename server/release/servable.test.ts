import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RELEASE_ID_LENGTH } from "../../protocol/release.ts";
import { requireServable } from "./servable.ts";

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

function build(files: Readonly<Record<string, string>> = {}): void {
  const whole = {
    "host.mjs": "",
    "background.mjs": "",
    "sw.js": "",
    "safety-worker.js": "",
    "next/BUILD_ID": "",
    "next/server/app.js": "",
    "sw-manifest.json": JSON.stringify({ id }),
    "release.json": JSON.stringify({ id, createdAt: "2026-11-27T12:00:00Z", fingerprint: "f" }),
    ...files,
  };
  for (const [name, text] of Object.entries(whole)) {
    mkdirSync(join(folder, id, name, ".."), { recursive: true });
    writeFileSync(join(folder, id, name), text);
  }
}

test("a whole release may go live", async () => {
  build();
  expect(await requireServable(id)).toMatchObject({ id });
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
});

test.each(["", "{", '{"id":"another"}'])("one whose manifest is %j stays out", async (text) => {
  build({ "sw-manifest.json": text });
  await expect(requireServable(id)).rejects.toThrow("sw-manifest.json");
});
