import { MONTH_MS } from "./bounds.ts";
import { isLite } from "./budget.ts";
import { BY_URL, gatewayTimeout, lastingCache } from "./caches.ts";
import { standIn } from "./picture-sizes.ts";
import { worker } from "./scope.ts";
import { bringTo, copyFirst, shelf } from "./shelf.ts";
import { isStorageFailure } from "./trust.ts";
import { used } from "./use.ts";

const pictures = shelf(
  lastingCache("images"),
  /^image\//,
  { maxEntries: 300, maxAgeMs: MONTH_MS },
  // In lite mode a picture is shown and not kept (C14).
  async () => !(await isLite()),
);

/** Fetches a picture and keeps it; rejects when it cannot be had or stored. */
export function fetchPicture(path: string): Promise<Response> {
  return bringTo(pictures, new Request(new URL(path, worker.location.origin)));
}

/** C5: the copy at hand, else the network, else a wider copy of the same picture. */
export async function answerPicture(event: FetchEvent): Promise<Response> {
  try {
    return await copyFirst(event, pictures);
  } catch (error) {
    if (isStorageFailure(error)) throw error;
    // Offline and never seen in this size.
    const cache = await caches.open(lastingCache("images"));
    const stored = (await cache.keys()).map((request) => new URL(request.url).pathname);
    const path = standIn(new URL(event.request.url).pathname, stored);
    const wider = path === null ? undefined : await cache.match(path, BY_URL);
    if (wider && path !== null) used(lastingCache("images"), new URL(path, worker.location.origin).href);
    return wider ?? gatewayTimeout();
  }
}
