import { isCatalogueSnapshot } from "../offline/answers.ts";
import type { CatalogueSnapshot } from "../protocol/snapshot.ts";
import { putWithin } from "./budget.ts";
import { BY_URL, lastingCache } from "./caches.ts";
import { type Entry, opened, sealed } from "./entry.ts";
import { learnFrom } from "./price-versions.ts";
import { answerRead } from "./reads.ts";

export const SNAPSHOT_PATH = "/api/catalogue";
const LIFE_MS = 5 * 60_000;

/** Keeps the catalogue in small; it has a cache of its own, which no clean-up of other answers touches (C2). */
async function store(response: Response): Promise<void> {
  const entry = await sealed(response, LIFE_MS);
  if (entry) await putWithin(await caches.open(lastingCache("catalogue")), SNAPSHOT_PATH, entry);
}

async function find(): Promise<Entry | null> {
  const found = await caches.match(SNAPSHOT_PATH, { ...BY_URL, cacheName: lastingCache("catalogue") });
  return found ? opened(found) : null;
}

/** The catalogue in small: search on the device lives off it (C16). */
export function answerSnapshot(event: FetchEvent): Promise<Response> {
  return answerRead(event, { store: (_, response) => store(response), find });
}

/** Asks the shop for the newest catalogue in small and keeps it; null when the shop is too large for it. */
export async function refreshSnapshot(): Promise<CatalogueSnapshot | null> {
  const response = await fetch(SNAPSHOT_PATH, { cache: "no-cache", credentials: "same-origin", redirect: "error" });
  if (!response.ok) throw new Error(`the catalogue answered ${response.status}`);
  await learnFrom(response);
  await store(response.clone());
  const snapshot: unknown = await response.json();
  return isCatalogueSnapshot(snapshot) && snapshot.complete ? snapshot : null;
}
