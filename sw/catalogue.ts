import { HEADER, PROBLEM_TYPE } from "../protocol/headers.ts";
import { cacheName, priceVersionsOf } from "./cache-names.ts";
import { BY_URL, gatewayTimeout } from "./caches.ts";
import { scopePath } from "./scope.ts";

/** When an entry was stored, milliseconds since 1970. */
const STORED_AT = "X-Holdfast-Stored-At";
const TIMEOUT_MS = 5_000;
const MAX_ENTRIES = 300;

type Source = "network" | "cache" | "stale";

/** A copy of an answer that says where it comes from and how old it is (C6). */
export function labelled(response: Response, source: Source, ageSeconds: number): Response {
  const headers = new Headers(response.headers);
  headers.delete(STORED_AT);
  headers.set(HEADER.source, source);
  headers.set("Age", String(ageSeconds));
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

function isJson(response: Response): boolean {
  return /^application\/json\b/.test(response.headers.get("Content-Type") ?? "");
}

/** Whether an answer may be kept; the page of something in between may come with 200, too. */
export function isOurs(response: Response): boolean {
  return response.status === 200 && !response.redirected && isJson(response);
}

/** A copy of an answer that remembers when it was stored. */
export function stamped(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set(STORED_AT, String(Date.now()));
  return new Response(response.body, { headers });
}

/** How long ago a stored answer was stored, in seconds. */
export function storedAge(response: Response): number {
  return Math.max(0, Math.floor((Date.now() - Number(response.headers.get(STORED_AT) ?? 0)) / 1_000));
}

/** P1: an answer belongs to the price version that it was made from, and replaces what older versions said. */
async function store(url: string, response: Response): Promise<void> {
  const version = Number(response.headers.get(HEADER.priceVersion) ?? 0);
  if (!isOurs(response) || !Number.isSafeInteger(version)) return;
  const cache = await caches.open(cacheName(scopePath(), "api", String(version)));
  await cache.put(url, stamped(response));
  for (const old of priceVersionsOf(await caches.keys(), scopePath())) {
    if (old < version) await (await caches.open(cacheName(scopePath(), "api", String(old)))).delete(url, BY_URL);
  }
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - MAX_ENTRIES))) await cache.delete(key);
}

/** The newest stored answer; one of an older price version than is known is called stale. */
async function storedAnswer(url: string): Promise<Response | null> {
  const versions = priceVersionsOf(await caches.keys(), scopePath());
  for (const version of versions) {
    const found = await caches.match(url, { ...BY_URL, cacheName: cacheName(scopePath(), "api", String(version)) });
    if (!found) continue;
    return labelled(found, version === versions[0] ? "cache" : "stale", storedAge(found));
  }
  return null;
}

function unavailable(): Response {
  const problem = { type: "urn:holdfast:problem:unavailable", code: "unavailable", title: "Out of reach", status: 504 };
  return gatewayTimeout(JSON.stringify(problem), PROBLEM_TYPE);
}

/** Where answers are kept and found again. */
interface Memory {
  readonly store: (url: string, response: Response) => Promise<void>;
  readonly find: (url: string) => Promise<Response | null>;
}

/**
 * C6: the network for 5 s, then the newest stored answer with `X-Holdfast-Source` and `Age`, then a 504. An answer that
 * comes late is still stored.
 */
export async function answerFrom(event: FetchEvent, { store: keep, find }: Memory): Promise<Response> {
  const { request } = event;
  const network = fetch(request)
    .then((response) => {
      event.waitUntil(keep(request.url, response.clone()));
      return response;
    })
    .catch(() => null);
  event.waitUntil(network);

  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, TIMEOUT_MS, null);
  });
  const first = await Promise.race([network, late]);
  clearTimeout(timer);
  if (first && first.status < 500) return labelled(first, "network", 0);
  const stored = await find(request.url);
  if (stored) return stored;
  const last = first ?? (await network);
  return last ? labelled(last, "network", 0) : unavailable();
}

/** Products, prices and searches, under the price version that each belongs to. */
export function answerCatalogue(event: FetchEvent): Promise<Response> {
  return answerFrom(event, { store, find: storedAnswer });
}
