import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RELEASE_ID_LENGTH } from "../../protocol/release.ts";
import { getRelease, listReleases } from "./catalogue.ts";
import { getLive, setLive } from "./live.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "live file "));
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("RELEASES_DIR", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test("the pointer remembers what was live before, the latest first", async () => {
  expect(await getLive()).toBeNull();
  for (const id of ["A", "B", "A", "C"]) await setLive(id);
  expect(await getLive()).toMatchObject({ live: "C", previous: ["A", "B"] });
});

test.each(["", '{"live":"A","prev'])(
  "a pointer that a power cut spoilt (%j) is none, and the next start mends it",
  async (text) => {
    writeFileSync(join(folder, "live.json"), text);
    expect(await getLive()).toBeNull();
    await setLive("B");
    expect(await getLive()).toMatchObject({ live: "B", previous: [] });
  },
);

test("a release whose record is half-written is no release", async () => {
  const id = "r".repeat(RELEASE_ID_LENGTH);
  mkdirSync(join(folder, id));
  writeFileSync(join(folder, id, "release.json"), '{"id":');
  expect(await getRelease(id)).toBeNull();
  expect(await listReleases()).toEqual([]);
});
