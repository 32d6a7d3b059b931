import type * as Y from "yjs";
import { CART_ROOT, FORMER_ROOT, parseCounterKey } from "./keys.ts";
import type { CartWriters } from "./writers.ts";

/** Counters of both formats that a cart's members write between them. */
const MAX_COUNTERS = 1_000;
const MAX_COUNTERS_PER_OWNER = 300;
/**
 * Kept for each member, however much the others have written. With it for all twelve members of a cart, each counter under the
 * longest key and of the highest value, a document without a past is 64 kB and not more.
 */
const RESERVED = 25;

const ROOTS = [CART_ROOT, FORMER_ROOT];

/** How many counters a document has. */
export function countCounters(doc: Y.Doc): number {
  // Asking for an absent root would add it to the document.
  return ROOTS.reduce((sum, root) => sum + (doc.share.has(root) ? doc.getMap(root).size : 0), 0);
}

/** Whether a cart may begin with this document, as the copy of a shared one does that goes on under another id. */
export function mayBegin(doc: Y.Doc): boolean {
  return countCounters(doc) <= MAX_COUNTERS;
}

/**
 * Whether an owner may have as many counters as the document now has of all its tags; `before` is how many all owners had
 * before it wrote. What a document has already may stay, and its counters rise, also where it was filled by other rules.
 */
export function hasRoom(doc: Y.Doc, before: number, writers: CartWriters, owner: string): boolean {
  if (countCounters(doc) <= before) return true;
  const byOwner = countByOwner(doc, writers);
  const own = byOwner.get(owner) ?? 0;
  const isAlone = Object.values(writers.owners).every((one) => one === owner);
  // Who is alone so far leaves another as many as it may have.
  if (own > (isAlone ? MAX_COUNTERS - MAX_COUNTERS_PER_OWNER : MAX_COUNTERS_PER_OWNER)) return false;
  byOwner.delete(owner);
  // Nobody pays for more than another may have.
  const others = [...byOwner.values()].map((count) => Math.min(count, MAX_COUNTERS - MAX_COUNTERS_PER_OWNER));
  return own <= RESERVED || others.reduce((sum, count) => sum + count, own) <= MAX_COUNTERS;
}

function countByOwner(doc: Y.Doc, { owners }: CartWriters): Map<string, number> {
  const counts = new Map<string, number>();
  for (const root of ROOTS) {
    if (!doc.share.has(root)) continue;
    for (const key of doc.getMap(root).keys()) {
      const owner = owners[parseCounterKey(key)?.writer ?? ""] ?? "";
      counts.set(owner, (counts.get(owner) ?? 0) + 1);
    }
  }
  return counts;
}
