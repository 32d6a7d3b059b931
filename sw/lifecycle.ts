import { RELEASE_ID } from "../protocol/release.ts";
import { outdatedCaches } from "./cache-names.ts";
import { scopePath, worker } from "./scope.ts";

/** Deletes the caches of this scope that no longer serve anybody, and nothing else (C2). */
async function deleteOutdatedCaches(): Promise<void> {
  const names = outdatedCaches(await caches.keys(), scopePath(), RELEASE_ID);
  await Promise.all(names.map((name) => caches.delete(name)));
}

/**
 * Takes over: activation comes only when no tab runs an older worker, so nobody loses files here. Claiming covers the
 * first visit, whose tab has no worker yet (R5).
 */
export async function activateRelease(): Promise<void> {
  await deleteOutdatedCaches();
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}
