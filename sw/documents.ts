import { ExpirationPlugin, NetworkFirst, type SerwistPlugin } from "serwist";
import { BY_URL, gatewayTimeout, releaseCache, storeOnly } from "./caches.ts";
import { shellPathOf } from "./manifest.ts";
import { precachedCopy, shellDocument } from "./precache.ts";
import { worker } from "./scope.ts";
import { recordsUse } from "./use.ts";

/** A shell document is never stored twice: its copy came with the release. */
const shells: SerwistPlugin = {
  cacheWillUpdate: async ({ request, response }) => (shellPathOf(new URL(request.url)) === null ? response : null),
  cachedResponseWillBeUsed: async ({ request, cachedResponse }) =>
    cachedResponse ?? (await shellDocument(new URL(request.url))),
};

const pages = new NetworkFirst({
  cacheName: releaseCache("pages"),
  networkTimeoutSeconds: 3,
  matchOptions: BY_URL,
  plugins: [
    storeOnly(/^text\/html/),
    shells,
    recordsUse,
    new ExpirationPlugin({ maxEntries: 250, maxAgeFrom: "last-used" }),
  ],
});

async function knownCopy(url: URL): Promise<Response | undefined> {
  return (await shellDocument(url)) ?? caches.match(url, { ...BY_URL, cacheName: releaseCache("pages") });
}

/** Fetches a page and keeps it; rejects when it cannot be had or stored. */
export async function fetchDocument(event: ExtendableEvent, address: string): Promise<Response> {
  const request = new Request(new URL(address, worker.location.origin), { headers: { Accept: "text/html" } });
  const [response, done] = pages.handleAll({ event, request });
  const [answer] = await Promise.all([response, done]);
  return answer;
}

/** Keeps a page that was opened before there was a worker; a failure costs nothing but the copy. */
export async function keepDocument(event: ExtendableEvent, address: string): Promise<void> {
  try {
    await fetchDocument(event, address);
  } catch (error) {
    console.info("The first page is not kept for offline", error);
  }
}

/** Where the device can do by itself what the server does at this address: a shell with its own path in the release. */
const STAND_INS = new Map([["/search", "/search/offline"]]);

async function standIn(url: URL): Promise<Response | undefined> {
  const path = STAND_INS.get(url.pathname);
  return path === undefined ? undefined : precachedCopy(path);
}

/**
 * C7: the network for 3 s (with navigation preload), then the page as last seen, then its shell, then a stand-in of
 * the device's own, then `/offline`. An
 * answer of 500 and above is worth less than a known copy; without one it is passed on as it is.
 */
export async function answerDocument(event: FetchEvent): Promise<Response> {
  const url = new URL(event.request.url);
  try {
    const response = await pages.handle({ event, request: event.request });
    return response.status < 500 ? response : ((await knownCopy(url)) ?? (await standIn(url)) ?? response);
  } catch {
    // Neither network nor copy: an honest page of our own.
    return (await standIn(url)) ?? (await precachedCopy("/offline")) ?? gatewayTimeout("The shop is out of reach.");
  }
}
