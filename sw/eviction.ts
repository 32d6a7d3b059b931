import { parseCacheName } from "./cache-names.ts";

/** An entry that may be evicted. */
export interface Candidate {
  readonly cache: string;
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
}

/**
 * What goes first when room is needed (C14): pictures, then pages with their payloads, then API answers, those of the
 * oldest prices first. Everything else stays: the running release is needed, and styles and fonts weigh little.
 */
const ORDER = [["images"], ["pages", "rsc"], ["api"]] as const;

function rankOf(cache: string): number {
  const kind = parseCacheName(cache)?.kind;
  return ORDER.findIndex((kinds) => kinds.some((one) => one === kind));
}

function priceVersionIn(cache: string): number {
  const { kind, part = "" } = parseCacheName(cache) ?? {};
  return kind === "api" ? Number.parseInt(part, 10) : 0;
}

/** Whether entries of a cache of this scope may be evicted at all. */
export function isEvictable(cache: string, scope: string): boolean {
  return parseCacheName(cache)?.scope === scope && rankOf(cache) >= 0;
}

/** The entries in the order in which they go, the least recently used of a kind first. */
export function evictionOrder(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort(
    (one, other) =>
      rankOf(one.cache) - rankOf(other.cache) ||
      priceVersionIn(one.cache) - priceVersionIn(other.cache) ||
      one.usedAt - other.usedAt,
  );
}

/** Shares of the quota: above `high` room is made down to `low`; above `critical` nothing more is kept ahead of need. */
export const LEVELS = { low: 0.6, high: 0.8, critical: 0.95 } as const;

/** Bytes to be freed at this use of the quota; 0 below the high mark and where the browser tells nothing. */
export function excessOf({ usage = 0, quota = 0 }: StorageEstimate): number {
  if (quota <= 0 || usage / quota <= LEVELS.high) return 0;
  return Math.ceil(usage - quota * LEVELS.low);
}

/** Whether storage is critically short. */
export function isCritical({ usage = 0, quota = 0 }: StorageEstimate): boolean {
  return quota > 0 && usage / quota > LEVELS.critical;
}
