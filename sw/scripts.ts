import { ExpirationPlugin, NetworkFirst } from "serwist";
import { BY_URL, gatewayTimeout, releaseCache, storeOnly } from "./caches.ts";

const DAY_SECONDS = 24 * 60 * 60;

const scripts = new NetworkFirst({
  cacheName: releaseCache("chunks"),
  networkTimeoutSeconds: 3,
  matchOptions: BY_URL,
  plugins: [
    storeOnly(/^(text|application)\/(javascript|ecmascript)/),
    new ExpirationPlugin({ maxEntries: 100, maxAgeSeconds: DAY_SECONDS, purgeOnQuotaError: true }),
  ],
});

/** C4: the network for 3 s; a 404, a 5xx, HTML, a reset or a time-out falls back to any copy of that URL. */
export async function answerScript(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const anyCopy = () => caches.match(request, BY_URL);
  try {
    const response = await scripts.handle({ event, request });
    return response.ok ? response : ((await anyCopy()) ?? response);
  } catch {
    // The strategy rejects only when the network failed and its own cache has nothing.
    return (await anyCopy()) ?? gatewayTimeout();
  }
}
