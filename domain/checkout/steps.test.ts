import { expect, it } from "vitest";
import { type CheckoutDraft, EMPTY_DRAFT } from "./draft.ts";
import { firstIncompleteStep, mayEnter, pathOfStep } from "./steps.ts";

const addressed: CheckoutDraft = {
  ...EMPTY_DRAFT,
  name: "Nora Flaherty",
  email: "nora@example.ie",
  line1: "2 The Slip",
  city: "Roundstone",
  postcode: "H91 E2K3",
};
const complete: CheckoutDraft = { ...addressed, delivery: "standard", payment: "card" };

it("sends a shopper to the first step that lacks an answer", () => {
  expect(firstIncompleteStep(EMPTY_DRAFT)).toBe("details");
  expect(firstIncompleteStep({ ...complete, email: "" })).toBe("details");
  expect(firstIncompleteStep(addressed)).toBe("delivery");
  expect(firstIncompleteStep(complete)).toBe("review");
});

it("lets a shopper go back to any step, and forward no further than the answers reach", () => {
  expect(mayEnter("details", complete)).toBe(true);
  expect(mayEnter("delivery", EMPTY_DRAFT)).toBe(false);
  expect(mayEnter("delivery", addressed)).toBe(true);
  expect(mayEnter("review", addressed)).toBe(false);
});

it("knows the address of each step", () => {
  expect([pathOfStep("details"), pathOfStep("delivery"), pathOfStep("review")]).toEqual([
    "/checkout",
    "/checkout/delivery",
    "/checkout/review",
  ]);
});
