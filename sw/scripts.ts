import { NetworkFirst } from "serwist";
import { RELEASE_ID } from "../protocol/release.ts";
import { bounded, days } from "./bounds.ts";
import { cacheName } from "./cache-names.ts";
import { BY_URL, gatewayTimeout, storeOnly } from "./caches.ts";
import { releaseOf } from "./clients.ts";
import { countHit, countsHits } from "./hits.ts";
import { copyOf, hashIn, isWhollyListed, keepFile } from "./releases.ts";
import { basePath, scopePath, worker } from "./scope.ts";
import { reportDamage, reportLoss } from "./trouble.ts";
import { isStorageFailure, mended } from "./trust.ts";
import { fetchWhole } from "./verify.ts";
import { within } from "./wait.ts";

const PATIENCE_MS = 3_000;

const chunks = new Map<string, NetworkFirst>();

/** C4: what a release loads beyond its list. */
function chunksOf(release: string): NetworkFirst {
  const known = chunks.get(release);
  if (known) return known;
  const name = cacheName(scopePath(), "chunks", release);
  const strategy = new NetworkFirst({
    cacheName: name,
    networkTimeoutSeconds: PATIENCE_MS / 1_000,
    matchOptions: BY_URL,
    plugins: [
      countsHits,
      storeOnly(/^(text|application)\/(javascript|ecmascript)/),
      bounded(name, { maxEntries: 100, maxAgeMs: days(1) }),
    ],
  });
  chunks.set(release, strategy);
  return strategy;
}

const pathOf = ({ request }: FetchEvent) => new URL(request.url).pathname;

/** Any release's copy of this very address: its name carries its content. */
function anyCopy(event: FetchEvent): Promise<Response | undefined> {
  return caches.match(event.request, { ...BY_URL, ignoreSearch: true });
}

async function fetchListed(event: FetchEvent, release: string, path: string, hash: string): Promise<Response> {
  countHit(false);
  const fetching = fetchWhole(path, hash, worker.location.origin);
  event.waitUntil(fetching);
  const soon = await within(fetching, PATIENCE_MS);
  // The network hangs: a copy of another release beats waiting.
  const fetched = soon ?? (await anyCopy(event)) ?? (await fetching);
  if (fetched instanceof Response) return fetched;
  switch (fetched.kind) {
    case "whole":
      event.waitUntil(keepFile(release, path, fetched.response.clone()).then(() => mended(release, path)));
      return fetched.response;
    case "broken":
      event.waitUntil(reportDamage(release, path));
      return gatewayTimeout();
    case "gone": {
      const copy = await anyCopy(event);
      if (copy) return copy;
      event.waitUntil(reportLoss(release, path));
      return new Response(null, { status: fetched.status });
    }
    case "unreachable":
      return (await anyCopy(event)) ?? fetched.response ?? gatewayTimeout();
  }
}

/**
 * R2, C3: a file of the release that the asking tab runs: the copy on this device, else the network's, compared with the
 * release's list before anybody sees it. Null where the tab or the file is not known.
 */
export async function fileOfRelease(event: FetchEvent): Promise<Response | null> {
  const release = await releaseOf(event);
  if (release === null) return null;
  const path = pathOf(event);
  const copy = await copyOf(release, path);
  if (copy) {
    countHit(true);
    return copy;
  }
  const hash = await hashIn(release, path);
  return hash === null ? null : fetchListed(event, release, path, hash);
}

/** Whether a release may have had a file that its server no longer has. */
async function mayBelong(release: string, path: string): Promise<boolean> {
  return !(await isWhollyListed(release)) && path.startsWith(`${basePath()}/_next/static/`);
}

/**
 * C4: a script of no known list: the network for 3 s; a 404, a 5xx, HTML, a reset or a time-out falls back to any copy of
 * that address.
 */
async function fromNetwork(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const release = await releaseOf(event);
  try {
    const response = await chunksOf(release ?? RELEASE_ID).handle({ event, request });
    if (response.ok) return response;
    const copy = await anyCopy(event);
    if (copy) return copy;
    const gone = response.status === 404 || response.status === 410;
    if (gone && release !== null && (await mayBelong(release, pathOf(event)))) {
      // K5: one answer may come from one bad server.
      const again = await fetch(request, { cache: "reload" });
      if (again.ok) return again;
      if (again.status === 404 || again.status === 410) event.waitUntil(reportLoss(release, pathOf(event)));
    }
    return response;
  } catch (error) {
    if (isStorageFailure(error)) throw error;
    // The strategy rejects only when the network failed and its own cache has nothing.
    return (await anyCopy(event)) ?? gatewayTimeout();
  }
}

/** Scripts and every other file that a release lists. */
export async function answerFile(event: FetchEvent): Promise<Response> {
  return (await fileOfRelease(event)) ?? fromNetwork(event);
}
