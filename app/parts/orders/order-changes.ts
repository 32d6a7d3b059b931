import { refreshOrder } from "../../device/orders.ts";
import { callAsOwner } from "../../device/shop-calls.ts";

export type ChangeOutcome = "done" | "refused" | "unanswered";

/** Asks the server to change an order that waits for its payment, and takes over how it stands afterwards. */
async function change(id: string, what: "payment" | "pay-on-delivery"): Promise<ChangeOutcome> {
  let outcome: ChangeOutcome;
  try {
    const answer = await callAsOwner({ method: "POST", path: `/api/orders/${id}/${what}`, body: {} });
    outcome = answer.kind === "done" ? "done" : answer.kind === "retry" ? "unanswered" : "refused";
  } catch (error) {
    console.info("The order could not be changed", error);
    return "unanswered";
  }
  await refreshOrder(id);
  return outcome;
}

/** Opens a payment page for an order that has none; its address then stands in the order. */
export function openPayment(id: string): Promise<ChangeOutcome> {
  return change(id, "payment");
}

export function payOnDelivery(id: string): Promise<ChangeOutcome> {
  return change(id, "pay-on-delivery");
}
