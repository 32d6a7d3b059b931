import * as Y from "yjs";
import { formerTotals, unitsBySku } from "./counters.ts";
import { isStorable } from "./epochs.ts";
import { addedKey, CART_ROOT, FORMER_ROOT, removedKey } from "./keys.ts";
import { countCounters, hasRoom } from "./room.ts";
import { openState, type ServerCart } from "./server-cart.ts";
import { hasCartShape, MAX_COUNTER } from "./shape.ts";
import { claimTag, NO_WRITERS, withServer } from "./writers.ts";

/** A cart that is to become part of another one, such as a guest's at sign-in. */
export interface MergedCart {
  /** A UUID. */
  readonly cartId: string;
  readonly state: Uint8Array | null;
}

export type CartsMerged =
  | { readonly ok: true; readonly cart: ServerCart; readonly changed: boolean }
  | { readonly ok: false; readonly reason: "foreign" | "shape" | "too-large" };

/**
 * Y5: brings what is in one cart into another; neither of the given ones is touched.
 *
 * A cart that comes in stands there as one device, whose tag follows from the cart's id: what was ever added to it is that
 * device's `added`, what was taken out of it its own `removed`. Both only grow with the cart, so
 *
 * - merged again it changes nothing, however much of it was taken out since;
 * - merged again after it has grown or shrunk, or from an older copy, it comes to what merging its last state would have;
 * - a device that wrote in both carts counts twice, once in each: its numbers in one say nothing about the other;
 * - in which order several carts come in makes no difference.
 *
 * Refused, and nothing is changed, where the tag is somebody else's already, or the whole would be past a cart's bounds.
 */
export function mergeCart(into: ServerCart | null, from: MergedCart, owner: string): CartsMerged {
  const cart = into ?? { state: null, epoch: 0, writers: NO_WRITERS };
  const doc = openState(cart.state);
  const tag = tagOfCart(from.cartId);
  const writers = claimTag(cart.writers, tag, owner);
  if (!writers) return { ok: false, reason: "foreign" };
  const before = countCounters(doc);
  if (!bringIn(doc, openState(from.state), tag)) return { ok: true, cart, changed: false };
  if (!hasCartShape(doc)) return { ok: false, reason: "shape" };
  if (!hasRoom(doc, before, writers, owner)) return { ok: false, reason: "too-large" };
  const state = Y.encodeStateAsUpdate(doc);
  if (!isStorable(doc, state)) return { ok: false, reason: "too-large" };
  return { ok: true, cart: { ...cart, state, writers: withServer(writers, doc.clientID) }, changed: true };
}

/** Six characters of the id's last, random 36 bits, in the alphabet of device tags. */
export function tagOfCart(cartId: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const bits = Number.parseInt(cartId.replaceAll("-", "").slice(-9), 16);
  if (!Number.isSafeInteger(bits)) throw new RangeError(`not a cart's id: ${cartId}`);
  return Array.from({ length: 6 }, (_, index) => alphabet[Math.floor(bits / 64 ** index) % 64]).join("");
}

/** Raises the incoming cart's two counters of each SKU; answers whether one was raised. */
function bringIn(doc: Y.Doc, from: Y.Doc, tag: string): boolean {
  const counters = doc.getMap(CART_ROOT);
  const before = new Map(counters.entries());
  const raise = (key: string, value: number) => {
    const now = before.get(key);
    if (value > (typeof now === "number" ? now : 0)) counters.set(key, Math.min(MAX_COUNTER, value));
  };
  let raised = false;
  const onUpdate = () => {
    raised = true;
  };
  doc.on("update", onUpdate);
  doc.transact(() => {
    for (const [sku, { added, removed }] of totalsOf(from)) {
      raise(addedKey(sku, tag), added);
      raise(removedKey(sku, tag, tag), removed);
    }
  });
  doc.off("update", onUpdate);
  return raised;
}

/** Units that were ever added, and how many of them are gone, by SKU; those of an older release count as they stand. */
function totalsOf(doc: Y.Doc): Map<string, { added: number; removed: number }> {
  const totals = new Map<string, { added: number; removed: number }>();
  for (const [sku, units] of unitsBySku(doc.getMap(CART_ROOT).entries())) {
    const added = units.reduce((sum, one) => sum + one.added, 0);
    totals.set(sku, { added, removed: units.reduce((sum, one) => sum + Math.min(one.added, one.removed), 0) });
  }
  if (!doc.share.has(FORMER_ROOT)) return totals;
  for (const [sku, former] of formerTotals(doc.getMap(FORMER_ROOT).entries())) {
    const { added, removed } = totals.get(sku) ?? { added: 0, removed: 0 };
    totals.set(sku, { added: added + former, removed });
  }
  return totals;
}
