import type { CheckoutDraft } from "./draft.ts";
import { problemsOfDelivery, problemsOfDetails } from "./rules.ts";

export type CheckoutStep = "details" | "delivery" | "review";

export const CHECKOUT_STEPS = [
  { id: "details", path: "/checkout" },
  { id: "delivery", path: "/checkout/delivery" },
  { id: "review", path: "/checkout/review" },
] as const satisfies readonly { readonly id: CheckoutStep; readonly path: string }[];

/** The first step that still lacks an answer; `review` when all is answered. */
export function firstIncompleteStep(draft: CheckoutDraft): CheckoutStep {
  if (problemsOfDetails(draft).length > 0) return "details";
  if (problemsOfDelivery(draft).length > 0) return "delivery";
  return "review";
}

/** Whether a shopper with this draft may stand at a step: every step before it is complete. */
export function mayEnter(step: CheckoutStep, draft: CheckoutDraft): boolean {
  const order = CHECKOUT_STEPS.map((entry) => entry.id);
  return order.indexOf(step) <= order.indexOf(firstIncompleteStep(draft));
}

/** The address of a step inside the shop. */
export function pathOfStep(step: CheckoutStep): string {
  return CHECKOUT_STEPS.find((entry) => entry.id === step)?.path ?? CHECKOUT_STEPS[0].path;
}
