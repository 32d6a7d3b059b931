import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RELEASE_ID_LENGTH } from "../../protocol/release.ts";
import { getRelease, listReleases, type ReleaseRecord, releaseDir } from "../../server/release/catalogue.ts";
import { writeRelease } from "../../server/release/testing.ts";
import { findBuilt } from "./find-built.ts";
import { putInPlace } from "./put-in-place.ts";

const record: ReleaseRecord = {
  id: "r".repeat(RELEASE_ID_LENGTH),
  createdAt: "2026-11-27T12:00:00Z",
  fingerprint: "first",
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast releases "));
  vi.stubEnv("RELEASES_DIR", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function built(its: ReleaseRecord): string {
  const dir = join(folder, "_build");
  writeRelease(dir, its);
  return dir;
}

test("a finished build becomes a release, also where half of one was left under its name", async () => {
  mkdirSync(releaseDir(record.id));
  writeFileSync(join(releaseDir(record.id), "half"), "");
  const dir = built(record);
  expect(await putInPlace(dir, record)).toEqual(record);
  expect(await listReleases()).toEqual([record]);
  expect(existsSync(dir)).toBe(false);
  expect(existsSync(join(releaseDir(record.id), "half"))).toBe(false);
});

test("equal bytes keep their release and get the newer fingerprint", async () => {
  await putInPlace(built(record), record);
  const again = { ...record, createdAt: "2026-11-28T12:00:00Z", fingerprint: "second" };
  const dir = built(again);
  expect(await putInPlace(dir, again)).toEqual({ ...record, fingerprint: "second" });
  expect(await listReleases()).toEqual([{ ...record, fingerprint: "second" }]);
  expect(existsSync(dir)).toBe(false);
});

test("a release that lost a file is not what was built: the fresh build takes its place, whole", async () => {
  await putInPlace(built(record), record);
  expect(await findBuilt("first")).toEqual(record);
  rmSync(join(releaseDir(record.id), "sw.js"));
  expect(await findBuilt("first")).toBeUndefined();
  const again = { ...record, createdAt: "2026-11-28T12:00:00Z" };
  expect(await putInPlace(built(again), again)).toEqual(again);
  expect(existsSync(join(releaseDir(record.id), "sw.js"))).toBe(true);
  expect(await findBuilt("first")).toEqual(again);
  expect(readdirSync(folder)).toEqual([record.id]);
});

test("a damaged release whose place cannot be taken stays as it was", async () => {
  await putInPlace(built(record), record);
  rmSync(join(releaseDir(record.id), "sw.js"));
  await expect(putInPlace(join(folder, "nothing-was-built"), record)).rejects.toThrow("ENOENT");
  expect(await getRelease(record.id)).toEqual(record);
});

test("a disk that is full at that moment leaves the release as it was", async () => {
  await putInPlace(built(record), record);
  // A file on which every write fails with ENOSPC, as on a full disk.
  symlinkSync("/dev/full", join(releaseDir(record.id), "release.json.new"));
  const again = { ...record, fingerprint: "second" };
  await expect(putInPlace(built(again), again)).rejects.toThrow("ENOSPC");
  expect(await getRelease(record.id)).toEqual(record);
});
