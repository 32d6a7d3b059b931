import { afterKeeping, bound } from "./bounds.ts";
import { afterStore, putWithin } from "./budget.ts";
import { BY_URL, isPlain } from "./caches.ts";
import { countHit } from "./hits.ts";
import type { Bounds } from "./surplus.ts";
import { used } from "./use.ts";

/** A cache of files whose first copy is the last word, or good enough until a newer one came. */
export interface Shelf {
  readonly cacheName: string;
  readonly type: RegExp;
  /** False: shown and not kept. */
  readonly mayKeep?: () => Promise<boolean>;
}

export function shelf(cacheName: string, type: RegExp, bounds: Bounds, mayKeep?: () => Promise<boolean>): Shelf {
  bound(cacheName, bounds);
  return { cacheName, type, ...(mayKeep ? { mayKeep } : {}) };
}

async function keep({ cacheName, type, mayKeep }: Shelf, url: string, response: Response): Promise<void> {
  if (!isPlain(response, type) || (mayKeep && !(await mayKeep()))) return;
  await putWithin(await caches.open(cacheName), url, response);
  await afterKeeping(cacheName, url);
  await afterStore();
}

async function copyOn({ cacheName }: Shelf, { url }: Request): Promise<Response | undefined> {
  const copy = await caches.match(url, { ...BY_URL, cacheName });
  if (copy) used(cacheName, url);
  return copy;
}

/** The copy at hand, else the network's once it lies there. */
export async function bringTo(place: Shelf, request: Request): Promise<Response> {
  const copy = await copyOn(place, request);
  if (copy) return copy;
  const response = await fetch(request);
  await keep(place, request.url, response.clone());
  return response;
}

async function fetchFor(event: FetchEvent, place: Shelf): Promise<Response> {
  const response = await fetch(event.request);
  event.waitUntil(keep(place, event.request.url, response.clone()));
  return response;
}

/** The copy at hand, else the network's, kept. Rejects when neither can be had. */
export async function copyFirst(event: FetchEvent, place: Shelf): Promise<Response> {
  const copy = await copyOn(place, event.request);
  countHit(copy !== undefined);
  return copy ?? fetchFor(event, place);
}

/** The copy at hand, and a newer one for the next time; else the network's. Rejects when neither can be had. */
export async function copyThenNewer(event: FetchEvent, place: Shelf): Promise<Response> {
  const newer = fetchFor(event, place);
  event.waitUntil(newer.catch(() => null));
  return (await copyOn(place, event.request)) ?? newer;
}
