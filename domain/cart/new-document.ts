import * as Y from "yjs";

/**
 * A document for a cart. It draws a client id of its own (Y2) but no name, which only subdocuments are found by: drawing one
 * takes thirty-two random numbers, longer than applying a whole cart.
 */
export function newDocument(): Y.Doc {
  return new Y.Doc({ guid: "cart" });
}

/** Another document that says the same. */
export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = newDocument();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}
