import * as Y from "yjs";
import { type CartStruct, isCounterStruct } from "./shape.ts";

/** What updates say, before any of it meets a document; null for bytes that are no cart's. */
export function readStructs(updates: readonly Uint8Array[]): readonly CartStruct[] | null {
  try {
    // Yjs allocates by the counts that an update claims; this lazy reader goes only as far as there are bytes.
    const structs = updates.flatMap((update) => Y.decodeUpdate(update).structs);
    return structs.every(isCounterStruct) ? structs : null;
  } catch {
    return null;
  }
}

/** Applies an update whose structs were read and found right. False where its bytes are broken after all; the document may be half changed then and is thrown away with the refusal. */
export function tryApply(scratch: Y.Doc, update: Uint8Array): boolean {
  try {
    Y.applyUpdate(scratch, update);
    return true;
  } catch {
    return false;
  }
}
