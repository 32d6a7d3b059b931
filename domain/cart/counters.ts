import { shop } from "../../shop.config.ts";
import { parseCounterKey, parseFormerKey } from "./keys.ts";

/**
 * The rule of the cart (Y1): **a cart is a set of units; a removal takes out the units that it saw, and a unit is gone once
 * anybody took it out.**
 *
 * Each device numbers the units that it adds, so a line is two kinds of counters, each written by one device only and never
 * lowered: `added`, how many units a device ever added, and `removed`, up to which of an adder's units a remover knows them to
 * be gone. What is left of an adder is `added` less the highest `removed`; a line is the sum over its adders, shown between
 * zero and `maxQuantityPerLine`. A removal starts with the device that sorts first and takes its oldest units, so that
 * everybody who saw the same takes the same. What follows for edits made without seeing each other:
 *
 * - two additions add up: "one more" on two devices makes two more;
 * - a removal takes out what its device saw, so an addition that it did not see stays;
 * - two removals of what both saw count once, as the larger of them: "one fewer" of five on two devices makes four;
 * - nothing is ever below zero, and no addition pays for somebody's removal.
 */
export function quantityOf(total: number): number {
  return Math.min(shop.policy.maxQuantityPerLine, Math.max(0, total));
}

export interface CartLineQuantity {
  readonly sku: string;
  readonly quantity: number;
}

/** Units in all of these lines. */
export function countOf(lines: readonly Pick<CartLineQuantity, "quantity">[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

type Counters = Iterable<readonly [string, unknown]>;

/** The units of one adder: `added` in all, of which the first `removed` are gone. */
export interface AddedUnits {
  readonly adder: string;
  readonly added: number;
  readonly removed: number;
}

/** Every adder's units by SKU, sorted by adder; keys and values that are no counters count for nothing. */
export function unitsBySku(counters: Counters): Map<string, AddedUnits[]> {
  const skus = new Map<string, Map<string, { adder: string; added: number; removed: number }>>();
  for (const [key, value] of counters) {
    const parsed = parseCounterKey(key);
    if (!parsed || typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) continue;
    const adders = skus.get(parsed.sku) ?? new Map();
    skus.set(parsed.sku, adders);
    const units = adders.get(parsed.adder) ?? { adder: parsed.adder, added: 0, removed: 0 };
    adders.set(parsed.adder, units);
    if (parsed.remover === null) units.added = value;
    else units.removed = Math.max(units.removed, value);
  }
  return new Map(
    [...skus].map(([sku, adders]) => [
      sku,
      [...adders.values()].sort((one, other) => (one.adder < other.adder ? -1 : 1)),
    ]),
  );
}

/** How many of an adder's units are in the cart. A removal may be known before the addition that it saw. */
export function unitsLeft({ added, removed }: AddedUnits): number {
  return Math.max(0, added - removed);
}

/** Units by SKU as format 1 counts them: the sum of counters that go up and down, never below zero. */
export function formerTotals(counters: Counters): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [key, value] of counters) {
    const parsed = parseFormerKey(key);
    if (!parsed || typeof value !== "number" || !Number.isSafeInteger(value)) continue;
    sums.set(parsed.sku, (sums.get(parsed.sku) ?? 0) + value);
  }
  return new Map([...sums].map(([sku, sum]) => [sku, Math.max(0, sum)]));
}

/** The lines with at least one unit, ordered by SKU so that every device lists them alike. */
export function linesOf(counters: Counters, former: Counters = []): CartLineQuantity[] {
  const totals = formerTotals(former);
  for (const [sku, units] of unitsBySku(counters)) {
    const left = units.reduce((sum, one) => sum + unitsLeft(one), 0);
    totals.set(sku, (totals.get(sku) ?? 0) + left);
  }
  return [...totals]
    .map(([sku, total]) => ({ sku, quantity: quantityOf(total) }))
    .filter((line) => line.quantity > 0)
    .sort((one, other) => (one.sku < other.sku ? -1 : 1));
}
