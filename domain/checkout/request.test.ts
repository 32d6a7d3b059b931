import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Offer } from "../../protocol/catalogue.ts";
import { orderRequest } from "../../protocol/orders.ts";
import { shop } from "../../shop.config.ts";
import { faultsOf } from "../orders/check-request.ts";
import { basketOf } from "./basket.ts";
import { type CheckoutDraft, draftOf, EMPTY_DRAFT } from "./draft.ts";
import { POSTCODE_EXAMPLES } from "./postcode.ts";
import { requestOf } from "./request.ts";
import { firstIncompleteStep } from "./steps.ts";

const cartId = "0199f0c0-0000-7000-8000-000000000001";
const lantern: Offer = {
  sku: "LANTERN",
  product: "storm-lantern",
  name: "Storm lantern",
  label: "",
  picture: { colour: "red", view: "front", base: "/media/storm-lantern/red-front", alt: "" },
  prices: [{ currency: "EUR", amount: 6800 }],
  availability: { state: "in-stock" },
};
const basket = basketOf([{ sku: "LANTERN", quantity: 2 }], new Map([["LANTERN", lantern]]), [], "EUR");
const versions = new Map([["LANTERN", 7]]);
const nora: CheckoutDraft = {
  ...EMPTY_DRAFT,
  name: " Nora Flaherty ",
  email: "nora@example.ie",
  line1: "2 The\nSlip",
  city: "Roundstone",
  postcode: "h91e2k3",
  delivery: "standard",
  payment: "on-delivery",
};

/** Text as people type it, with the pasted controls and lone surrogates that they do not see. */
const typed = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom("", " ", "a\u0000b", "\ud800"),
);

const anyDraft = fc.record({
  name: typed,
  email: fc.oneof(typed, fc.emailAddress()),
  phone: fc.oneof(typed, fc.constant("+353 91 555 010")),
  line1: typed,
  line2: typed,
  city: typed,
  region: typed,
  postcode: fc.oneof(typed, fc.constantFrom(...Object.values(POSTCODE_EXAMPLES))),
  country: fc.constantFrom(...shop.countries.map(({ code }) => code)),
  delivery: fc.constantFrom("" as const, ...shop.delivery.map(({ id }) => id)),
  payment: fc.constantFrom("" as const, ...shop.payments),
});

describe("the order that a checkout sends", () => {
  it("says exactly what the shopper saw", () => {
    expect(requestOf({ cartId, currency: "EUR", basket, draft: nora, versions })).toEqual({
      cartId,
      currency: "EUR",
      lines: [{ sku: "LANTERN", quantity: 2, unitAmount: 6800, priceVersion: 7 }],
      contact: { name: "Nora Flaherty", email: "nora@example.ie" },
      address: { line1: "2 The Slip", city: "Roundstone", postcode: "H91 E2K3", country: "IE" },
      delivery: "standard",
      payment: "on-delivery",
      shown: { delivery: 0, total: 13600 },
    });
  });

  it("does not exist while an answer, a price version or the cart is missing", () => {
    const whole = { cartId, currency: "EUR", basket, draft: nora, versions } as const;
    expect(requestOf({ ...whole, draft: { ...nora, payment: "" } })).toBeNull();
    expect(requestOf({ ...whole, versions: new Map() })).toBeNull();
    expect(requestOf({ ...whole, cartId: null })).toBeNull();
    expect(requestOf({ ...whole, basket: basketOf([], new Map(), [], "EUR") })).toBeNull();
  });

  it("is never refused for its shape: what the form lets through, the server's schema and rules take", () => {
    let sent = 0;
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const request = requestOf({ cartId, currency: "EUR", basket, draft, versions });
        expect(request === null).toBe(firstIncompleteStep(draft) !== "review");
        if (!request) return;
        sent += 1;
        expect(orderRequest.safeParse(request).error).toBeUndefined();
        expect(faultsOf(request)).toEqual([]);
      }),
      { seed: 20261122, numRuns: 5000 },
    );
    expect(sent).toBeGreaterThan(20);
  });

  it("fills the form again with its own answers", () => {
    const request = requestOf({ cartId, currency: "EUR", basket, draft: nora, versions });
    if (!request) throw new Error("the draft is complete");
    const again = requestOf({ cartId, currency: "EUR", basket, draft: draftOf(request), versions });
    expect(again).toEqual(request);
  });
});
