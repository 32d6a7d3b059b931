import { describe, expect, it } from "vitest";
import type { Availability, Offer } from "../../protocol/catalogue.ts";
import { basketOf } from "./basket.ts";

const offer = (sku: string, amount: number, availability: Availability = { state: "in-stock" }): [string, Offer] => [
  sku,
  {
    sku,
    product: "storm-lantern",
    name: "Storm lantern",
    label: "",
    picture: { colour: "red", view: "front", base: "/media/storm-lantern/red-front", alt: "" },
    prices: [{ currency: "EUR", amount }],
    availability,
  },
];

describe("a basket", () => {
  it("prices each line and adds them up", () => {
    const offers = new Map([offer("LANTERN", 6800), offer("WICK", 350)]);
    const lines = [
      { sku: "LANTERN", quantity: 1 },
      { sku: "WICK", quantity: 3 },
    ];
    const basket = basketOf(lines, offers, [], "EUR");
    expect(basket.subtotal).toEqual({ currency: "EUR", amount: 7850 });
    expect(basket.ready).toBe(true);
  });

  it("says of each line what keeps it from being ordered, and counts as nothing what cannot be had", () => {
    const offers = new Map([
      offer("SHORT", 1000, { state: "low", left: 2 }),
      offer("GONE", 5000, { state: "sold-out" }),
      offer("FINE", 100, { state: "low", left: 2 }),
    ]);
    const lines = ["SHORT", "GONE", "FINE", "DROPPED", "NEW"].map((sku) => ({ sku, quantity: sku === "FINE" ? 2 : 3 }));
    const basket = basketOf(lines, offers, ["DROPPED"], "EUR");
    expect(basket.lines.map((line) => line.state)).toEqual(["short", "sold-out", "ok", "unknown", "waiting"]);
    expect(basket.subtotal.amount).toBe(3 * 1000 + 2 * 100);
    expect(basket.ready).toBe(false);
  });

  it("is not ready for checkout while it is empty", () => {
    expect(basketOf([], new Map(), [], "EUR")).toMatchObject({ ready: false, subtotal: { amount: 0 } });
  });

  it("waits for the price of an offer that the device remembers without the chosen currency", () => {
    const basket = basketOf([{ sku: "LANTERN", quantity: 1 }], new Map([offer("LANTERN", 6800)]), [], "JPY");
    expect(basket.lines[0]?.state).toBe("waiting");
    expect(basket).toMatchObject({ ready: false, subtotal: { currency: "JPY", amount: 0 } });
  });
});
