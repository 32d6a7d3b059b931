import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RELEASE_ID_LENGTH } from "../../protocol/release.ts";
import { releaseDir } from "./catalogue.ts";
import { setLive } from "./live.ts";
import { manifestAnswer } from "./manifest.ts";
import { writeRelease } from "./testing.ts";

const id = "m".repeat(RELEASE_ID_LENGTH);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast manifest "));
  vi.stubEnv("RELEASES_DIR", folder);
  vi.stubEnv("DATA_DIR", folder);
  const built = { id, minApiVersion: 1, kill: false, files: [] };
  writeRelease(
    releaseDir(id),
    { id, createdAt: "2026-11-27T12:00:00Z", fingerprint: "f" },
    { "sw-manifest.json": JSON.stringify(built) },
  );
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

async function told(deployed: Parameters<typeof manifestAnswer>[1]): Promise<unknown> {
  return JSON.parse((await manifestAnswer(id, deployed)).body.identity.toString());
}

test("the manifest tells the lowest API version that the operator lets in, whatever was built and said before", async () => {
  expect(await told({ kill: false, minApiVersion: 1 })).toEqual({
    id,
    minApiVersion: 1,
    kill: false,
    files: [],
    deployment: 1,
  });
  expect(await told({ kill: false, minApiVersion: 2 })).toMatchObject({ minApiVersion: 2, kill: false });
});

test("kill flag and deployment are told as they stand now", async () => {
  await setLive("another");
  await setLive(id);
  expect(await told({ kill: true, minApiVersion: 1 })).toMatchObject({ kill: true, deployment: 2 });
  expect(await told({ kill: false, minApiVersion: 1 })).toMatchObject({ kill: false, deployment: 2 });
});
