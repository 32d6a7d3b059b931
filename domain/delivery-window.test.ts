import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deliveryWindow } from "./delivery-window.ts";

const at = (text: string) => Date.parse(text);

describe("When an order arrives", () => {
  it("counts from the same day for what is in by noon, Irish time", () => {
    expect(deliveryWindow([3, 5], at("2026-11-23T11:59:00Z"))).toEqual({ from: "2026-11-26", to: "2026-11-30" });
    expect(deliveryWindow([3, 5], at("2026-11-23T12:00:00Z"))).toEqual({ from: "2026-11-27", to: "2026-12-01" });
    expect(deliveryWindow([1, 1], at("2026-07-01T11:00:00Z"))).toEqual({ from: "2026-07-03", to: "2026-07-03" });
  });

  it("counts from Monday for what is ordered at the weekend, whatever the hour", () => {
    for (const time of ["2026-11-21T09:00:00Z", "2026-11-22T20:00:00Z"]) {
      expect(deliveryWindow([1, 2], at(time))).toEqual({ from: "2026-11-24", to: "2026-11-25" });
    }
  });

  it("never promises a weekend, nor an earlier day for a later order", () => {
    const moment = fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2028-01-01T00:00:00Z") });
    const days = fc.tuple(fc.nat(10), fc.nat(10)).map(([few, more]): [number, number] => [few, few + more]);
    fc.assert(
      fc.property(moment, fc.nat(10 * 86_400_000), days, (earlier, passed, terms) => {
        const first = deliveryWindow(terms, earlier);
        const second = deliveryWindow(terms, earlier + passed);
        for (const day of [first.from, first.to]) expect([1, 2, 3, 4, 5]).toContain(new Date(day).getUTCDay());
        expect(first.from <= first.to).toBe(true);
        expect(first.from <= second.from && first.to <= second.to).toBe(true);
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });
});
