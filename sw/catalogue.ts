import { putWithin } from "./budget.ts";
import { apiPart, cacheName, priceVersionsOf } from "./cache-names.ts";
import { BY_URL } from "./caches.ts";
import { type Entry, opened, sealed } from "./entry.ts";
import { currentOwner } from "./owner.ts";
import { priceVersionOf } from "./price-versions.ts";
import { answerRead } from "./reads.ts";
import { scopePath } from "./scope.ts";
import { used } from "./use.ts";

const MAX_ENTRIES = 300;
/** For how long an answer may be shown as what the shop says now, while it is being renewed. Stock changes all the time. */
const LIFE_MS = { prices: 60_000, other: 5 * 60_000 } as const;

/** Counts writes by path, so that an answer that was asked for before a write is not stored after it. */
const writes = new Map<string, number>();

async function cachesOfOwner(): Promise<string[]> {
  const owner = await currentOwner();
  const versions = priceVersionsOf(await caches.keys(), scopePath(), owner);
  return versions.map((version) => cacheName(scopePath(), "api", apiPart(version, owner)));
}

/** The newest stored answer of this owner; one that is not as it was stored is dropped. */
async function find(url: string): Promise<Entry | null> {
  for (const name of await cachesOfOwner()) {
    const found = await caches.match(url, { ...BY_URL, cacheName: name });
    const entry = found && (await opened(found));
    if (entry) used(name, url);
    if (entry) return entry;
    if (found) await (await caches.open(name)).delete(url, BY_URL);
  }
  return null;
}

/** P1: an answer belongs to the price version that it was made from, and replaces what other versions said. */
async function store(url: string, response: Response, mayStay: () => boolean): Promise<void> {
  const isPrices = new URL(url).pathname === "/api/prices";
  const entry = await sealed(response, isPrices ? LIFE_MS.prices : LIFE_MS.other);
  if (!entry || !mayStay()) return;
  const version = priceVersionOf(entry.headers) ?? 0;
  const name = cacheName(scopePath(), "api", apiPart(version, await currentOwner()));
  const cache = await caches.open(name);
  await putWithin(cache, url, entry);
  for (const other of await cachesOfOwner()) if (other !== name) await (await caches.open(other)).delete(url, BY_URL);
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - MAX_ENTRIES))) await cache.delete(key);
}

/** Products, prices and searches, under the price version and the owner that each belongs to. */
export function answerCatalogue(event: FetchEvent): Promise<Response> {
  const { pathname } = new URL(event.request.url);
  const written = writes.get(pathname);
  const mayStay = () => writes.get(pathname) === written;
  return answerRead(event, { store: (url, response) => store(url, response, mayStay), find });
}

/** A write to a URL evicts what was read from it, with any query (RFC 9111, section 4.4). */
export async function evictWritten(url: URL): Promise<void> {
  writes.set(url.pathname, (writes.get(url.pathname) ?? 0) + 1);
  for (const name of await cachesOfOwner()) {
    await (await caches.open(name)).delete(url.href, { ...BY_URL, ignoreSearch: true });
  }
}
