import * as Y from "yjs";
import { toBase64 } from "../../../offline/base64.ts";
import { withCart } from "../cart-document.ts";

/** What a device says of its cart before it lets go of it: the shop has to know all of it. */
export interface CartClaim {
  readonly id: string;
  readonly stateVector: string;
}

/** Does something with the cart's claim while no tab can change the cart. Loads Yjs, and so is loaded when it is needed. */
export function withCartClaim<T>(work: (claim: CartClaim) => Promise<T>): Promise<T> {
  return withCart(({ cartId }, { doc }) => work({ id: cartId, stateVector: toBase64(Y.encodeStateVector(doc)) }));
}
