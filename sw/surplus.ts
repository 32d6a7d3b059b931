/** How many entries a cache may hold, and for how long one stays that nobody uses, in milliseconds. */
export interface Bounds {
  readonly maxEntries: number;
  readonly maxAgeMs: number;
}

/** What of these entries goes: what was last used too long ago, then the least recently used beyond the number. */
export function surplusOf<Entry extends { readonly usedAt: number }>(
  entries: readonly Entry[],
  { maxEntries, maxAgeMs }: Bounds,
  now: number,
): Entry[] {
  const byUse = [...entries].sort((one, other) => other.usedAt - one.usedAt);
  return byUse.filter(({ usedAt }, index) => index >= maxEntries || now - usedAt > maxAgeMs);
}
