import { Context } from "hono";
import { claimDevice } from "../db/queries/carts.ts";
import { getRoomKey, getSharing } from "../db/queries/sharing.ts";
import { readSignalTarget, roomOf, type SignalSeat } from "../protocol/signal.ts";
import type { ApiContext, ApiDeps, ApiEnv } from "./context.ts";
import { getDevice } from "./device.ts";
import { requestOrigin } from "./origin.ts";
import { processState } from "./process-state.ts";

/** A device that may come into the room of a cart. */
export interface SignalGuest extends SignalSeat {
  /** Whoever its cookie stands for. */
  readonly owner: string;
  readonly room: string;
}

/**
 * Y3: whether a request for the signalling socket comes from a page of ours and from a member of the cart, under a tag that is
 * that member's own. Browsers send cookies with every WebSocket, whoever opens it, so the page has to be the shop's.
 */
export async function admitToSignal(request: Request, deps: ApiDeps): Promise<SignalGuest | null> {
  const { pathname, search } = new URL(request.url);
  const seat = readSignalTarget(pathname + search);
  const context = new Context<ApiEnv>(request);
  if (!seat || !isFromShop(context, deps)) return null;
  const owner = getDevice(context, deps);
  const store = await deps.getStore();
  const roomKey = owner && (await getSharing(store.read, seat.cartId, owner, deps.now()))?.roomKey;
  if (!owner || !roomKey) return null;
  // Whoever used a tag first keeps it, here as in a sync: what comes under it from other devices is believed.
  if (!(await claimDevice(store, { cartId: seat.cartId, owner, tag: seat.device, now: deps.now() }))) return null;
  return { ...seat, owner, room: await roomOf(roomKey) };
}

/** As with writes: `Sec-Fetch-Site` decides, and without it `Origin`. */
function isFromShop(context: ApiContext, deps: ApiDeps): boolean {
  const site = context.req.header("Sec-Fetch-Site");
  if (site !== undefined) return site === "same-origin";
  return context.req.header("Origin") === requestOrigin(context, deps);
}

/** Hears when the room of a cart has another key, until the answered function is called. */
export function onRoomMoved(listener: (cartId: string) => void): () => void {
  const { roomListeners } = processState();
  roomListeners.add(listener);
  return () => roomListeners.delete(listener);
}

/** The room of a cart by its present key; null where it has none. */
export async function roomOfCart(cartId: string, deps: Pick<ApiDeps, "getStore">): Promise<string | null> {
  const key = await getRoomKey((await deps.getStore()).read, cartId);
  return key && roomOf(key);
}
