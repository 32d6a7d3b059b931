import { RELEASE_ID } from "../protocol/release.ts";
import { MONTH_MS } from "./bounds.ts";
import { BY_URL, gatewayTimeout, lastingCache } from "./caches.ts";
import { answerCatalogue } from "./catalogue.ts";
import type { StrategyName } from "./classify.ts";
import { passPinOn } from "./clients.ts";
import { answerDocument } from "./documents.ts";
import { countHit } from "./hits.ts";
import { answerPayload } from "./payloads.ts";
import { answerPicture } from "./pictures.ts";
import { learnFrom } from "./price-versions.ts";
import { answerRange } from "./ranges.ts";
import { answerObserved } from "./reads.ts";
import { filesOf } from "./releases.ts";
import { answerFile, fileOfRelease } from "./scripts.ts";
import { copyFirst, copyThenNewer, shelf } from "./shelf.ts";
import { answerSnapshot } from "./snapshot.ts";
import { answerState } from "./state.ts";
import { isStorageFailure } from "./trust.ts";

type Answer = (event: FetchEvent) => Promise<Response>;

function hashed(kind: "styles" | "fonts" | "assets", type: RegExp, maxEntries: number): Answer {
  const place = shelf(lastingCache(kind), type, { maxEntries, maxAgeMs: MONTH_MS });
  return orTimeout((event) => copyFirst(event, place));
}

/** A failure of an asset is an honest 504 (C11). */
function orTimeout(answer: Answer): Answer {
  return async (event) => {
    try {
      return await answer(event);
    } catch (error) {
      if (isStorageFailure(error)) throw error;
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

/** C3: the copy from the installation, which was stored without query; one that is missing is fetched, compared and kept. */
async function answerPrecached(event: FetchEvent): Promise<Response> {
  const { origin, pathname } = new URL(event.request.url);
  const copy = await (await filesOf(RELEASE_ID)).match(origin + pathname, BY_URL);
  if (!copy) return answerFile(event);
  countHit(true);
  passPinOn(event);
  return copy;
}

/** A file of the release that the tab runs, else what the strategy has for it. */
function ofReleaseOr(strategy: Answer): Answer {
  return async (event) => (await fileOfRelease(event)) ?? strategy(event);
}

const unhashed = shelf(lastingCache("assets"), /./, { maxEntries: 200, maxAgeMs: MONTH_MS });

/** Who answers for each strategy of the caching table. */
export const STRATEGIES: Readonly<Record<Exclude<StrategyName, "untouched" | "write">, Answer>> = {
  state: answerState,
  document: telling(answerDocument),
  rsc: telling(answerPayload),
  precached: orTimeout(answerPrecached),
  script: answerFile,
  style: ofReleaseOr(hashed("styles", /^text\/css/, 50)),
  font: ofReleaseOr(hashed("fonts", /^font\//, 200)),
  asset: ofReleaseOr(hashed("assets", /./, 200)),
  picture: answerPicture,
  catalogue: answerCatalogue,
  snapshot: answerSnapshot,
  version: answerObserved,
  stored: answerStored,
  range: answerRange,
  unhashed: orTimeout((event) => copyThenNewer(event, unhashed)),
};
