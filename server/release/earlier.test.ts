import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RELEASE_ID_LENGTH } from "../../protocol/release.ts";
import { releaseDir } from "./catalogue.ts";
import { releaseToStart, requireEarlier } from "./earlier.ts";
import { setLive } from "./live.ts";
import { writeRelease } from "./testing.ts";

const [A, B, C] = ["a", "b", "c"].map((letter) => letter.repeat(RELEASE_ID_LENGTH)) as [string, string, string];

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "holdfast rollback "));
  vi.stubEnv("RELEASES_DIR", folder);
  vi.stubEnv("DATA_DIR", folder);
  for (const id of [A, B, C]) {
    writeRelease(releaseDir(id), { id, createdAt: "2026-11-27T12:00:00Z", fingerprint: id });
    await setLive(id);
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test("two rollbacks in a row go back two releases, and a third has nowhere to go", async () => {
  expect(await requireEarlier()).toBe(B);
  await setLive(B);
  expect(await requireEarlier()).toBe(A);
  await setLive(A);
  await expect(requireEarlier()).rejects.toThrow("no earlier release");
});

test("a release that lost files is passed over on the way back", async () => {
  rmSync(join(releaseDir(B), "host.mjs"));
  expect(await requireEarlier()).toBe(A);
});

test("a start does not bring back what was rolled back, until it is released again or what is live cannot serve", async () => {
  expect(await releaseToStart(C)).toBe(C);
  await setLive(B);
  expect(await releaseToStart(C)).toBe(B);
  expect(await releaseToStart(A)).toBe(A);
  rmSync(join(releaseDir(B), "host.mjs"));
  expect(await releaseToStart(C)).toBe(C);
  await setLive(C);
  expect(await releaseToStart(C)).toBe(C);
});
