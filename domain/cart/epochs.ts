import * as Y from "yjs";
import { MAX_UPDATE_BYTES } from "../../protocol/cart-limits.ts";
import type { OwnCounters } from "./document.ts";
import { CART_ROOT, FORMER_ROOT, parseCounterKey, parseFormerKey } from "./keys.ts";
import { newDocument } from "./new-document.ts";
import { MAX_REPLACED, replacedIn } from "./replaced.ts";
import { MAX_COUNTER, mostRemoved } from "./shape.ts";
import { type CartWriters, claimTag, withServer } from "./writers.ts";

/** A document of more bytes is written anew, if that at least halves it. */
export const EPOCH_BYTES = 4_000;

export interface NextEpoch {
  readonly doc: Y.Doc;
  readonly state: Uint8Array;
  readonly clients: CartWriters["clients"];
}

/**
 * The same counters in a document without their past, written by the server; null while the document is short enough. Yjs
 * keeps a trace of every session for ever, which is what grows. A document that may not be stored as it is (`isStorable`) is
 * written anew also where that does not halve it.
 */
export function nextEpoch(doc: Y.Doc, state: Uint8Array, above: number): NextEpoch | null {
  const mayStay = isStorable(doc, state);
  if (mayStay && state.byteLength <= above) return null;
  const fresh = newDocument();
  fresh.transact(() => {
    for (const root of [CART_ROOT, FORMER_ROOT]) {
      if (!doc.share.has(root)) continue;
      for (const [key, value] of doc.getMap(root).entries()) fresh.getMap(root).set(key, value);
    }
  });
  const compact = Y.encodeStateAsUpdate(fresh);
  if (mayStay ? compact.byteLength * 2 > state.byteLength : compact.byteLength > MAX_UPDATE_BYTES) return null;
  return { doc: fresh, state: compact, clients: withServer({ owners: {}, clients: {} }, fresh.clientID).clients };
}

/** Whether a document is short enough: otherwise the past that some wrote would leave the others no bytes, and no time. */
export function isStorable(doc: Y.Doc, state: Uint8Array): boolean {
  return state.byteLength <= MAX_UPDATE_BYTES && replacedIn(doc) <= MAX_REPLACED;
}

/**
 * Re-applies a device's own absolute counters to the present document on its behalf: of each the higher one counts, so that
 * nothing is counted twice. Answers null where they are not one device's own. A removal reaches no further than what its
 * adder is known to have added; the device writes the rest again when that has come.
 */
export function carryOver(doc: Y.Doc, own: OwnCounters, writers: CartWriters, owner: string): CartWriters | null {
  const keys = [...Object.keys(own.counters).map(parseCounterKey), ...Object.keys(own.former).map(parseFormerKey)];
  const tags = new Set(keys.map((key) => key?.writer ?? null));
  const [tag] = tags;
  if (tags.size === 0) return writers;
  if (tags.size > 1 || !tag) return null;
  const claimed = claimTag(writers, tag, owner);
  if (!claimed) return null;

  const counters = doc.getMap(CART_ROOT);
  let wrote = false;
  const raise = (map: Y.Map<unknown>, key: string, value: number) => {
    map.set(key, value);
    wrote = true;
  };
  doc.transact(() => {
    // Additions go first: a device may have taken out its own.
    const sorted = Object.entries(own.counters).sort(([one], [other]) => one.length - other.length);
    for (const [key, value] of sorted) {
      const now = counters.get(key);
      const most = Math.min(value, mostRemoved(counters, key));
      if (most > (typeof now === "number" ? now : 0)) raise(counters, key, most);
    }
    for (const [key, value] of Object.entries(own.former)) {
      const former = doc.getMap(FORMER_ROOT);
      if (former.get(key) === undefined && Math.abs(value) <= MAX_COUNTER) raise(former, key, value);
    }
  });
  return wrote ? withServer(claimed, doc.clientID) : claimed;
}
