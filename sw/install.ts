import { decodePack, PACK_PREFIX, PACK_TYPE } from "../protocol/pack.ts";
import { RELEASE_ID } from "../protocol/release.ts";
import type { ShellFile } from "../protocol/shell-list.ts";
import { MANIFEST } from "./manifest.ts";
import { copyOf, heldPaths, keepFile, keepShellList, listOf, releasesHere } from "./releases.ts";
import { basePath, worker } from "./scope.ts";
import { fetchWhole, sha384, storableHeaders, whole } from "./verify.ts";

const PARALLEL = 10;
/** Up to so many files are fetched one by one: each may be in the HTTP cache already. */
const FEW = 10;

/** A file that was wrong twice makes the whole release unfit (I1). */
export class DamagedRelease extends Error {
  readonly url: string;
  constructor(url: string) {
    super(`${url} is damaged`);
    this.url = url;
  }
}

/** The files that this release does not have whole yet; what an interrupted install left is read again. */
export async function withoutPresent(files: readonly ShellFile[]): Promise<ShellFile[]> {
  const held = await heldPaths(RELEASE_ID);
  const present = await Promise.all(
    files.map(async ({ url, sha384: hash }) => {
      if (!held.has(url)) return false;
      const copy = await copyOf(RELEASE_ID, url);
      return copy !== undefined && (await whole(copy, hash)) !== null;
    }),
  );
  return files.filter((_, index) => !present[index]);
}

/** Copies what an older release on this device has with the same hash, under whatever name. */
export async function copyUnchanged(files: readonly ShellFile[]): Promise<ShellFile[]> {
  let missing = [...files];
  for (const { release } of await releasesHere()) {
    if (release === RELEASE_ID || missing.length === 0) continue;
    const paths = new Map([...((await listOf(release)) ?? [])].map(([path, hash]) => [hash, path]));
    const copied = await Promise.all(
      missing.map(async ({ url, sha384: hash }) => {
        const copy = await copyOf(release, paths.get(hash) ?? url);
        const good = copy ? await whole(copy, hash) : null;
        if (good) await keepFile(RELEASE_ID, url, good);
        return good !== null;
      }),
    );
    missing = missing.filter((_, index) => !copied[index]);
  }
  return missing;
}

async function fetchPack(names: string): Promise<ReturnType<typeof decodePack>> {
  try {
    const response = await fetch(`${basePath()}${PACK_PREFIX}${RELEASE_ID}${names}`, {
      credentials: "same-origin",
      redirect: "error",
    });
    if (response.status !== 200 || response.headers.get("Content-Type") !== PACK_TYPE) return null;
    return decodePack(new Uint8Array(await response.arrayBuffer()));
  } catch {
    return null;
  }
}

/** Takes what is missing from one packed answer; what is not in it, or not whole, stays missing. */
async function takePack(files: readonly ShellFile[]): Promise<ShellFile[]> {
  const all = files.length === MANIFEST.length;
  const positions = files.map(({ url }) => MANIFEST.findIndex((file) => file.url === url));
  const packed = await fetchPack(all ? "" : `?files=${positions.join()}`);
  const found = new Map((packed ?? []).map((file) => [file.url, file]));
  const taken = await Promise.all(
    files.map(async ({ url, sha384: hash }) => {
      const file = found.get(url);
      if (!file || (await sha384(file.bytes)) !== hash) return false;
      await keepFile(
        RELEASE_ID,
        url,
        new Response(file.bytes, { headers: storableHeaders(file.headers, file.bytes.length) }),
      );
      return true;
    }),
  );
  return files.filter((_, index) => !taken[index]);
}

/** Fetches a file of this release and keeps it; throws DamagedRelease for wrong bytes, another error where it cannot be had. */
export async function fetchOwn({ url, sha384: hash }: ShellFile): Promise<void> {
  const fetched = await fetchWhole(url, hash, worker.location.origin);
  if (fetched.kind === "broken") throw new DamagedRelease(url);
  if (fetched.kind !== "whole") throw new Error(`${url} cannot be had`);
  await keepFile(RELEASE_ID, url, fetched.response);
}

async function fetchEach(files: readonly ShellFile[]): Promise<void> {
  const queue = [...files];
  const lane = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) await fetchOwn(file);
  };
  await Promise.all(Array.from({ length: PARALLEL }, lane));
}

/** Brings files of this release onto the device at the least cost: by hash from older releases, else packed, else one by one. */
export async function bring(files: readonly ShellFile[]): Promise<void> {
  const changed = await copyUnchanged(await withoutPresent(files));
  // A pack costs one journey for all; without one, every file is fetched by itself.
  await fetchEach(changed.length > FEW ? await takePack(changed) : changed);
}

/** C3: every file of the shell, compared with its hash; rejects when one cannot be had, so that no worker has holes. */
export async function installRelease(): Promise<void> {
  await keepShellList();
  await bring(MANIFEST);
}
