import * as Y from "yjs";
import { CART_ROOT, FORMER_ROOT, parseCounterKey, parseFormerKey } from "./keys.ts";

/** Beyond any honest history: a counter that passes it was not made by a shopper. */
export const MAX_COUNTER = 1_000_000;

const isWithin = (value: unknown, least: number): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= MAX_COUNTER;

export type CartStruct = Y.Item | Y.GC | Y.Skip;

/** Structs that a cart may be sent as: one number each, or what is left of replaced ones. */
export function isCounterStruct(struct: CartStruct): boolean {
  if (struct instanceof Y.Skip) return true;
  if (!(struct instanceof Y.Item)) return false;
  const { content } = struct;
  if (content instanceof Y.ContentDeleted) return true;
  return content instanceof Y.ContentAny && content.arr.length === 1 && isWithin(content.arr[0], -MAX_COUNTER);
}

/**
 * Whether the document is a cart: whole counters within bounds under the keys of either format, none of them deleted, and no
 * removal of units that nobody has added, which would silence additions to come.
 */
export function hasCartShape(doc: Y.Doc): boolean {
  return [...doc.share.keys()].every((name) => {
    if (name === CART_ROOT) return isCounterMap(doc.getMap(name), (key) => parseCounterKey(key) !== null, 0);
    return name === FORMER_ROOT && isCounterMap(doc.getMap(name), (key) => parseFormerKey(key) !== null, -MAX_COUNTER);
  });
}

function isCounterMap(counters: Y.Map<unknown>, isKey: (key: string) => boolean, least: number): boolean {
  // A list under the same name shares the root with the map and would hide from its entries.
  if (counters._start !== null) return false;
  return [...counters._map].every(
    ([key, item]) =>
      isKey(key) && !item.deleted && item.content instanceof Y.ContentAny && isWithin(counters.get(key), least),
  );
}

/** The values of format 2 as they stand; to be held against `onlyGrew` after a merge. */
export function countersNow(doc: Y.Doc): ReadonlyMap<string, unknown> {
  return new Map(doc.getMap(CART_ROOT).entries());
}

/** Whether no counter was lowered, and none that changed takes out more than its adder has put in. */
export function onlyGrew(doc: Y.Doc, before: ReadonlyMap<string, unknown>): boolean {
  const counters = doc.getMap(CART_ROOT);
  return [...counters.entries()].every(([key, value]) => {
    const old = before.get(key);
    if (value === old) return true;
    if (typeof value !== "number" || (typeof old === "number" && value < old)) return false;
    return value <= mostRemoved(counters, key);
  });
}

/** The most that a counter may say: a removal reaches up to what its adder has added. */
export function mostRemoved(counters: Y.Map<unknown>, key: string): number {
  const parsed = parseCounterKey(key);
  if (!parsed || parsed.remover === null) return MAX_COUNTER;
  const added = counters.get(`${parsed.sku}|${parsed.adder}`);
  return typeof added === "number" ? added : 0;
}
