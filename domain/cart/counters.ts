import { shop } from "../../shop.config.ts";
import { parseCounterKey } from "./keys.ts";

/**
 * The rule of the cart (Y1), in whole units.
 *
 * A line's total is the sum of its counters, one per device, each written by that device only. Its quantity is the total
 * held between zero and `maxQuantityPerLine`. A device that wants to show another quantity moves its own counter by
 * (wanted − total); one that wants to show the same writes nothing. What follows for edits made without seeing each other:
 *
 * - two additions add up: "one more" on two devices makes two more;
 * - a removal takes out what its device saw, so an addition that it did not see stays;
 * - two removals of the same units take them out twice; the total is then negative, the line shows nothing, and the next
 *   addition first pays the debt back, so that "one more" always shows one more;
 * - two devices that set the same line to a quantity each apply their difference: 5 → 4 on both makes 3.
 */
export function quantityOf(total: number): number {
  return Math.min(shop.policy.maxQuantityPerLine, Math.max(0, total));
}

/** By how much a device must move its own counter so that a line of this total shows `wanted` units. */
export function counterStep(total: number, wanted: number): number {
  if (!Number.isSafeInteger(wanted)) throw new RangeError(`not a whole quantity: ${wanted}`);
  const target = quantityOf(wanted);
  return target === quantityOf(total) ? 0 : target - total;
}

export interface CartLineQuantity {
  readonly sku: string;
  readonly quantity: number;
}

/** Adds up counters by SKU; keys that are no counters and values that are no integers count for nothing. */
export function totalsBySku(counters: Iterable<readonly [string, unknown]>): Map<string, number> {
  const totals = new Map<string, number>();
  for (const [key, value] of counters) {
    const parsed = parseCounterKey(key);
    if (!parsed || !Number.isSafeInteger(value)) continue;
    totals.set(parsed.sku, (totals.get(parsed.sku) ?? 0) + Number(value));
  }
  return totals;
}

/** The lines with at least one unit, ordered by SKU so that every device lists them alike. */
export function linesOf(counters: Iterable<readonly [string, unknown]>): CartLineQuantity[] {
  return [...totalsBySku(counters)]
    .map(([sku, total]) => ({ sku, quantity: quantityOf(total) }))
    .filter((line) => line.quantity > 0)
    .sort((one, other) => (one.sku < other.sku ? -1 : 1));
}
