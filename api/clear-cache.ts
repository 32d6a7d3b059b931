import { getCartState } from "../db/queries/carts.ts";
import { coversDevice } from "../domain/cart/server-cart.ts";
import { type ClearCacheAnswer, type ClearCacheRequest, clearCacheRequest } from "../protocol/clear-cache.ts";
import { HEADER } from "../protocol/headers.ts";
import { privateJson } from "./answers.ts";
import { JSON_LIMIT, readBytes, readJson } from "./body.ts";
import type { Api, ApiContext, ApiDeps } from "./context.ts";
import { getDevice } from "./device.ts";
import { isSecureOrigin, requestOrigin } from "./origin.ts";
import { ApiProblem } from "./problem.ts";

/** Empties the HTTP cache; the worker purges its own at the page's word, and nothing touches cart and outbox. */
const SELECTIVE = '"cache"';
/** Wipes caches, IndexedDB, localStorage and the registration. Cookies stay: the device remains the owner of its orders. */
const EVERYTHING = '"cache", "storage"';

export function clearCache(api: Api, deps: ApiDeps): void {
  // K3: asked by a shopper, an operator or a tab that cannot be healed otherwise, never at each start.
  api.post("/api/clear-cache", async (context) => {
    const { wipe } = await readRequest(context);
    const build = context.req.header(HEADER.appVersion);
    const stale = build !== undefined && build !== deps.release(context.req.raw);
    // Elsewhere browsers ignore the header, and saying that something was cleared would be untrue.
    if (!stale || !isSecureOrigin(requestOrigin(context, deps))) return answer({ cleared: false });
    if (wipe !== undefined) await assertFlushed(context, deps, wipe);
    return answer({ cleared: true }, { "Clear-Site-Data": wipe === undefined ? SELECTIVE : EVERYTHING });
  });
}

const answer = (body: ClearCacheAnswer, headers: Record<string, string> = {}) => privateJson(body, { headers });

async function readRequest(context: ApiContext): Promise<ClearCacheRequest> {
  const hasType = context.req.header("Content-Type") !== undefined;
  if (hasType) return readJson(context, clearCacheRequest);
  const bytes = await readBytes(context.req.raw, JSON_LIMIT);
  if (bytes.byteLength > 0) throw new ApiProblem("unsupported-media", {}, { Accept: "application/json" });
  return {};
}

/** Storage goes only when the shop has what is in it: nothing waits, and the cart on the device is known here. */
async function assertFlushed(
  context: ApiContext,
  deps: ApiDeps,
  { waiting, cart }: NonNullable<ClearCacheRequest["wipe"]>,
): Promise<void> {
  if (waiting > 0) throw new ApiProblem("not-flushed", { detail: `${waiting} entries of the outbox wait to be sent.` });
  if (cart === null) return;
  const owner = getDevice(context, deps);
  const { read } = await deps.getStore();
  const state = owner === null ? null : await getCartState(read, owner, cart.id);
  if (coversDevice(state, Buffer.from(cart.stateVector, "base64"))) return;
  throw new ApiProblem("not-flushed", { detail: "The cart on this device has not been sent yet." });
}
