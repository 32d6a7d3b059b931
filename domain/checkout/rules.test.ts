import { describe, expect, it } from "vitest";
import { shop } from "../../shop.config.ts";
import { type CheckoutDraft, EMPTY_DRAFT } from "./draft.ts";
import { FIELD_LIMITS, faultOf, problemsOfDelivery, problemsOfDetails } from "./rules.ts";

const nora: CheckoutDraft = {
  ...EMPTY_DRAFT,
  name: "Nora Flaherty",
  email: "nora@example.ie",
  line1: "2 The Slip",
  city: "Roundstone",
  postcode: "h91 e2k3",
};

describe("contact and address", () => {
  it("names what an untouched form still lacks, in the order of the form", () => {
    expect(problemsOfDetails(EMPTY_DRAFT).map(({ field, fault }) => `${field} ${fault}`)).toEqual([
      "name missing",
      "email missing",
      "line1 missing",
      "city missing",
      "postcode missing",
    ]);
  });

  it("takes a complete address without the optional answers", () => {
    expect(problemsOfDetails(nora)).toEqual([]);
  });

  it("takes blanks and line breaks for no answer", () => {
    expect(faultOf({ ...nora, city: " \n\t " }, "city")).toBe("missing");
  });

  it.each([
    ["email", "nora@", "email-shape"],
    ["email", "nora at example.ie", "email-shape"],
    ["phone", "ring the pub", "phone-shape"],
    ["phone", "+353 (91) 555-010", null],
    ["postcode", "12345", "postcode-shape"],
    ["country", "XX", "unknown-choice"],
  ] as const)("judges %s “%s” as %s", (field, text, fault) => {
    expect(faultOf({ ...nora, [field]: text }, field)).toBe(fault);
  });

  it("refuses what the order schema would find too long", () => {
    expect(faultOf({ ...nora, name: "n".repeat(FIELD_LIMITS.name) }, "name")).toBeNull();
    expect(faultOf({ ...nora, name: "n".repeat(FIELD_LIMITS.name + 1) }, "name")).toBe("too-long");
  });
});

describe("delivery and payment", () => {
  it("wants both answers", () => {
    expect(problemsOfDelivery(nora).map((problem) => problem.field)).toEqual(["delivery", "payment"]);
  });

  it("takes every method that the shop offers", () => {
    for (const { id } of shop.delivery) {
      for (const payment of shop.payments) {
        expect(problemsOfDelivery({ ...nora, delivery: id, payment })).toEqual([]);
      }
    }
  });
});
