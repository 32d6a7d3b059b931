import * as Y from "yjs";
import { isCounterStruct } from "./shape.ts";

/** False for bytes that are no cart's; the document may be half changed then and is thrown away with the refusal. */
export function applyChecked(scratch: Y.Doc, update: Uint8Array): boolean {
  try {
    // Yjs allocates by the counts that an update claims; this lazy reader goes only as far as there are bytes.
    if (!Y.decodeUpdate(update).structs.every(isCounterStruct)) return false;
    Y.applyUpdate(scratch, update);
    return true;
  } catch {
    return false;
  }
}
