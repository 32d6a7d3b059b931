import * as Y from "yjs";
import { MAX_UPDATE_BYTES } from "../../protocol/cart-limits.ts";
import { applyChecked } from "./apply-checked.ts";
import type { CartLineQuantity } from "./counters.ts";
import { documentLines, type OwnCounters } from "./document.ts";
import { carryOver, EPOCH_BYTES, nextEpoch } from "./epochs.ts";
import { newDocument } from "./new-document.ts";
import { countersNow, hasCartShape, onlyGrew } from "./shape.ts";
import { bindAll, bindNewItems, type CartWriters, NO_WRITERS } from "./writers.ts";

export type CartRefusal =
  /** An update or the merged document is over 64 kB. */
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
  if (sync.own) return carried(cart, doc, sync.owner, sync.own);
  const sameEpoch = sync.epoch === null || sync.epoch === cart.epoch;
  if (!sameEpoch || sync.updates.length === 0) {
    const answer = answerOf(doc, cart.epoch, sameEpoch ? sync.stateVector : null, sync.updates.length === 0);
    return { ok: true, cart, changed: false, answer };
  }

  const clocks = clocksOf(doc);
  const counters = countersNow(doc);
  let changed = false;
  doc.on("update", () => {
    changed = true;
  });
  for (const update of sync.updates) {
    if (!applyChecked(doc, update)) return refused("corrupt");
  }
  if (doc.store.pendingStructs || doc.store.pendingDs) return refused("incomplete");
  if (!changed) return { ok: true, cart, changed, answer: answerOf(doc, cart.epoch, sync.stateVector, true) };
  if (!hasCartShape(doc) || !onlyGrew(doc, counters)) return refused("shape");
  const isMade = cart.state !== null || Object.keys(cart.writers.owners).length > 0;
  const writers = isMade ? bindNewItems(doc, clocks, cart.writers, sync.owner) : bindAll(doc, sync.owner);
  if (!writers) return refused("foreign");

  const state = Y.encodeStateAsUpdate(doc);
  const next = sync.epoch === null ? null : nextEpoch(doc, state, epochBytes);
  if (next) {
    const begun: ServerCart = {
      state: next.state,
      epoch: cart.epoch + 1,
      writers: { ...writers, clients: next.clients },
    };
    return { ok: true, cart: begun, changed, answer: answerOf(next.doc, begun.epoch, null, true) };
  }
  if (state.byteLength > MAX_UPDATE_BYTES) return refused("too-large");
  const merged: ServerCart = { state, epoch: cart.epoch, writers };
  return { ok: true, cart: merged, changed, answer: answerOf(doc, cart.epoch, sync.stateVector, true) };
}

function carried(cart: ServerCart, doc: Y.Doc, owner: string, own: OwnCounters): CartSynced {
  const writers = carryOver(doc, own, cart.writers, owner);
  if (!writers || !hasCartShape(doc)) return refused(writers ? "shape" : "foreign");
  const state = Y.encodeStateAsUpdate(doc);
  if (state.byteLength > MAX_UPDATE_BYTES) return refused("too-large");
  const changed = writers !== cart.writers;
  return {
    ok: true,
    cart: changed ? { state, epoch: cart.epoch, writers } : cart,
    changed,
    answer: answerOf(doc, cart.epoch, null, true),
  };
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
