import * as Y from "yjs";
import { addUnits, setUnits } from "../../domain/cart/document.ts";
import { type Random, randomFrom } from "./random.ts";

const SKUS = ["ROPE-10", "LAMP-RED", "MUG-BLU", "OIL-JKT-YLW-XS", "SOCK-GRY-42"];
const TAGS = ["phone1", "laptop"];
const SESSIONS = 8;
const CHANGES = 3;

/** A cart before the storm, and what its device comes back with in each round: the change and the state vector after it. */
export interface StormCart {
  readonly id: string;
  readonly owner: string;
  readonly state: Uint8Array;
  readonly rounds: readonly { readonly update: Uint8Array; readonly stateVector: Uint8Array }[];
}

/** One session of a device: it opens what it has stored, and changes lines. */
function session(state: Uint8Array | null, tag: string, random: Random, changes: number): Y.Doc {
  const doc = new Y.Doc();
  if (state) Y.applyUpdate(doc, state);
  for (let change = 0; change < changes; change += 1) setUnits(doc, tag, random.pick(SKUS), random.between(1, 9));
  return doc;
}

/** Carts of five lines that two devices filled in several sessions; the same ones for the same seed. */
export function stormCarts(count: number, rounds: number, seed: number): StormCart[] {
  const random = randomFrom(seed);
  const digits = (length: number) => Array.from({ length }, () => random.between(0, 15).toString(16)).join("");
  return Array.from({ length: count }, () => {
    const first = new Y.Doc();
    for (const sku of SKUS) addUnits(first, random.pick(TAGS), sku, random.between(1, 4));
    let state = Y.encodeStateAsUpdate(first);
    for (let index = 0; index < SESSIONS; index += 1) {
      state = Y.encodeStateAsUpdate(session(state, random.pick(TAGS), random, 1));
    }
    let known = state;
    const coming = Array.from({ length: rounds }, () => {
      const before = Y.encodeStateVectorFromUpdate(known);
      const doc = session(known, TAGS[0] ?? "", random, CHANGES);
      // A session that changed nothing would make nothing of the round.
      addUnits(doc, TAGS[0] ?? "", "BELL-SML", 1);
      known = Y.encodeStateAsUpdate(doc);
      return { update: Y.encodeStateAsUpdate(doc, before), stateVector: Y.encodeStateVector(doc) };
    });
    const id = `${digits(8)}-${digits(4)}-7${digits(3)}-8${digits(3)}-${digits(12)}`;
    return { id, owner: digits(32), state, rounds: coming };
  });
}
