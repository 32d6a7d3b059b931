import * as Y from "yjs";
import { MAX_UPDATE_BYTES } from "../../protocol/cart-limits.ts";
import { copyOf } from "./new-document.ts";
import { MAX_REPLACED, replacedAmong, replacedIn } from "./replaced.ts";
import { countCounters, hasRoom } from "./room.ts";
import type { CartRefusal } from "./server-cart.ts";
import { countersNow, hasCartShape, onlyGrew } from "./shape.ts";
import { readStructs, tryApply } from "./try-apply.ts";
import { bindAll, bindNewItems, type CartWriters } from "./writers.ts";

export type PeerVerdict =
  /** What of the update is new here; null when all of it is known. */
  { readonly ok: true; readonly news: Uint8Array | null } | { readonly ok: false; readonly reason: CartRefusal };

const refused = (reason: CartRefusal): PeerVerdict => ({ ok: false, reason });

/**
 * Y3: judges what another device of the cart sent directly, by the rules of the server, on a shadow of the document, which
 * itself is never touched: size, shape, bounds, and nothing in it but the sender's own counters, written in sessions that
 * nobody else is known to have used. `self` and `sender` are device tags; no bytes make it throw.
 */
export function judgePeerUpdate(doc: Y.Doc, self: string, sender: string, update: Uint8Array): PeerVerdict {
  if (update.byteLength > MAX_UPDATE_BYTES) return refused("too-large");
  if (sender === self) return refused("foreign");
  const structs = readStructs([update]);
  if (!structs) return refused("corrupt");
  if (replacedAmong(structs) > MAX_REPLACED) return refused("too-large");
  const shadow = copyOf(doc);
  const clocks = Y.decodeStateVector(Y.encodeStateVector(shadow));
  const counters = countersNow(shadow);
  const count = countCounters(shadow);
  const writers = knownWriters(shadow, self, doc.clientID);
  let changed = false;
  shadow.on("update", () => {
    changed = true;
  });
  if (!tryApply(shadow, update)) return refused("corrupt");
  if (shadow.store.pendingStructs || shadow.store.pendingDs) return refused("incomplete");
  if (!changed) return { ok: true, news: null };
  if (!hasCartShape(shadow) || !onlyGrew(shadow, counters)) return refused("shape");
  const bound = bindNewItems(shadow, clocks, writers, sender);
  if (!bound || Object.entries(bound.owners).some(([tag, owner]) => tag !== owner)) return refused("foreign");
  // What a stored cart may keep, and as much again that the server has not heard yet.
  if (replacedIn(shadow) > 2 * MAX_REPLACED) return refused("too-large");
  if (!hasRoom(shadow, count, bound, sender)) return refused("too-large");
  if (Y.encodeStateAsUpdate(shadow).byteLength > MAX_UPDATE_BYTES) return refused("too-large");
  return { ok: true, news: Y.diffUpdate(update, Y.encodeStateVector(doc)) };
}

/** Each tag as its own owner, and whose sessions are known from what they wrote; this one may not have written yet. */
function knownWriters(shadow: Y.Doc, self: string, session: number): CartWriters {
  const { owners, clients } = bindAll(shadow, "");
  const tags = [...Object.keys(owners), self];
  return {
    owners: Object.fromEntries(tags.map((tag) => [tag, tag])),
    clients: { ...clients, [session]: self },
  };
}
