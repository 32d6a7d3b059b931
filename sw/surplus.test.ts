import { expect, test } from "vitest";
import { surplusOf } from "./surplus.ts";

test("what was used too long ago goes, then the least recently used beyond the number", () => {
  const entries = [9, 1, 5, 7].map((usedAt) => ({ usedAt }));
  const times = (bounds: { maxEntries: number; maxAgeMs: number }) =>
    surplusOf(entries, bounds, 10).map(({ usedAt }) => usedAt);
  expect(times({ maxEntries: 9, maxAgeMs: 9 })).toEqual([]);
  expect(times({ maxEntries: 9, maxAgeMs: 4 })).toEqual([5, 1]);
  expect(times({ maxEntries: 2, maxAgeMs: 9 })).toEqual([5, 1]);
});
