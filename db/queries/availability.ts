import type { Availability } from "../../protocol/catalogue.ts";
import { shop } from "../../shop.config.ts";

/** Stock in words: the number is told only when it is low. */
export function availabilityOf(available: number): Availability {
  if (available <= 0) return { state: "sold-out" };
  return available <= shop.policy.lowStock ? { state: "low", left: available } : { state: "in-stock" };
}
