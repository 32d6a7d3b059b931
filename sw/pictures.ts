import { CacheFirst, ExpirationPlugin } from "serwist";
import { BY_URL, gatewayTimeout, lastingCache, storeOnly } from "./caches.ts";
import { standIn } from "./picture-sizes.ts";
import { worker } from "./scope.ts";

const MONTH_SECONDS = 30 * 24 * 60 * 60;

const pictures = new CacheFirst({
  cacheName: lastingCache("images"),
  matchOptions: BY_URL,
  plugins: [
    storeOnly(/^image\//),
    new ExpirationPlugin({
      maxEntries: 300,
      maxAgeSeconds: MONTH_SECONDS,
      maxAgeFrom: "last-used",
      purgeOnQuotaError: true,
    }),
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
    return (path === null ? undefined : await cache.match(path, BY_URL)) ?? gatewayTimeout();
  }
}
