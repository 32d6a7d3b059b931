import { isCatalogueSnapshot } from "../offline/answers.ts";
import { HEADER } from "../protocol/headers.ts";
import type { CatalogueSnapshot } from "../protocol/snapshot.ts";
import { priceVersionsOf } from "./cache-names.ts";
import { BY_URL, lastingCache } from "./caches.ts";
import { answerFrom, isOurs, labelled, stamped, storedAge } from "./catalogue.ts";
import { scopePath } from "./scope.ts";

export const SNAPSHOT_PATH = "/api/catalogue";

/** Keeps the catalogue in small; it has a cache of its own, which no clean-up of other answers touches (C2). */
async function store(response: Response): Promise<void> {
  if (!isOurs(response)) return;
  const cache = await caches.open(lastingCache("catalogue"));
  await cache.put(SNAPSHOT_PATH, stamped(response));
}

async function stored(): Promise<Response | null> {
  const found = await caches.match(SNAPSHOT_PATH, { ...BY_URL, cacheName: lastingCache("catalogue") });
  if (!found) return null;
  const version = Number(found.headers.get(HEADER.priceVersion) ?? 0);
  const [newest = 0] = priceVersionsOf(await caches.keys(), scopePath());
  return labelled(found, version >= newest ? "cache" : "stale", storedAge(found));
}

/** The catalogue in small: the network for 5 s, then the copy with its age; search on the device lives off it (C16). */
export function answerSnapshot(event: FetchEvent): Promise<Response> {
  return answerFrom(event, { store: (_, response) => store(response), find: stored });
}

/** Asks the shop for the newest catalogue in small and keeps it; null when the shop is too large for it. */
export async function refreshSnapshot(): Promise<CatalogueSnapshot | null> {
  const response = await fetch(SNAPSHOT_PATH, { cache: "no-cache", credentials: "same-origin", redirect: "error" });
  if (!response.ok) throw new Error(`the catalogue answered ${response.status}`);
  await store(response.clone());
  const snapshot: unknown = await response.json();
  return isCatalogueSnapshot(snapshot) && snapshot.complete ? snapshot : null;
}
