import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RELEASE_ID_LENGTH } from "../../protocol/release.ts";
import { pruneReleases, releaseDir } from "./catalogue.ts";
import { createReleaseFiles } from "./files.ts";
import { writeRelease } from "./testing.ts";

const idOf = (number: number) => String(number).padStart(RELEASE_ID_LENGTH, "r");
const scriptOf = (number: number) => `/_next/static/chunks/${number}.js`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast releases "));
  vi.stubEnv("RELEASES_DIR", folder);
  // The first is the newest.
  for (let number = 1; number <= 12; number += 1) {
    const createdAt = new Date(Date.UTC(2026, 10, 28 - number)).toISOString();
    const record = { id: idOf(number), createdAt, fingerprint: String(number) };
    writeRelease(releaseDir(record.id), record, { [`next/static/chunks/${number}.js`]: `script ${number}` });
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** The bytes that are served for the one script of a release; null for none. */
async function served(files: ReturnType<typeof createReleaseFiles>, number: number): Promise<string | null> {
  const path = await files(scriptOf(number));
  return path === null ? null : readFileSync(path, "utf8");
}

test("the last ten releases are served byte for byte, and an older one only where it was live", async () => {
  const files = createReleaseFiles(idOf(1));
  expect(await pruneReleases([idOf(1), idOf(12)])).toEqual([idOf(11)]);
  expect(await served(files, 1)).toBe("script 1");
  expect(await served(files, 10)).toBe("script 10");
  expect(await served(files, 11)).toBeNull();
  expect(await served(files, 12)).toBe("script 12");
});

test("a release that is pruned under a running host is no longer found, also where it was before", async () => {
  const files = createReleaseFiles(idOf(1));
  expect(await served(files, 11)).toBe("script 11");
  await pruneReleases([]);
  expect(await served(files, 11)).toBeNull();
});

test("a file that two releases share is found in the one that is left", async () => {
  const shared = { id: idOf(9), createdAt: "2026-11-19T00:00:00.000Z", fingerprint: "9" };
  writeRelease(releaseDir(shared.id), shared, { "next/static/chunks/11.js": "script 11" });
  const files = createReleaseFiles(idOf(1));
  expect(await served(files, 11)).toBe("script 11");
  rmSync(releaseDir(shared.id), { recursive: true });
  expect(await served(files, 11)).toBe("script 11");
});
