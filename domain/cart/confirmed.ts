import type * as Y from "yjs";
import { CART_ROOT, FORMER_ROOT, parseCounterKey } from "./keys.ts";

type Counters = Iterable<readonly [string, unknown]>;

/** The SKUs with a counter that is not the same in both; keys that are no counters count for nothing. */
export function differingSkus(now: Counters, confirmed: Counters): Set<string> {
  const known = new Map(confirmed);
  const differing = new Set<string>();
  for (const [key, value] of now) {
    if (known.get(key) === value) continue;
    const sku = parseCounterKey(key)?.sku;
    if (sku) differing.add(sku);
  }
  return differing;
}

/**
 * The SKUs whose present counters the server has not confirmed: `confirmed` holds what it was sent and has taken, and what it
 * sent itself. Sorted, so that equal answers look alike.
 */
export function unconfirmedSkus(doc: Y.Doc, confirmed: Y.Doc): string[] {
  const skus = [CART_ROOT, FORMER_ROOT].flatMap((root) => {
    // Asking for an absent root would add it to the document.
    if (!doc.share.has(root)) return [];
    const known = confirmed.share.has(root) ? confirmed.getMap(root).entries() : [];
    return [...differingSkus(doc.getMap(root).entries(), known)];
  });
  return [...new Set(skus)].sort();
}
