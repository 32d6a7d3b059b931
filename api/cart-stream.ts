import { slicesOf } from "../db/chunks.ts";
import { type CartAtRevision, getCart, listRevisions } from "../db/queries/carts.ts";
import { readServerCart } from "../domain/cart/server-cart.ts";
import { type CartLiveEvent, cartLiveQuery } from "../protocol/cart.ts";
import { requireShape } from "./body.ts";
import type { Api, ApiDeps } from "./context.ts";
import { getDevice } from "./device.ts";
import { keepLooking, type LiveSource, liveResponse } from "./live-stream.ts";
import { noSuchCart, requireCartId } from "./members.ts";
import { processState } from "./process-state.ts";
import { base64, bytes } from "./yjs-bytes.ts";

/** What another process has stored is seen as late as this; what this one stored, at once. */
const LOOK_EVERY_MS = 400;
/** A phone that changes its network leaves streams behind that nobody reads: the oldest goes. */
const MOST_PER_DEVICE = 4;

/**
 * Y2: `GET /api/carts/:id/live`, an event stream that tells a member what its device lacks of the cart, now and whenever
 * anybody has changed it. The id of an event is the cart's revision: who comes back with it hears what was missed.
 */
export function cartStream(api: Api, deps: ApiDeps): void {
  api.get("/api/carts/:id/live", async (context) => {
    const cartId = requireCartId(context);
    const { vector, epoch } = requireShape(cartLiveQuery, context.req.query());
    const owner = getDevice(context, deps);
    const { read } = await deps.getStore();
    const cart = owner === null ? null : await getCart(read, owner, cartId);
    if (owner === null || cart === null) throw noSuchCart();
    const asked: Known = { revision: null, epoch: epoch ?? null, stateVector: vector ? bytes(vector) : null };
    const missedNothing = context.req.header("Last-Event-ID") === String(cart.revision);
    const reader = { owner, cartId, known: missedNothing ? knownAt(cart, asked) : asked };
    return liveResponse(context.req, changes(deps, reader), deps);
  });
}

/** What a reader has, as far as its stream knows. */
interface Known {
  readonly revision: number | null;
  readonly epoch: number | null;
  readonly stateVector: Uint8Array | null;
}

function knownAt(cart: CartAtRevision, before: Known): Known {
  const { epoch, stateVector } = readServerCart(cart, before.epoch, before.stateVector);
  return { revision: cart.revision, epoch, stateVector };
}

interface Reader {
  readonly owner: string;
  readonly cartId: string;
  known: Known;
}

function changes(deps: ApiDeps, reader: Reader): LiveSource {
  const { watched, byOwner } = processState().carts;
  const { owner, cartId } = reader;
  return {
    async next() {
      // Asked anew for each event: who was taken out of a cart hears nothing more of it (Y4).
      const cart = await getCart((await deps.getStore()).read, owner, cartId);
      if (cart === null) return "over";
      if (cart.revision === reader.known.revision) return "nothing";
      const { revision } = cart;
      const { epoch, update, stateVector, lines } = readServerCart(cart, reader.known.epoch, reader.known.stateVector);
      reader.known = { revision, epoch, stateVector };
      const event: CartLiveEvent = {
        update: base64(update),
        stateVector: base64(stateVector),
        lines: [...lines],
        epoch,
      };
      return { id: revision, data: JSON.stringify(event) };
    },
    opened(stream) {
      const cart = watched.get(cartId) ?? { revision: 0, listeners: new Set() };
      watched.set(cartId, cart);
      cart.listeners.add(stream);
      const own = byOwner.get(owner) ?? new Set();
      byOwner.set(owner, own);
      own.add(stream);
      const [oldest] = own;
      if (own.size > MOST_PER_DEVICE) oldest?.end();
      watch(deps);
    },
    ended(stream) {
      const cart = watched.get(cartId);
      cart?.listeners.delete(stream);
      if (cart?.listeners.size === 0) watched.delete(cartId);
      const own = byOwner.get(owner);
      own?.delete(stream);
      if (own?.size === 0) byOwner.delete(owner);
    },
  };
}

/** Tells those who listen to a cart in this process that it, or who may see it, was just changed here. */
export function cartChanged(cartId: string): void {
  for (const listener of processState().carts.watched.get(cartId)?.listeners ?? []) listener.wake();
}

function watch({ getStore, log }: ApiDeps): void {
  const { carts } = processState();
  const isNeeded = () => carts.watched.size > 0;
  const once = async () => {
    const { read } = await getStore();
    for (const ids of slicesOf([...carts.watched.keys()])) {
      for (const { id, revision } of await listRevisions(read, ids)) {
        const cart = carts.watched.get(id);
        if (!cart || cart.revision === revision) continue;
        cart.revision = revision;
        cartChanged(id);
      }
    }
  };
  keepLooking(carts, { everyMs: LOOK_EVERY_MS, isNeeded, once }, log);
}
