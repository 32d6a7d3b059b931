import { listOpenCarts } from "../db/queries/open-carts.ts";
import { cartLinesOf } from "../domain/cart/server-cart.ts";
import type { CartList } from "../protocol/cart.ts";
import { privateJson } from "./answers.ts";
import type { Api, ApiDeps } from "./context.ts";
import { getDevice } from "./device.ts";

/** A device fills one cart at a time; those before it were ordered or left. */
const MOST_CARTS = 5;

export function openCarts(api: Api, deps: ApiDeps): void {
  // Y5: the cookie outlives what a browser's scripts have stored, so the device can ask for what was lost.
  api.get("/api/carts", async (context) => {
    const owner = getDevice(context, deps);
    const { read } = await deps.getStore();
    const stored = owner === null ? [] : await listOpenCarts(read, owner, MOST_CARTS);
    const items = stored
      .map(({ id, state, updatedAt }) => ({
        id,
        updatedAt: new Date(updatedAt).toISOString(),
        lines: cartLinesOf(state),
      }))
      .filter(({ lines }) => lines.length > 0);
    const answer: CartList = { items };
    return privateJson(answer);
  });
}
