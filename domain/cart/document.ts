import type * as Y from "yjs";
import { shop } from "../../shop.config.ts";
import { type CartLineQuantity, counterStep, linesOf, quantityOf, totalsBySku } from "./counters.ts";
import { CART_ROOT, counterKey } from "./keys.ts";

/** What came of a change: the quantity that the line now shows, and which limit of the shop held it back, if one did. */
export interface CartChange {
  readonly quantity: number;
  readonly limited: "quantity" | "lines" | null;
}

function countersOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(CART_ROOT);
}

/** The document's lines by the rule in `counters.ts`. */
export function documentLines(doc: Y.Doc): CartLineQuantity[] {
  return linesOf(countersOf(doc).entries());
}

/** Adds units to what the line shows; throws RangeError unless `more` is a whole number of at least one. */
export function addUnits(doc: Y.Doc, device: string, sku: string, more: number): CartChange {
  if (!Number.isSafeInteger(more) || more < 1) throw new RangeError(`not a number of units to add: ${more}`);
  return setUnits(doc, device, sku, shownUnits(doc, sku) + more);
}

/**
 * Makes a line show `wanted` units as far as the shop's limits allow, by moving this device's own counter only.
 * A new line beyond `maxLines` is refused and changes nothing.
 */
export function setUnits(doc: Y.Doc, device: string, sku: string, wanted: number): CartChange {
  const counters = countersOf(doc);
  const totals = totalsBySku(counters.entries());
  const total = totals.get(sku) ?? 0;
  const shown = quantityOf(total);
  if (wanted > 0 && shown === 0 && documentLines(doc).length >= shop.policy.maxLines) {
    return { quantity: 0, limited: "lines" };
  }
  const step = counterStep(total, wanted);
  if (step !== 0) {
    const key = counterKey(sku, device);
    const own = counters.get(key);
    counters.set(key, (typeof own === "number" ? own : 0) + step);
  }
  const quantity = quantityOf(total + step);
  return { quantity, limited: wanted > quantity ? "quantity" : null };
}

function shownUnits(doc: Y.Doc, sku: string): number {
  return quantityOf(totalsBySku(countersOf(doc).entries()).get(sku) ?? 0);
}
