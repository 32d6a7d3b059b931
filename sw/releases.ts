import { RELEASE_ID } from "../protocol/release.ts";
import { HASH_CHARS, type ShellFile } from "../protocol/shell-list.ts";
import type { SwManifest } from "../protocol/sw-manifest.ts";
import { putWithin } from "./budget.ts";
import { cacheName, parseCacheName } from "./cache-names.ts";
import { BY_URL } from "./caches.ts";
import { documentPath, MANIFEST, ownHash } from "./manifest.ts";
import { basePath, scopePath } from "./scope.ts";
import { askManifest, manifestPath } from "./server-manifest.ts";

/** The list of a release's files, kept in the cache that holds them, so that the two come and go together. */
interface StoredList {
  readonly release: string;
  /** When its files began to come to this device, milliseconds since 1970. */
  readonly installedAt: number;
  /** Whether `files` is everything of the release, or its shell alone. */
  readonly full: boolean;
  readonly files: readonly ShellFile[];
}

export interface DeviceRelease {
  readonly release: string;
  readonly installedAt: number;
  /** Every file of it is on this device (R2). */
  readonly complete: boolean;
  /** Files on this device, and of the release as far as its list is known. */
  readonly held: number;
  readonly listed: number;
}

const staticCache = (release: string) => cacheName(scopePath(), "static", release);

/** Lists that were read, by release. */
const known = new Map<string, ReadonlyMap<string, string>>();
let ownFiles: Promise<Cache> | null = null;

/** The files of a release; this worker's own are opened once: what is asked for most often costs one look-up (C3). */
export function filesOf(release: string): Promise<Cache> {
  if (release !== RELEASE_ID) return caches.open(staticCache(release));
  ownFiles ??= caches.open(staticCache(release)).catch((error: unknown) => {
    ownFiles = null;
    throw error;
  });
  return ownFiles;
}

/** Caches were deleted: what is remembered of them may be wrong. */
export function forgetReleases(): void {
  ownFiles = null;
  known.clear();
}

/** A file or document of a release by its path, or undefined. */
export async function copyOf(release: string, path: string): Promise<Response | undefined> {
  return caches.match(path, { ...BY_URL, cacheName: staticCache(release) });
}

export async function keepFile(release: string, path: string, response: Response): Promise<void> {
  await putWithin(await filesOf(release), path, response);
}

/** Null where there is none or it cannot be read; a spoilt list is written anew with the next manifest. */
async function storedList(release: string): Promise<StoredList | null> {
  const stored = await copyOf(release, manifestPath());
  if (!stored) return null;
  try {
    const { files, full, installedAt }: StoredList = await stored.json();
    return {
      release,
      installedAt: Number(installedAt),
      full: full === true,
      files: files.map(({ url, sha384 }) => ({ url: String(url), sha384: String(sha384).slice(0, HASH_CHARS) })),
    };
  } catch {
    return null;
  }
}

async function keepList(release: string, files: readonly ShellFile[], full: boolean, at?: number): Promise<void> {
  const installedAt = at ?? (await storedList(release))?.installedAt ?? Date.now();
  const list: StoredList = {
    release,
    installedAt,
    full,
    files: files.map(({ url, sha384 }) => ({ url, sha384: sha384.slice(0, HASH_CHARS) })),
  };
  known.delete(release);
  await keepFile(release, manifestPath(), Response.json(list));
}

/** Notes that this release is being installed now: its shell is known, the rest comes with the manifest. */
export async function keepShellList(): Promise<void> {
  const before = await storedList(RELEASE_ID);
  await keepList(RELEASE_ID, before?.full ? before.files : MANIFEST, before?.full ?? false, Date.now());
}

/** Keeps everything that the manifest lists for its release. */
export async function keepManifest({ id, files }: SwManifest): Promise<void> {
  if ((await storedList(id))?.full !== true) await keepList(id, files, true);
}

/** Path → SHA-384 of a release, or null where its list cannot be had. */
export async function listOf(release: string): Promise<ReadonlyMap<string, string> | null> {
  const remembered = known.get(release);
  if (remembered) return remembered;
  let list = await storedList(release);
  if (!list && release === RELEASE_ID) {
    await keepShellList();
    list = await storedList(release);
  } else if (!list) {
    // A document of a release that is new here: what it loads can be checked only against the manifest that names it (I1).
    const answer = await askManifest();
    if (answer.kind !== "manifest" || answer.manifest.id !== release) return null;
    await keepManifest(answer.manifest);
    list = await storedList(release);
  }
  if (!list) return null;
  const hashes = new Map(list.files.map(({ url, sha384 }) => [url, sha384]));
  known.set(release, hashes);
  return hashes;
}

/** Whether every file of a release is known, and not its shell alone. */
export async function isWhollyListed(release: string): Promise<boolean> {
  return (await storedList(release))?.full === true;
}

/** The hash of a file of a release, or null where the release has no such file or its list cannot be had. */
export async function hashIn(release: string, path: string): Promise<string | null> {
  const own = release === RELEASE_ID ? ownHash(path) : null;
  return own ?? (await listOf(release))?.get(path) ?? null;
}

/** The paths of a release's files that are on this device. */
export async function heldPaths(release: string): Promise<ReadonlySet<string>> {
  const keys = await (await filesOf(release)).keys();
  return new Set(keys.map(({ url }) => new URL(url).pathname).filter((path) => path !== manifestPath()));
}

async function describe(release: string): Promise<DeviceRelease> {
  const held = await heldPaths(release);
  const list = await storedList(release);
  const files = list?.files ?? [];
  const complete = list?.full === true && files.every(({ url }) => held.has(url));
  return { release, installedAt: list?.installedAt ?? 0, complete, held: held.size, listed: files.length };
}

/** The releases whose files are on this device, the newest first. */
export async function releasesHere(): Promise<DeviceRelease[]> {
  const names = (await caches.keys()).map(parseCacheName);
  const ours = names.filter((name) => name?.kind === "static" && name.scope === scopePath());
  const all = await Promise.all(ours.map((name) => describe(name?.part ?? "")));
  return all.sort((one, other) => other.installedAt - one.installedAt);
}

/**
 * Complete ones first, then this worker's own, then what else there is; each the newest first. For a page that is loaded
 * `anew` none that is older than this worker's own goes before it.
 */
export function orderForNewTab(here: readonly DeviceRelease[], anew = false): string[] {
  const own = here.find(({ release }) => release === RELEASE_ID)?.installedAt ?? 0;
  const rank = ({ complete, release, installedAt }: DeviceRelease) =>
    complete && !(anew && installedAt < own) ? 0 : release === RELEASE_ID ? 1 : 2;
  return [...here]
    .sort((one, other) => rank(one) - rank(other) || other.installedAt - one.installedAt)
    .map(({ release }) => release);
}

/** In which order releases answer a new tab that the network cannot (R2). */
export async function releasesForNewTab(anew = false): Promise<string[]> {
  // Pages may be kept of a release whose own files are gone.
  return [...new Set([...orderForNewTab(await releasesHere(), anew), RELEASE_ID])];
}

/** The document of a release at this address: one of its shell. */
export async function shellOf(release: string, url: URL): Promise<Response | undefined> {
  const path = documentPath(url);
  return path.startsWith(`${basePath()}/_next/`) || path === manifestPath() ? undefined : copyOf(release, path);
}
