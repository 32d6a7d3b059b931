import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSlots } from "./slots.ts";

describe("Slots", () => {
  it("are taken once each, and again when they were released", () => {
    const slots = createSlots(2, 1_000);
    expect([slots.take("a", 0), slots.take("a", 1), slots.take("b", 2), slots.take("c", 3)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    slots.release("a");
    expect(slots.take("c", 4)).toBe(true);
  });

  it("come back by themselves after a while", () => {
    const slots = createSlots(1, 1_000);
    expect(slots.take("lost", 0)).toBe(true);
    expect(slots.take("next", 999)).toBe(false);
    expect(slots.take("next", 1_000)).toBe(true);
  });

  it("are never more than allowed, whatever is asked in whatever order", () => {
    const step = fc.record({ name: fc.constantFrom("a", "b", "c", "d", "e"), end: fc.boolean() });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step), (most, steps) => {
        const slots = createSlots(most, 1_000_000);
        const running = new Set<string>();
        for (const [now, { name, end }] of steps.entries()) {
          if (end) {
            slots.release(name);
            running.delete(name);
          } else if (slots.take(name, now)) running.add(name);
          expect(running.size).toBeLessThanOrEqual(most);
        }
      }),
      { seed: 20261122 },
    );
  });
});
