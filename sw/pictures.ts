import { CacheFirst, ExpirationPlugin } from "serwist";
import { BY_URL, gatewayTimeout, lastingCache, storeOnly } from "./caches.ts";

const MONTH_SECONDS = 30 * 24 * 60 * 60;
const SIZED = /^(.+)-(\d+)\.([a-z]+)$/;

const pictures = new CacheFirst({
  cacheName: lastingCache("images"),
  matchOptions: BY_URL,
  plugins: [
    storeOnly(/^image\//),
    new ExpirationPlugin({
      maxEntries: 200,
      maxAgeSeconds: MONTH_SECONDS,
      maxAgeFrom: "last-used",
      purgeOnQuotaError: true,
    }),
  ],
});

/**
 * The path among `stored` that can stand in for a picture: the same picture as wide or wider, the least wide of those,
 * of the same format before another; else null. Paths end in `-<width>.<format>`.
 */
export function standIn(wanted: string, stored: readonly string[]): string | null {
  const [, base, width, format] = SIZED.exec(wanted) ?? [];
  const candidates = stored.flatMap((path) => {
    const [, otherBase, otherWidth, otherFormat] = SIZED.exec(path) ?? [];
    const fits = base !== undefined && otherBase === base && Number(otherWidth) >= Number(width);
    return fits ? [{ path, width: Number(otherWidth), other: otherFormat === format ? 0 : 1 }] : [];
  });
  candidates.sort((one, two) => one.width - two.width || one.other - two.other);
  return candidates[0]?.path ?? null;
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
