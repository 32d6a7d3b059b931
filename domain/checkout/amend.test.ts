import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OrderRequest } from "../../protocol/orders.ts";
import { money } from "../money.ts";
import { totalsOf } from "../pricing.ts";
import { acceptPrices, dropLines, takeWhatIsLeft } from "./amend.ts";

const order: OrderRequest = {
  cartId: "0199f0c0-0000-7000-8000-000000000001",
  currency: "EUR",
  lines: [
    { sku: "COAT", quantity: 1, unitAmount: 24500, priceVersion: 3 },
    { sku: "SOCKS", quantity: 4, unitAmount: 2400, priceVersion: 3 },
  ],
  contact: { name: "Nora", email: "nora@example.ie" },
  address: { line1: "2 The Slip", city: "Roundstone", postcode: "H91 E2K3", country: "IE" },
  delivery: "standard",
  payment: "card",
  shown: { delivery: 0, total: 34100 },
};

describe("mending a refused order", () => {
  it("takes what is left of a short line", () => {
    const mended = takeWhatIsLeft(order, [{ sku: "SOCKS", wanted: 4, left: 1 }]);
    expect(mended?.lines.map((line) => line.quantity)).toEqual([1, 1]);
    expect(mended?.shown).toEqual({ delivery: 0, total: 26900 });
  });

  it("leaves out a line of which nothing is left, and charges the delivery that the smaller order costs", () => {
    const mended = takeWhatIsLeft(order, [{ sku: "COAT", wanted: 1, left: 0 }]);
    expect(mended?.lines.map((line) => line.sku)).toEqual(["SOCKS"]);
    expect(mended?.shown).toEqual({ delivery: 590, total: 4 * 2400 + 590 });
  });

  it("has nothing to offer when nothing remains", () => {
    expect(dropLines(order, ["COAT", "SOCKS"])).toBeNull();
  });

  it("accepts a new price only for the lines that changed, and says in which version it was seen", () => {
    const mended = acceptPrices(order, [{ sku: "COAT", shown: 24500, now: 26000 }], 4);
    expect(mended.lines).toEqual([
      { sku: "COAT", quantity: 1, unitAmount: 26000, priceVersion: 4 },
      { sku: "SOCKS", quantity: 4, unitAmount: 2400, priceVersion: 3 },
    ]);
    expect(mended.shown.total).toBe(26000 + 9600);
  });

  it("always shows the totals that the server computes, and changes nothing but lines and totals", () => {
    const shortages = fc.uniqueArray(
      fc.record({ sku: fc.constantFrom("COAT", "SOCKS"), wanted: fc.constant(4), left: fc.nat({ max: 4 }) }),
      { selector: (entry) => entry.sku },
    );
    fc.assert(
      fc.property(shortages, fc.subarray(["COAT", "SOCKS"]), (short, dropped) => {
        const taken = takeWhatIsLeft(order, short);
        const mended = taken && dropLines(taken, dropped);
        if (!mended) return;
        const lines = mended.lines.map((line) => ({ unit: money("EUR", line.unitAmount), quantity: line.quantity }));
        const totals = totalsOf(lines, "EUR", order.delivery);
        expect(mended.shown).toEqual({ delivery: totals.delivery.amount, total: totals.total.amount });
        expect({ ...mended, lines: order.lines, shown: order.shown }).toEqual(order);
      }),
      { seed: 2026 },
    );
  });
});
