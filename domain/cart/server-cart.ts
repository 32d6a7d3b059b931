import * as Y from "yjs";
import { MAX_UPDATE_BYTES } from "../../protocol/cart-limits.ts";
import type { CartLineQuantity } from "./counters.ts";
import { documentLines } from "./document.ts";
import { CART_ROOT, FORMER_ROOT, parseCounterKey, parseFormerKey } from "./keys.ts";

/** Beyond any honest history: a counter that passes it was not made by a shopper. */
const MAX_COUNTER = 1_000_000;
/** Counters in one document: the shop's most lines times the devices that may share a cart, with room for lines taken out. */
const MAX_COUNTERS = 1_000;

export type CartRefusal =
  /** An update or the merged document is over 64 kB. */
  | "too-large"
  /** The bytes are no Yjs update. */
  | "corrupt"
  /** The update builds on others that the server has not seen: the device must send all that it has. */
  | "incomplete"
  /** Something other than bounded integer counters under `SKU|device` keys. */
  | "shape";

export type CartMerge =
  | { readonly ok: true; readonly state: Uint8Array; readonly changed: boolean }
  | { readonly ok: false; readonly reason: CartRefusal };

/**
 * Merges a device's updates (Yjs v1 encoding) into the stored state, or refuses all of them (Y2): size → scratch document →
 * shape. The given state is never touched and no bytes of an update make it throw; throws only when the stored state itself
 * is damaged. `changed` is false when nothing in the updates was new, so that nothing need be stored or announced.
 */
export function mergeCartUpdates(state: Uint8Array | null, updates: readonly Uint8Array[]): CartMerge {
  if (updates.some((update) => update.byteLength > MAX_UPDATE_BYTES)) return { ok: false, reason: "too-large" };

  const scratch = openState(state);
  let changed = false;
  scratch.on("update", () => {
    changed = true;
  });
  for (const update of updates) {
    const refusal = applyChecked(scratch, update);
    if (refusal) return { ok: false, reason: refusal };
  }
  if (scratch.store.pendingStructs || scratch.store.pendingDs) return { ok: false, reason: "incomplete" };
  if (!hasCartShape(scratch)) return { ok: false, reason: "shape" };

  const merged = Y.encodeStateAsUpdate(scratch);
  if (merged.byteLength > MAX_UPDATE_BYTES) return { ok: false, reason: "too-large" };
  return { ok: true, state: merged, changed };
}

/**
 * What a device with this state vector lacks, and the server's own state vector. Null, or a state vector that cannot be
 * read, asks for everything.
 */
export function cartDiff(
  state: Uint8Array | null,
  stateVector: Uint8Array | null,
): { update: Uint8Array; stateVector: Uint8Array } {
  const doc = openState(state);
  return { update: encodeMissing(doc, stateVector), stateVector: Y.encodeStateVector(doc) };
}

/** Whether the stored state has everything that a device with this state vector wrote; false when it cannot be read. */
export function coversDevice(state: Uint8Array | null, stateVector: Uint8Array): boolean {
  try {
    const known = Y.decodeStateVector(Y.encodeStateVector(openState(state)));
    return [...Y.decodeStateVector(stateVector)].every(([client, clock]) => (known.get(client) ?? 0) >= clock);
  } catch {
    return false;
  }
}

/** The lines that a stored state stands for; none for an empty cart. */
export function cartLinesOf(state: Uint8Array | null): CartLineQuantity[] {
  return documentLines(openState(state));
}

function openState(state: Uint8Array | null): Y.Doc {
  const doc = new Y.Doc();
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

function applyChecked(scratch: Y.Doc, update: Uint8Array): CartRefusal | null {
  try {
    // Yjs allocates by the counts that an update claims; this lazy reader goes only as far as there are bytes.
    const { structs } = Y.decodeUpdate(update);
    if (!structs.every(isCounterStruct)) return "shape";
    Y.applyUpdate(scratch, update);
    return null;
  } catch {
    // The scratch document may be half changed now; it is thrown away with the refusal.
    return "corrupt";
  }
}

/** Old counters are GC or deleted content; a living struct holds one integer. */
function isCounterStruct(struct: Y.Item | Y.GC | Y.Skip): boolean {
  if (!(struct instanceof Y.Item)) return true;
  const { content } = struct;
  if (content instanceof Y.ContentDeleted) return true;
  return content instanceof Y.ContentAny && content.arr.length === 1 && isCounter(content.arr[0]);
}

function isCounter(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && Math.abs(value) <= MAX_COUNTER;
}

const ROOTS = { [CART_ROOT]: parseCounterKey, [FORMER_ROOT]: parseFormerKey } as const;

function hasCartShape(doc: Y.Doc): boolean {
  return [...doc.share].every(([name]) => {
    if (name !== CART_ROOT && name !== FORMER_ROOT) return false;
    const counters = doc.getMap(name);
    // A list under the same name shares the root with the map and would hide from its entries.
    if (counters._start !== null || counters._map.size > MAX_COUNTERS) return false;
    return [...counters._map].every(
      ([key, item]) => ROOTS[name](key) !== null && (item.deleted || isCounterStruct(item)),
    );
  });
}
