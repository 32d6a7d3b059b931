import { getMembership, type Membership } from "../db/queries/sharing.ts";
import { isUuid } from "../protocol/ids.ts";
import type { ApiContext, ApiDeps } from "./context.ts";
import { getDevice } from "./device.ts";
import { ApiProblem, invalid } from "./problem.ts";

export interface CartAccess {
  readonly cartId: string;
  /** Whoever the device cookie stands for. */
  readonly owner: string;
  readonly membership: Membership;
}

/** A cart that one is no member of looks like one that does not exist. */
export function noSuchCart(): ApiProblem {
  return new ApiProblem("not-found", { detail: "This device has no such cart." });
}

/** The cart of the address and who asks; throws `invalid` for an id that is none. */
export function requireCartId(context: ApiContext): string {
  const cartId = context.req.param("id") ?? "";
  if (!isUuid(cartId)) throw invalid("/id", "A cart id is a lower-case UUID.");
  return cartId;
}

/** Whoever asks, as a member of the cart in the address (Y4); throws `not-found` for everybody else. */
export async function requireMember(context: ApiContext, deps: ApiDeps): Promise<CartAccess> {
  const cartId = requireCartId(context);
  const owner = getDevice(context, deps);
  const membership = owner && (await getMembership((await deps.getStore()).read, cartId, owner));
  if (!owner || !membership) throw noSuchCart();
  return { cartId, owner, membership };
}
