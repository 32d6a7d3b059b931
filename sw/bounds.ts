import type { SerwistPlugin } from "serwist";
import { type Bounds, surplusOf } from "./surplus.ts";
import { forgetUses, lastUses, used } from "./use.ts";

const DAY_MS = 24 * 60 * 60_000;
export const MONTH_MS = 30 * DAY_MS;
export const days = (count: number): number => count * DAY_MS;

const boundsOf = new Map<string, Bounds>();

/** Holds a cache within bounds from now on. */
export function bound(name: string, bounds: Bounds): void {
  boundsOf.set(name, bounds);
}

async function trimOne(name: string, bounds: Bounds): Promise<void> {
  const cache = await caches.open(name);
  const usedAt = await lastUses();
  const entries = (await cache.keys()).map(({ url }) => ({ cache: name, url, usedAt: usedAt(name, url) }));
  const surplus = surplusOf(entries, bounds, Date.now());
  await Promise.all(surplus.map(({ url }) => cache.delete(url, { ignoreVary: true })));
  await forgetUses(surplus);
}

/** After a store: looks at the number alone, which costs little. */
export async function afterKeeping(name: string, url: string): Promise<void> {
  used(name, url);
  const bounds = boundsOf.get(name);
  if (bounds && (await (await caches.open(name)).keys()).length > bounds.maxEntries) await trimOne(name, bounds);
}

/** Lets go what nobody has used for too long, in every bounded cache that this worker has touched. */
export async function trimAll(): Promise<void> {
  for (const [name, bounds] of boundsOf) if (await caches.has(name)) await trimOne(name, bounds);
}

/** Holds a strategy's cache within bounds. */
export function bounded(name: string, bounds: Bounds): SerwistPlugin {
  bound(name, bounds);
  return { cacheDidUpdate: ({ request }) => afterKeeping(name, request.url) };
}
