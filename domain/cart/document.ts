import type * as Y from "yjs";
import { shop } from "../../shop.config.ts";
import { type CartLineQuantity, formerTotals, linesOf, quantityOf, unitsBySku, unitsLeft } from "./counters.ts";
import { addedKey, CART_ROOT, FORMER_ROOT, parseCounterKey, removedKey } from "./keys.ts";
import { mostRemoved } from "./shape.ts";

/** What came of a change: the quantity that the line now shows, and which limit of the shop held it back, if one did. */
export interface CartChange {
  readonly quantity: number;
  readonly limited: "quantity" | "lines" | null;
}

const countersOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap(CART_ROOT);

/** What an older release wrote; asking for an absent root would add it to the document. */
function formerOf(doc: Y.Doc): Y.Map<unknown> | null {
  return doc.share.has(FORMER_ROOT) ? doc.getMap(FORMER_ROOT) : null;
}

/** The document's lines by the rule in `counters.ts`. */
export function documentLines(doc: Y.Doc): CartLineQuantity[] {
  return linesOf(countersOf(doc).entries(), formerOf(doc)?.entries());
}

/** Adds units to what the line shows; throws RangeError unless `more` is a whole number of at least one. */
export function addUnits(doc: Y.Doc, device: string, sku: string, more: number): CartChange {
  if (!Number.isSafeInteger(more) || more < 1) throw new RangeError(`not a number of units to add: ${more}`);
  return setUnits(doc, device, sku, quantityOf(totalUnits(doc, sku)) + more);
}

/** Shows one unit more or less, counted from what the line shows now, never less than one; a line that is gone stays gone. */
export function stepUnits(doc: Y.Doc, device: string, sku: string, by: 1 | -1): CartChange {
  const shown = quantityOf(totalUnits(doc, sku));
  return setUnits(doc, device, sku, shown === 0 ? 0 : Math.max(1, shown + by));
}

/**
 * Makes a line show `wanted` units as far as the shop's limits allow, by raising this device's own counters only. A new line
 * beyond `maxLines` is refused and changes nothing. Throws RangeError unless `wanted` is a whole number.
 */
export function setUnits(doc: Y.Doc, device: string, sku: string, wanted: number): CartChange {
  if (!Number.isSafeInteger(wanted)) throw new RangeError(`not a whole quantity: ${wanted}`);
  const total = totalUnits(doc, sku);
  const [shown, quantity] = [quantityOf(total), quantityOf(wanted)];
  if (quantity > 0 && shown === 0 && documentLines(doc).length >= shop.policy.maxLines) {
    return { quantity: 0, limited: "lines" };
  }
  if (quantity !== shown) {
    doc.transact(() => {
      if (quantity > total) raise(countersOf(doc), addedKey(sku, device), quantity - total);
      else takeOut(doc, device, sku, total - quantity);
    });
  }
  return { quantity, limited: wanted > quantity ? "quantity" : null };
}

function raise(counters: Y.Map<unknown>, key: string, by: number): void {
  const now = counters.get(key);
  counters.set(key, (typeof now === "number" ? now : 0) + by);
}

/** Takes units out in the one order that everybody follows: those of an older release, then adder by adder, the oldest first. */
function takeOut(doc: Y.Doc, device: string, sku: string, units: number): void {
  let wanted = units;
  const former = formerOf(doc);
  const formerUnits = Math.min(wanted, formerTotals(former?.entries() ?? []).get(sku) ?? 0);
  if (former && formerUnits > 0) raise(former, addedKey(sku, device), -formerUnits);
  wanted -= formerUnits;
  for (const one of unitsBySku(countersOf(doc).entries()).get(sku) ?? []) {
    const taken = Math.min(wanted, unitsLeft(one));
    if (taken > 0) countersOf(doc).set(removedKey(sku, one.adder, device), one.removed + taken);
    wanted -= taken;
  }
}

function totalUnits(doc: Y.Doc, sku: string): number {
  const units = unitsBySku(countersOf(doc).entries()).get(sku) ?? [];
  const former = formerTotals(formerOf(doc)?.entries() ?? []).get(sku) ?? 0;
  return units.reduce((sum, one) => sum + unitsLeft(one), former);
}

/** One device's counters by key: what it re-applies, never old bytes, where its document cannot be used any more (Y2). */
export interface OwnCounters {
  readonly counters: Readonly<Record<string, number>>;
  /** Those of format 1. */
  readonly former: Readonly<Record<string, number>>;
}

export function ownCounters(doc: Y.Doc, device: string): OwnCounters {
  const own = (map: Y.Map<unknown> | null): Record<string, number> =>
    Object.fromEntries(
      [...(map?.entries() ?? [])].filter(
        (entry): entry is [string, number] =>
          parseCounterKey(entry[0])?.writer === device && typeof entry[1] === "number",
      ),
    );
  return { counters: own(countersOf(doc)), former: own(formerOf(doc)) };
}

/** Of each counter the higher one: what a document lacks for the time being is still the device's own. */
export function highestCounters(one: OwnCounters, other: OwnCounters | null): OwnCounters {
  const counters: Record<string, number> = { ...other?.counters };
  for (const [key, value] of Object.entries(one.counters)) counters[key] = Math.max(value, counters[key] ?? value);
  return { counters, former: { ...other?.former, ...one.former } };
}

/**
 * Writes what is higher in `own` than in the document: a document that lost something of its device heals (Y5). A removal
 * waits until the addition that it saw is known again, since nobody takes it before.
 */
export function reapplyCounters(doc: Y.Doc, own: OwnCounters): void {
  const counters = countersOf(doc);
  doc.transact(() => {
    // Additions go first: a device may have taken out its own.
    const sorted = Object.entries(own.counters).sort(([key], [other]) => key.length - other.length);
    for (const [key, value] of sorted) {
      const now = counters.get(key);
      const most = Math.min(value, mostRemoved(counters, key));
      if (most > (typeof now === "number" ? now : 0)) counters.set(key, most);
    }
    for (const [key, value] of Object.entries(own.former)) {
      const former = doc.getMap(FORMER_ROOT);
      if (former.get(key) === undefined) former.set(key, value);
    }
  });
}
