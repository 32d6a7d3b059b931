import { describe, expect, it } from "vitest";
import { rush, steady } from "./arrivals.ts";
import { openLoop } from "./open-loop.ts";
import { randomFrom } from "./random.ts";

const inOrder = (arrivals: readonly number[]) => arrivals.every((at, index) => at >= (arrivals[index - 1] ?? 0));

describe("Arrivals", () => {
  it("repeat themselves with the seed", () => {
    expect(rush(randomFrom(7), 50, 10)).toEqual(rush(randomFrom(7), 50, 10));
    expect(rush(randomFrom(7), 50, 10)).not.toEqual(rush(randomFrom(8), 50, 10));
  });

  it("come evenly where nothing draws them", () => {
    const arrivals = steady(randomFrom(1), 5_000, 10);
    expect(inOrder(arrivals)).toBe(true);
    expect(arrivals.at(-1)).toBeGreaterThan(9_000);
    expect(arrivals.at(-1)).toBeLessThan(11_000);
    expect(arrivals.filter((at) => at < 5_000).length / 5_000).toBeCloseTo(0.5, 1);
  });

  it("come in a rush when doors open, and none after the end", () => {
    const arrivals = rush(randomFrom(1), 5_000, 10);
    expect(inOrder(arrivals)).toBe(true);
    expect(arrivals.at(-1)).toBeLessThan(10_000);
    expect(arrivals.filter((at) => at < 2_000).length / 5_000).toBeGreaterThan(0.4);
  });
});

describe("The open loop", () => {
  it("sends the next visitor off while the first one still waits, and ends when all have gone", async () => {
    const waiting = Promise.withResolvers<void>();
    const order: string[] = [];
    const report = await openLoop([0, 1], async (index) => {
      if (index === 0) await waiting.promise;
      order.push(`visitor ${index}`);
      waiting.resolve();
    });
    expect(order).toEqual(["visitor 1", "visitor 0"]);
    expect(report.latestStart).toBeGreaterThanOrEqual(0);
  });
});
