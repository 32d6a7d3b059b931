import { HEADER } from "../protocol/headers.ts";
import { RELEASE_ID } from "../protocol/release.ts";
import { afterKeeping, bound, MONTH_MS } from "./bounds.ts";
import { afterStore, putWithin } from "./budget.ts";
import { cacheName, parseCacheName } from "./cache-names.ts";
import { BY_URL, isPlain } from "./caches.ts";
import { pageKey, shellPathOf } from "./manifest.ts";
import { scopePath } from "./scope.ts";
import type { Bounds } from "./surplus.ts";
import { used } from "./use.ts";
import { storableHeaders } from "./verify.ts";

/** What is kept of a visit: documents, and the payloads of soft navigations. */
export type PageKind = "pages" | "rsc";

const TYPES: Readonly<Record<PageKind, RegExp>> = { pages: /^text\/html/, rsc: /^text\/x-component/ };
const BOUNDS: Readonly<Record<PageKind, Bounds>> = {
  pages: { maxEntries: 250, maxAgeMs: MONTH_MS },
  rsc: { maxEntries: 200, maxAgeMs: MONTH_MS },
};

const cacheOf = (kind: PageKind, release: string) => cacheName(scopePath(), kind, release);

/** The release that an answer was made by, as it says itself; null where a server does not say. */
export function releaseIn(response: Response): string | null {
  return response.headers.get(HEADER.appVersion);
}

/** Whether an answer may be kept: a plain 200 of its kind that nobody forbade, so no redirect, no error and nothing personal (C7). */
export function isKeepable(kind: PageKind, response: Response): boolean {
  return isPlain(response, TYPES[kind]);
}

/** Keeps a page with the release that made it; a shell document is not kept twice. */
export async function keepPage(kind: PageKind, address: string, response: Response): Promise<void> {
  if (!isKeepable(kind, response) || (kind === "pages" && shellPathOf(new URL(address)) !== null)) return;
  const name = cacheOf(kind, releaseIn(response) ?? RELEASE_ID);
  const key = pageKey(address);
  const bytes = await response.arrayBuffer();
  const copy = new Response(bytes, { headers: storableHeaders(response.headers, bytes.byteLength) });
  await putWithin(await caches.open(name), key, copy);
  bound(name, BOUNDS[kind]);
  await afterKeeping(name, key);
  await afterStore();
}

/** A page as it was last seen in a release, or undefined. */
export async function pageOf(kind: PageKind, release: string, address: string): Promise<Response | undefined> {
  const name = cacheOf(kind, release);
  const key = pageKey(address);
  const copy = await caches.match(key, { ...BY_URL, cacheName: name });
  if (copy) used(name, key);
  return copy;
}

/** The releases other than this one whose pages are still kept. */
export async function olderPages(): Promise<string[]> {
  const names = (await caches.keys()).map(parseCacheName);
  return names.flatMap((name) =>
    name?.kind === "pages" && name.scope === scopePath() && name.part !== RELEASE_ID ? [name.part] : [],
  );
}

/** The addresses of all pages kept of a release. */
export async function keptAddresses(release: string): Promise<string[]> {
  return (await (await caches.open(cacheOf("pages", release))).keys()).map(({ url }) => url);
}

export async function dropPages(release: string): Promise<void> {
  await caches.delete(cacheOf("pages", release));
  await caches.delete(cacheOf("rsc", release));
}
