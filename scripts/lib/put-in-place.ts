import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getRelease, type ReleaseRecord, releaseDir } from "../../server/release/catalogue.ts";

/**
 * Gives a finished build its place among the releases. Equal bytes are the same release: then only its fingerprint is
 * refreshed, and a running host keeps its files. Whatever fails, a release that was there stays as it was.
 */
export async function putInPlace(buildDir: string, record: ReleaseRecord): Promise<ReleaseRecord> {
  const { id, fingerprint } = record;
  const already = await getRelease(id);
  if (!already) {
    rmSync(releaseDir(id), { recursive: true, force: true });
    renameSync(buildDir, releaseDir(id));
    return record;
  }
  const refreshed = { ...already, fingerprint };
  const file = join(releaseDir(id), "release.json");
  writeFileSync(`${file}.new`, JSON.stringify(refreshed, null, 2), { flush: true });
  renameSync(`${file}.new`, file);
  rmSync(buildDir, { recursive: true, force: true });
  return refreshed;
}
