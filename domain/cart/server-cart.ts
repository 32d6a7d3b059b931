import * as Y from "yjs";
import { MAX_UPDATE_BYTES } from "../../protocol/cart-limits.ts";
import type { CartLineQuantity } from "./counters.ts";
import { documentLines, type OwnCounters } from "./document.ts";
import { carryOver, EPOCH_BYTES, isStorable, nextEpoch } from "./epochs.ts";
import { newDocument } from "./new-document.ts";
import { MAX_REPLACED, replacedAmong } from "./replaced.ts";
import { countCounters, hasRoom, mayBegin } from "./room.ts";
import { countersNow, hasCartShape, onlyGrew } from "./shape.ts";
import { readStructs, tryApply } from "./try-apply.ts";
import { bindAll, bindNewItems, type CartWriters, isOthersSession, NO_WRITERS } from "./writers.ts";

export type CartRefusal =
  /** An update or the merged document is over 64 kB, brings too many changes at once, or more counters than its owner may have. */
  | "too-large"
  /** The bytes are no Yjs update. */
  | "corrupt"
  /** The update builds on others that the server has not seen. */
  | "incomplete"
  /** Something other than growing integer counters under their keys. */
  | "shape"
  /** Not only the sending device's own counters, written in sessions of its own. */
  | "foreign";

/** A cart as it is stored. */
export interface ServerCart {
  /** The whole document as one Yjs update (v1); null while it is empty. */
  readonly state: Uint8Array | null;
  /** Documents of different epochs share no history: bytes of one mean nothing in another. */
  readonly epoch: number;
  readonly writers: CartWriters;
}

export interface CartSync {
  /** Who sends it. */
  readonly owner: string;
  readonly updates: readonly Uint8Array[];
  /** What the device has; null, or one that cannot be read, asks for everything. */
  readonly stateVector: Uint8Array | null;
  /** The epoch of the device's document; null from releases that know none. */
  readonly epoch: number | null;
  /** The device's own counters instead of updates, to be carried over into the present epoch; null to send updates. */
  readonly own: OwnCounters | null;
}

export interface CartAnswer {
  /** What the device lacks; the whole document where its epoch is another one, or was carried over. */
  readonly update: Uint8Array;
  readonly stateVector: Uint8Array;
  readonly lines: readonly CartLineQuantity[];
  readonly epoch: number;
  /** Whether what was sent is in the cart now; false where the updates were of another epoch. */
  readonly taken: boolean;
}

export type CartSynced =
  | { readonly ok: true; readonly cart: ServerCart; readonly changed: boolean; readonly answer: CartAnswer }
  | { readonly ok: false; readonly reason: CartRefusal };

const refused = (reason: CartRefusal): CartSynced => ({ ok: false, reason });

/**
 * Y2: one sync of a cart, or the refusal of all of it: size → scratch document → shape, bounds and ownership → next epoch
 * where the document has grown too long. What is given is never touched and no bytes of an update make it throw; throws only
 * when the stored state itself is damaged. `changed` is false when nothing need be stored or announced. Without a stored cart
 * the device makes it, in whatever epoch it is. A document of more than `epochBytes` is written anew.
 */
export function syncServerCart(stored: ServerCart | null, sync: CartSync, epochBytes = EPOCH_BYTES): CartSynced {
  if (sync.updates.some((update) => update.byteLength > MAX_UPDATE_BYTES)) return refused("too-large");
  const cart = stored ?? { state: null, epoch: sync.epoch ?? 0, writers: NO_WRITERS };
  const doc = openState(cart.state);
  if (sync.own) return carried(cart, doc, sync, sync.own, epochBytes);
  const sameEpoch = sync.epoch === null || sync.epoch === cart.epoch;
  if (!sameEpoch || sync.updates.length === 0) {
    const answer = answerOf(doc, cart.epoch, sameEpoch ? sync.stateVector : null, sync.updates.length === 0);
    return { ok: true, cart, changed: false, answer };
  }

  const structs = readStructs(sync.updates);
  if (!structs) return refused("corrupt");
  if (replacedAmong(structs) > MAX_REPLACED) return refused("too-large");
  if (isOthersSession(structs, cart.writers, sync.owner)) return refused("foreign");
  const clocks = clocksOf(doc);
  const counters = countersNow(doc);
  const count = countCounters(doc);
  let changed = false;
  doc.on("update", () => {
    changed = true;
  });
  for (const update of sync.updates) {
    if (!tryApply(doc, update)) return refused("corrupt");
  }
  if (doc.store.pendingStructs || doc.store.pendingDs) return refused("incomplete");
  if (!changed) return { ok: true, cart, changed, answer: answerOf(doc, cart.epoch, sync.stateVector, true) };
  if (!hasCartShape(doc) || !onlyGrew(doc, counters)) return refused("shape");
  const isMade = cart.state !== null || Object.keys(cart.writers.owners).length > 0;
  const writers = isMade ? bindNewItems(doc, clocks, cart.writers, sync.owner) : bindAll(doc, sync.owner);
  if (!writers) return refused("foreign");
  if (isMade ? !hasRoom(doc, count, writers, sync.owner) : !mayBegin(doc)) return refused("too-large");

  return toStore(cart.epoch, doc, writers, sync, epochBytes);
}

