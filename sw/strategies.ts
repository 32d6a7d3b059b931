import { CacheFirst, ExpirationPlugin, StaleWhileRevalidate, type Strategy } from "serwist";
import { putWithin } from "./budget.ts";
import { BY_URL, gatewayTimeout, hasTypeOfName, lastingCache, releaseCache, storeOnly } from "./caches.ts";
import { answerCatalogue } from "./catalogue.ts";
import type { StrategyName } from "./classify.ts";
import { answerDocument } from "./documents.ts";
import { countHit, countsHits } from "./hits.ts";
import { answerPayload } from "./payloads.ts";
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
  const plugins = [storeOnly(type), countsHits, expiration];
  return orTimeout(by(new CacheFirst({ cacheName: lastingCache(kind), matchOptions: BY_URL, plugins })));
}

function by(strategy: Strategy): Answer {
  return (event) => strategy.handle({ event, request: event.request });
}

/** A failure of an asset is an honest 504 (C11). */
function orTimeout(answer: Answer): Answer {
  return async (event) => {
    try {
      return await answer(event);
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

let releaseFiles: Promise<Cache> | null = null;

/** The release's own files, opened once: what is asked for most often costs one look-up and nothing else (C3). */
function openReleaseFiles(): Promise<Cache> {
  releaseFiles ??= caches.open(releaseCache("static")).catch((error: unknown) => {
    releaseFiles = null;
    throw error;
  });
  return releaseFiles;
}

/** C3: the copy from the installation, which was stored without query; one that is missing is fetched and put in its place. */
async function answerPrecached({ request }: FetchEvent): Promise<Response> {
  const { origin, pathname } = new URL(request.url);
  const cache = await openReleaseFiles();
  const copy = await cache.match(origin + pathname, BY_URL);
  countHit(copy !== undefined);
  if (copy) return copy;
  const response = await fetch(request);
  if (response.status === 200 && hasTypeOfName(request.url, response)) {
    await putWithin(cache, origin + pathname, response.clone());
  }
  return response;
}

const unhashed = new StaleWhileRevalidate({
  cacheName: lastingCache("assets"),
  matchOptions: BY_URL,
  plugins: [storeOnly(/./)],
});

/** Who answers for each strategy of the caching table. */
export const STRATEGIES: Readonly<Record<Exclude<StrategyName, "untouched" | "write">, Answer>> = {
  state: answerState,
  document: telling(answerDocument),
  rsc: telling(answerPayload),
  precached: orTimeout(answerPrecached),
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
  unhashed: orTimeout(by(unhashed)),
};
