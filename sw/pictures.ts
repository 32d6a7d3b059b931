import { CacheFirst, ExpirationPlugin } from "serwist";
import { afterStore, isLite } from "./budget.ts";
import { BY_URL, gatewayTimeout, lastingCache, storeOnly } from "./caches.ts";
import { countsHits } from "./hits.ts";
import { standIn } from "./picture-sizes.ts";
import { worker } from "./scope.ts";
import { recordsUse, used } from "./use.ts";

const MONTH_SECONDS = 30 * 24 * 60 * 60;

const pictures = new CacheFirst({
  cacheName: lastingCache("images"),
  matchOptions: BY_URL,
  plugins: [
    storeOnly(/^image\//),
    recordsUse,
    countsHits,
    // In lite mode a picture is shown and not kept (C14).
    { cacheWillUpdate: async ({ response }) => ((await isLite()) ? null : response) },
    { cacheDidUpdate: afterStore },
    new ExpirationPlugin({ maxEntries: 300, maxAgeSeconds: MONTH_SECONDS, maxAgeFrom: "last-used" }),
  ],
});

/** Fetches a picture and keeps it; rejects when it cannot be had or stored. */
export async function fetchPicture(event: ExtendableEvent, path: string): Promise<Response> {
  const request = new Request(new URL(path, worker.location.origin));
  const [response, done] = pictures.handleAll({ event, request });
  const [answer] = await Promise.all([response, done]);
  return answer;
}

/** C5: the copy at hand, else the network, else a wider copy of the same picture. */
export async function answerPicture(event: FetchEvent): Promise<Response> {
  try {
    return await pictures.handle({ event, request: event.request });
  } catch {
    // Offline and never seen in this size.
    const cache = await caches.open(lastingCache("images"));
    const stored = (await cache.keys()).map((request) => new URL(request.url).pathname);
    const path = standIn(new URL(event.request.url).pathname, stored);
    const wider = path === null ? undefined : await cache.match(path, BY_URL);
    if (wider && path !== null) used(lastingCache("images"), new URL(path, worker.location.origin).href);
    return wider ?? gatewayTimeout();
  }
}
