import { HEADER } from "../protocol/headers.ts";
import { RELEASE_ID } from "../protocol/release.ts";
import type { CatalogueSnapshot } from "../protocol/snapshot.ts";
import { isLite } from "./budget.ts";
import { BY_URL, lastingCache, releaseCache } from "./caches.ts";
import { fetchDocument } from "./documents.ts";
import { workThrough } from "./long-work.ts";
import { fetchPayload, wholePayload } from "./payloads.ts";
import { fetchPicture } from "./pictures.ts";
import { savesData } from "./saves-data.ts";
import { basePath } from "./scope.ts";
import { refreshSnapshot } from "./snapshot.ts";
import { type Errand, errandsOf } from "./warm-list.ts";

/** What warming may cost a visitor, in bytes on the wire; what comes later in the list stays cold. */
const BUDGET = { page: 2 * 1024 * 1024, picture: 1024 * 1024, payload: 1024 * 1024 } as const;
/** For an answer that does not say how large it is. */
const USUAL = { page: 16 * 1024, picture: 4 * 1024, payload: 8 * 1024 } as const;

function placeOf({ path, kind }: Errand): { readonly key: string; readonly cacheName: string } {
  switch (kind) {
    case "page":
      return { key: basePath() + path, cacheName: releaseCache("pages") };
    case "picture":
      return { key: path, cacheName: lastingCache("images") };
    case "payload":
      return { key: wholePayload(basePath() + path), cacheName: releaseCache("rsc") };
  }
}

function bring(event: ExtendableEvent, { path, kind }: Errand): Promise<Response> {
  switch (kind) {
    case "page":
      return fetchDocument(event, basePath() + path);
    case "picture":
      return fetchPicture(path);
    case "payload":
      return fetchPayload(basePath() + path);
  }
}

/** Whether the copy at hand is of this price version; an answer that names none never changes with prices. */
async function isWarm({ path, kind }: Errand, priceVersion: number): Promise<boolean> {
  const { key, cacheName } = placeOf({ path, kind });
  const copy = await caches.match(key, { ...BY_URL, cacheName });
  if (!copy) return false;
  const version = copy.headers.get(HEADER.priceVersion);
  return version === null || Number(version) >= priceVersion;
}

async function warm(event: ExtendableEvent, snapshot: CatalogueSnapshot): Promise<void> {
  const left: Record<Errand["kind"], number> = { ...BUDGET };
  await workThrough({
    name: "warm-up",
    list: `${RELEASE_ID} ${snapshot.priceVersion}`,
    items: errandsOf(snapshot),
    // Whoever emptied the caches did not know of the cursor.
    anew: !(await isWarm({ kind: "page", path: "/" }, 0)),
    // One after the other: whatever the shopper does now comes first.
    unit: async (errand) => {
      const { kind } = errand;
      if (await isLite()) return false;
      if (left[kind] <= 0 || (await isWarm(errand, snapshot.priceVersion))) return true;
      const response = await bring(event, errand);
      left[kind] -= Number(response.headers.get("Content-Length") ?? USUAL[kind]);
      // A shop in trouble is left alone; the next visit goes on from here.
      return response.status < 500;
    },
  });
}

/**
 * C16: brings the catalogue in small, and the pages of a shop that is small enough, so that what was never visited opens
 * offline. Does nothing for shoppers who save data or whose device is full, and goes on where an earlier run was cut short (W5).
 */
export async function warmUp(event: ExtendableEvent): Promise<void> {
  if (savesData() || (await isLite())) return;
  const snapshot = await refreshSnapshot();
  if (snapshot) await warm(event, snapshot);
}
