import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { releasesDir } from "../../server/paths.ts";
import { type ReleaseRecord, releaseDir } from "../../server/release/catalogue.ts";
import { getServable } from "../../server/release/servable.ts";

/**
 * Gives a finished build its place among the releases. Equal bytes are the same release: then only its fingerprint is
 * refreshed, and a running host keeps its files. One that is damaged makes way for the build. Whatever fails, a release
 * that was there stays as it was.
 */
export async function putInPlace(buildDir: string, record: ReleaseRecord): Promise<ReleaseRecord> {
  const { id, fingerprint } = record;
  const already = await getServable(id);
  if (!already) {
    replace(releaseDir(id), buildDir);
    return record;
  }
  const refreshed = { ...already, fingerprint };
  const file = join(releaseDir(id), "release.json");
  writeFileSync(`${file}.new`, JSON.stringify(refreshed, null, 2), { flush: true });
  renameSync(`${file}.new`, file);
  rmSync(buildDir, { recursive: true, force: true });
  return refreshed;
}

/** Renames, so that a host which runs from the folder finds every file that is whole before and after. */
function replace(dir: string, buildDir: string): void {
  const aside = join(releasesDir(), "_aside");
  rmSync(aside, { recursive: true, force: true });
  if (existsSync(dir)) renameSync(dir, aside);
  try {
    renameSync(buildDir, dir);
  } catch (error) {
    if (existsSync(aside)) renameSync(aside, dir);
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}
