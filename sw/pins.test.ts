import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Pin } from "./control.ts";
import { GRACE_MS, releasesInUse, tended } from "./pins.ts";

const NOW = 1_000_000_000;
const pin = (client: string, release: string | null, seenAt = NOW): Pin => ({
  client,
  release,
  substituted: false,
  seenAt,
});
const pins = (...all: Pin[]) => new Map(all.map((one) => [one.client, one]));
const live = (...windows: string[]) => ({ windows, others: [] as string[] });

describe("who runs what", () => {
  test("a tab that lives keeps its release, however long it was not heard of", () => {
    const after = tended(pins(pin("tab", "A", NOW - 10 * GRACE_MS)), live("tab"), NOW);
    expect(after.get("tab")).toEqual(pin("tab", "A"));
    expect(releasesInUse(after, ["tab"], NOW)).toEqual(new Set(["A"]));
  });

  test("a tab that is gone keeps its release for as long as it may come back from the back-forward cache", () => {
    const gone = pins(pin("tab", "A", NOW - GRACE_MS + 1));
    expect(releasesInUse(tended(gone, live(), NOW), [], NOW)).toEqual(new Set(["A"]));
    expect(releasesInUse(tended(gone, live(), NOW + 1), [], NOW + 1)).toEqual(new Set());
  });

  test("a worker that a tab started counts like a tab, and one that is not known does not", () => {
    const after = tended(
      pins(pin("tab", "B"), pin("worker", "A", 0)),
      { windows: ["tab"], others: ["worker", "blob"] },
      NOW,
    );
    expect(releasesInUse(after, ["tab"], NOW)).toEqual(new Set(["A", "B"]));
  });

  test("a window that has not said what it runs might run anything, but not for ever", () => {
    const first = tended(pins(pin("tab", "B")), live("tab", "unknown"), NOW);
    expect(releasesInUse(first, ["tab", "unknown"], NOW)).toBeNull();
    const later = NOW + GRACE_MS;
    const second = tended(first, live("tab", "unknown"), later);
    expect(releasesInUse(second, ["tab", "unknown"], later)).toEqual(new Set(["B"]));
  });

  test("a clock that was set back makes nobody live for ever", () => {
    expect(tended(pins(pin("tab", "A", NOW + 10 * GRACE_MS)), live(), NOW).size).toBe(0);
  });

  test("whatever happens, no release of a living tab that is known is ever missing, and the map does not grow", () => {
    const client = fc.constantFrom("a", "b", "c", "__proto__", "constructor");
    const some = fc.array(
      fc.record({
        client,
        release: fc.option(fc.constantFrom("A", "B", "C"), { nil: null }),
        substituted: fc.boolean(),
        seenAt: fc.integer({ min: NOW - 3 * GRACE_MS, max: NOW + GRACE_MS }),
      }),
    );
    fc.assert(
      fc.property(some, fc.uniqueArray(client), fc.uniqueArray(client), (stored, windows, others) => {
        const before = pins(...stored);
        const after = tended(before, { windows, others }, NOW);
        const used = releasesInUse(after, windows, NOW);
        for (const id of windows) {
          const release = before.get(id)?.release;
          if (release && used) expect(used.has(release)).toBe(true);
        }
        expect([...after.keys()].every((id) => before.has(id) || windows.includes(id))).toBe(true);
      }),
      { seed: 31, numRuns: 1_000 },
    );
  });
});
