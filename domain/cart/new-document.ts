import * as Y from "yjs";

/**
 * A document for a cart. It draws a client id of its own (Y2) but no name, which only subdocuments are found by: drawing one
 * takes thirty-two random numbers, longer than applying a whole cart.
 */
export function newDocument(): Y.Doc {
  return new Y.Doc({ guid: "cart" });
}
