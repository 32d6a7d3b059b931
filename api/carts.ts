import { syncCart } from "../db/queries/carts.ts";
import { type CartSyncAnswer, cartSyncRequest } from "../protocol/cart.ts";
import { privateJson } from "./answers.ts";
import { readJson, SYNC_LIMIT } from "./body.ts";
import { cartChanged } from "./cart-stream.ts";
import type { Api, ApiDeps } from "./context.ts";
import { deviceCookie, getDevice, newDevice } from "./device.ts";
import { noSuchCart, requireCartId } from "./members.ts";
import { ApiProblem } from "./problem.ts";
import { base64, bytes } from "./yjs-bytes.ts";

export function carts(api: Api, deps: ApiDeps): void {
  // Y2: state vector and unsent updates up, what is missing and the derived lines down.
  api.post("/api/carts/:id/sync", async (context) => {
    const cartId = requireCartId(context);
    const request = await readJson(context, cartSyncRequest, SYNC_LIMIT);
    const known = getDevice(context, deps);
    const owner = known ?? newDevice();
    const result = await syncCart(await deps.getStore(), {
      owner,
      cartId,
      updates: request.updates.map(bytes),
      stateVector: request.stateVector === null ? null : bytes(request.stateVector),
      epoch: request.epoch ?? null,
      own: request.own ?? null,
      now: deps.now(),
    });
    if (result.kind === "not-found") throw noSuchCart();
    if (result.kind === "refused") throw new ApiProblem("cart-refused", { detail: result.reason });
    if (result.changed) cartChanged(cartId);
    const { update, stateVector, lines, epoch, taken } = result.answer;
    const answer: CartSyncAnswer = {
      update: base64(update),
      stateVector: base64(stateVector),
      lines: [...lines],
      ...(request.epoch === undefined ? {} : { epoch, taken }),
    };
    return privateJson(answer, known ? {} : { headers: { "Set-Cookie": deviceCookie(context, deps, owner) } });
  });
}
