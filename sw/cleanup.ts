import { RELEASE_ID } from "../protocol/release.ts";
import { outdatedCaches, parseCacheName } from "./cache-names.ts";
import { releasesInUseNow } from "./clients.ts";
import { olderPages } from "./pages.ts";
import { forgetReleases, releasesHere } from "./releases.ts";
import { scopePath, worker } from "./scope.ts";
import { tellState } from "./tell.ts";

/** Releases that are newer than this worker's: one of them is being installed, or waits. */
async function releasesToCome(): Promise<ReadonlySet<string>> {
  const { installing, waiting } = worker.registration;
  if (!installing && !waiting) return new Set();
  const here = await releasesHere();
  const own = here.find(({ release }) => release === RELEASE_ID)?.installedAt ?? 0;
  return new Set(here.filter(({ installedAt }) => installedAt > own).map(({ release }) => release));
}

/**
 * C2: deletes the caches of this scope that nobody needs: no tab runs their release (R2), it is neither this worker's nor
 * one to come, and its visited pages were brought in this release, too. While a window has not said what it runs, all stay.
 */
export async function deleteOutdated(now: number = Date.now()): Promise<void> {
  const inUse = await releasesInUseNow(now);
  if (inUse === null) await tellState();
  const [toCome, unwarmed] = await Promise.all([releasesToCome(), olderPages()]);
  const needed = (release: string) =>
    release === RELEASE_ID || inUse === null || inUse.has(release) || toCome.has(release) || unwarmed.includes(release);
  const names = outdatedCaches(await caches.keys(), scopePath(), needed);
  await Promise.all(names.map((name) => caches.delete(name)));
  if (names.length > 0) forgetReleases();
}

/** Every cache of this scope, and none of another's (K1, K3). */
export async function deleteOwnCaches(): Promise<void> {
  const names = (await caches.keys()).filter((name) => parseCacheName(name)?.scope === scopePath());
  await Promise.all(names.map((name) => caches.delete(name)));
  forgetReleases();
}
