import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { RELEASE_ID_LENGTH } from "../../protocol/release.ts";
import { readJsonFile } from "../json-file.ts";
import { releasesDir } from "../paths.ts";

/** What the build step writes into `release.json` when everything else of the release is in place. */
export interface ReleaseRecord {
  readonly id: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Hash of the sources that it was built from. */
  readonly fingerprint: string;
  /** The path below which it lives, as in `/v2`; left out for the usual one (R9). */
  readonly basePath?: string;
}

/** The base paths that workers and routing rules know; throws for anything else. */
export function requireBasePath(text: string): string {
  if (!/^\/v\d{1,3}$/.test(text)) throw new RangeError(`a base path looks like /v2, not like ${text}`);
  return text;
}

/** The origin keeps the newest so many releases, and beyond them what was live (R8). */
export const RETAINED_RELEASES = 10;

const ID = new RegExp(`^[A-Za-z0-9_-]{${RELEASE_ID_LENGTH}}$`);

export function isReleaseId(text: string): boolean {
  return ID.test(text);
}

export function releaseDir(id: string): string {
  if (!isReleaseId(id)) throw new RangeError(`not a release id: ${id}`);
  return join(releasesDir(), id);
}

/** Null when there is no such release or it is half-written: `release.json` is the last file of a build. */
export function getRelease(id: string): Promise<ReleaseRecord | null> {
  return readJsonFile<ReleaseRecord>(join(releaseDir(id), "release.json"));
}

/** Complete releases, the newest first. */
export async function listReleases(): Promise<ReleaseRecord[]> {
  if (!existsSync(releasesDir())) return [];
  const names = (await readdir(releasesDir())).filter(isReleaseId);
  const records = await Promise.all(names.map(getRelease));
  return records
    .filter((record) => record !== null)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt) || a.id.localeCompare(b.id));
}

/** Deletes what lies beyond the retained number, never one that `keep` names. */
export async function pruneReleases(keep: readonly string[]): Promise<string[]> {
  const surplus = (await listReleases()).slice(RETAINED_RELEASES).filter(({ id }) => !keep.includes(id));
  for (const { id } of surplus) await rm(releaseDir(id), { recursive: true, force: true });
  return surplus.map(({ id }) => id);
}
