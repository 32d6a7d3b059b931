import { listOpenCarts, type StoredCart } from "../db/queries/open-carts.ts";
import { cartLinesOf } from "../domain/cart/server-cart.ts";
import type { CartList } from "../protocol/cart.ts";
import { privateJson } from "./answers.ts";
import type { Api, ApiDeps } from "./context.ts";
import { getDevice } from "./device.ts";
import { sharingFor } from "./sharing.ts";

/** A device fills one cart at a time; those before it were ordered or left. */
const MOST_CARTS = 5;

export function openCarts(api: Api, deps: ApiDeps): void {
  const toItem = async (owner: string, { id, updatedAt, state }: StoredCart) => {
    const sharing = await sharingFor(deps, id, owner);
    return {
      id,
      updatedAt: new Date(updatedAt).toISOString(),
      lines: cartLinesOf(state),
      ...(sharing && sharing.members.length > 0 ? { sharing } : {}),
    };
  };
  const itemsOf = async (owner: string) => {
    const { read } = await deps.getStore();
    const carts = await listOpenCarts(read, owner, MOST_CARTS);
    return Promise.all(carts.map((cart) => toItem(owner, cart)));
  };

  // Y5: the cookie outlives what a browser's scripts have stored, so the device can ask for what was lost.
  api.get("/api/carts", async (context) => {
    const owner = getDevice(context, deps);
    const items = owner === null ? [] : await itemsOf(owner);
    const answer: CartList = { items: items.filter(({ lines }) => lines.length > 0) };
    return privateJson(answer);
  });
}
