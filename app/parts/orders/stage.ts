import type { LocalOrder } from "../../device/orders.ts";
import type { StageName } from "../../strings/orders.ts";

/** Problems that the shopper can answer with a changed order; any other refusal is final for this order. */
const ANSWERABLE = new Set(["out-of-stock", "price-changed", "unknown-sku"]);

/** Where an order stands, in the words of the shopper (P4). */
export function stageOf({ state, order, problem, cancelling, attempts }: LocalOrder): StageName {
  if (state === "cancelled") return "cancelled";
  if (cancelling) return "cancelling";
  if (state === "sending") return "sending";
  if (state === "needs-you") return problem && ANSWERABLE.has(problem.code) ? "needs-you" : "rejected";
  if (state === "queued") {
    if (problem?.code === "version-skew") return "waiting-update";
    return attempts > 0 ? "waiting-retry" : "waiting";
  }
  switch (order?.status) {
    case "awaiting-payment":
      return "pay";
    case "expired":
      return "expired";
    case "cancelled":
      return "cancelled";
    default:
      return "placed";
  }
}
