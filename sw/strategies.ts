import { CacheFirst, ExpirationPlugin, NetworkFirst, StaleWhileRevalidate, type Strategy } from "serwist";
import { BY_URL, gatewayTimeout, lastingCache, releaseCache, storeOnly, typeOfName } from "./caches.ts";
import { answerCatalogue } from "./catalogue.ts";
import type { StrategyName } from "./classify.ts";
import { answerDocument } from "./documents.ts";
import { countsHits } from "./hits.ts";
import { answerPicture } from "./pictures.ts";
import { learnFrom } from "./price-versions.ts";
import { answerRange } from "./ranges.ts";
import { answerObserved } from "./reads.ts";
import { answerScript } from "./scripts.ts";
import { answerSnapshot } from "./snapshot.ts";
import { answerState } from "./state.ts";

type Answer = (event: FetchEvent) => Promise<Response>;

const MONTH_SECONDS = 30 * 24 * 60 * 60;

function hashed(kind: "styles" | "fonts" | "assets", type: RegExp, maxEntries: number): Answer {
  const expiration = new ExpirationPlugin({ maxEntries, maxAgeSeconds: MONTH_SECONDS });
  return orTimeout(
    new CacheFirst({
      cacheName: lastingCache(kind),
      matchOptions: BY_URL,
      plugins: [storeOnly(type), countsHits, expiration],
    }),
  );
}

/** A failure of an asset is an honest 504 (C11). */
function orTimeout(strategy: Strategy): Answer {
  return async (event) => {
    try {
      return await strategy.handle({ event, request: event.request });
    } catch {
      return gatewayTimeout();
    }
  };
}

/** Whatever this device has under the address, and nothing from the network. */
async function answerStored({ request }: FetchEvent): Promise<Response> {
  return (await caches.match(request.url, BY_URL)) ?? gatewayTimeout();
}

/** Pages and payloads are priced, too: the first that is newer makes older answers stale (P1). */
function telling(answer: Answer): Answer {
  return async (event) => {
    const response = await answer(event);
    event.waitUntil(learnFrom(response));
    return response;
  };
}

const precached = new CacheFirst({
  cacheName: releaseCache("static"),
  matchOptions: BY_URL,
  plugins: [
    // The installation stored it without query (C3).
    { cacheKeyWillBeUsed: async ({ request }) => new URL(new URL(request.url).pathname, request.url).href },
    storeOnly(/./),
    typeOfName,
    countsHits,
  ],
});

const rsc = new NetworkFirst({
  cacheName: releaseCache("rsc"),
  networkTimeoutSeconds: 3,
  matchOptions: BY_URL,
  plugins: [storeOnly(/^text\/x-component/), new ExpirationPlugin({ maxEntries: 200, purgeOnQuotaError: true })],
});

const unhashed = new StaleWhileRevalidate({
  cacheName: lastingCache("assets"),
  matchOptions: BY_URL,
  plugins: [storeOnly(/./)],
});

/** Who answers for each strategy of the caching table. */
export const STRATEGIES: Readonly<Record<Exclude<StrategyName, "untouched" | "write">, Answer>> = {
  state: answerState,
  document: telling(answerDocument),
  // A miss rejects, so that the router asks for the document instead (C8).
  rsc: telling((event) => rsc.handle({ event, request: event.request })),
  precached: orTimeout(precached),
  script: answerScript,
  style: hashed("styles", /^text\/css/, 50),
  font: hashed("fonts", /^font\//, 200),
  asset: hashed("assets", /./, 200),
  picture: answerPicture,
  catalogue: answerCatalogue,
  snapshot: answerSnapshot,
  version: answerObserved,
  stored: answerStored,
  range: answerRange,
  unhashed: orTimeout(unhashed),
};