function carried(cart: ServerCart, doc: Y.Doc, sync: CartSync, own: OwnCounters, epochBytes: number): CartSynced {
  const count = countCounters(doc);
  const writers = carryOver(doc, own, cart.writers, sync.owner);
  if (!writers || !hasCartShape(doc)) return refused(writers ? "shape" : "foreign");
  if (!hasRoom(doc, count, writers, sync.owner)) return refused("too-large");
  if (writers !== cart.writers) return toStore(cart.epoch, doc, writers, { ...sync, stateVector: null }, epochBytes);
  return { ok: true, cart, changed: false, answer: answerOf(doc, cart.epoch, null, true) };
}

/** The changed document as it is to be stored, in a new epoch where it has grown too long; refused where even that is. */
function toStore(epoch: number, doc: Y.Doc, writers: CartWriters, sync: CartSync, epochBytes: number): CartSynced {
  const state = Y.encodeStateAsUpdate(doc);
  // Who tells no epoch knows of none, and could not follow.
  const next = sync.epoch === null ? null : nextEpoch(doc, state, epochBytes);
  if (next) {
    const begun: ServerCart = { state: next.state, epoch: epoch + 1, writers: { ...writers, clients: next.clients } };
    return { ok: true, cart: begun, changed: true, answer: answerOf(next.doc, begun.epoch, null, true) };
  }
  if (!isStorable(doc, state)) return refused("too-large");
  const answer = answerOf(doc, epoch, sync.stateVector, true);
  return { ok: true, cart: { state, epoch, writers }, changed: true, answer };
}

/** What a device lacks that only asks. */
export function readServerCart(cart: ServerCart, epoch: number | null, stateVector: Uint8Array | null): CartAnswer {
  const sameEpoch = epoch === null || epoch === cart.epoch;
  return answerOf(openState(cart.state), cart.epoch, sameEpoch ? stateVector : null, true);
}

function answerOf(doc: Y.Doc, epoch: number, stateVector: Uint8Array | null, taken: boolean): CartAnswer {
  return {
    update: encodeMissing(doc, stateVector),
    stateVector: Y.encodeStateVector(doc),
    lines: documentLines(doc),
    epoch,
    taken,
  };
}

/** Whether the stored state has everything that a device with this state vector wrote; false when it cannot be read. */
export function coversDevice(state: Uint8Array | null, stateVector: Uint8Array): boolean {
  try {
    const known = clocksOf(openState(state));
    return [...Y.decodeStateVector(stateVector)].every(([client, clock]) => (known.get(client) ?? 0) >= clock);
  } catch {
    return false;
  }
}

/** The lines that a stored state stands for; none for an empty cart. */
export function cartLinesOf(state: Uint8Array | null): CartLineQuantity[] {
  return documentLines(openState(state));
}

/** What a document has of each client. */
function clocksOf(doc: Y.Doc): Map<number, number> {
  return new Map([...doc.store.clients.keys()].map((client) => [client, Y.getState(doc.store, client)]));
}

export function openState(state: Uint8Array | null): Y.Doc {
  const doc = newDocument();
  if (state) Y.applyUpdate(doc, state);
  return doc;
}

function encodeMissing(doc: Y.Doc, stateVector: Uint8Array | null): Uint8Array {
  if (!stateVector) return Y.encodeStateAsUpdate(doc);
  try {
    return Y.encodeStateAsUpdate(doc, stateVector);
  } catch {
    // An unreadable state vector proves nothing about the device, and everything is always a right answer.
    return Y.encodeStateAsUpdate(doc);
  }
}
