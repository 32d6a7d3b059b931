import * as Y from "yjs";
import { copyOf } from "./new-document.ts";

/**
 * Applies an update if it can be applied as a whole, else leaves the document as it was; answers whether it did. Bytes that
 * are damaged may throw halfway, and bytes that build on missing ones already delete what they were to replace, so both meet
 * a shadow of the document first (Y2).
 */
export function applyWhole(doc: Y.Doc, update: Uint8Array, origin?: unknown): boolean {
  const shadow = copyOf(doc);
  try {
    Y.applyUpdate(shadow, update);
  } catch {
    return false;
  }
  if (shadow.store.pendingStructs || shadow.store.pendingDs) return false;
  Y.applyUpdate(doc, update, origin);
  return true;
}
