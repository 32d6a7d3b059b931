import fc from "fast-check";
import { expect, test } from "vitest";
import { type Mode, type ModeEvent, NORMAL, nextMode } from "./mode.ts";

const broken: ModeEvent = { kind: "broken", release: "B", url: "/cart" };
const good: ModeEvent = { kind: "good" };
const failed: ModeEvent = { kind: "failed", reason: "no storage" };
const EXISTING: Mode = { mode: "EXISTING_CLIENTS_ONLY", reason: "/cart of release B is damaged" };
const SAFE: Mode = { mode: "SAFE_MODE", reason: "no storage" };

const EDGES: [from: Mode, event: ModeEvent, to: Mode][] = [
  [NORMAL, broken, EXISTING],
  [NORMAL, good, NORMAL],
  [NORMAL, failed, SAFE],
  [EXISTING, broken, EXISTING],
  [EXISTING, good, NORMAL],
  [EXISTING, failed, SAFE],
  [SAFE, broken, SAFE],
  [SAFE, good, SAFE],
  [SAFE, failed, SAFE],
];

test.each(EDGES)("%o with %o becomes %o", (from, event, to) => {
  expect(nextMode(from, event)).toEqual(to);
});

test("every mode but the normal one carries its reason, and a failure is final", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(broken, good, failed)), (events) => {
      const end = events.reduce(nextMode, NORMAL);
      expect(end.reason === null).toBe(end.mode === "NORMAL");
      expect(end.mode === "SAFE_MODE").toBe(events.includes(failed));
    }),
    { seed: 32 },
  );
});
