import { slicesOf } from "../db/chunks.ts";
import { type CartAtRevision, getCart, listRevisions } from "../db/queries/carts.ts";
import { labelsOf } from "../db/queries/sharing.ts";
import { readServerCart } from "../domain/cart/server-cart.ts";
import { type CartLiveEvent, type CartLookingEvent, cartLiveQuery } from "../protocol/cart.ts";
import { requireShape } from "./body.ts";
import type { Api, ApiDeps } from "./context.ts";
import { getDevice } from "./device.ts";
import { keepLooking, type LiveEvent, type LiveSource, type LiveStream, liveResponse } from "./live-stream.ts";
import { noSuchCart, requireCartId } from "./members.ts";
import { processState, type WatchedCart } from "./process-state.ts";
import { base64, bytes } from "./yjs-bytes.ts";

/** What another process has stored is seen as late as this; what this one stored, at once. */
const LOOK_EVERY_MS = 400;
/** A phone that changes its network leaves streams behind that nobody reads: the oldest goes. */
const MOST_PER_DEVICE = 4;

/**
 * Y2: `GET /api/carts/:id/live`, an event stream that tells a member what its device lacks of the cart, now and whenever
 * anybody has changed it. The id of an event is the cart's revision: who comes back with it hears what was missed. Events
 * named `looking` tell a member of a shared cart which others read such a stream of this process now, and come again when
 * somebody has joined or left (Y4).
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
    const known = missedNothing ? knownAt(cart, asked) : asked;
    const reader: Reader = { owner, cartId, known, toldAt: 0, toldMembers: 0, told: nobody };
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
  /** The last event about others who look, and the state of `lookers` that it told. */
  toldAt: number;
  toldMembers: number;
  told: string;
}

const lookingAs = (looking: string[]): string => JSON.stringify({ looking } satisfies CartLookingEvent);
const nobody = lookingAs([]);

const looksWithOthers = ({ listeners }: WatchedCart): boolean => new Set(listeners.values()).size > 1;

/** Lets all of a cart's readers look who else does. */
function tellLookers(cart: WatchedCart): void {
  cart.lookers += 1;
  for (const listener of cart.listeners.keys()) listener.wake();
}

function changes(deps: ApiDeps, reader: Reader): LiveSource {
  const { watched, byOwner } = processState().carts;
  const { owner, cartId } = reader;
  let own: LiveStream | null = null;

  async function lookers(cart: WatchedCart): Promise<LiveEvent | "nothing"> {
    reader.toldAt = cart.lookers;
    const others = new Set([...cart.listeners.values()].filter((whose) => whose !== owner));
    const labels = others.size === 0 ? [] : await labelsOf((await deps.getStore()).read, cartId);
    const told = lookingAs(labels.filter(({ owner: whose }) => others.has(whose)).map(({ label }) => label));
    if (told === reader.told && cart.members === reader.toldMembers) return "nothing";
    reader.told = told;
    reader.toldMembers = cart.members;
    return { name: "looking", data: told };
  }

  return {
    async next() {
      // Asked anew for each event: who was taken out of a cart hears nothing more of it (Y4).
      const cart = await getCart((await deps.getStore()).read, owner, cartId);
      if (cart === null) return "over";
      const shown = watched.get(cartId);
      const isNews = shown !== undefined && shown.lookers !== reader.toldAt;
      if (cart.revision === reader.known.revision) return isNews ? lookers(shown) : "nothing";
      // One event at a time: this one is asked for next.
      if (isNews) own?.wake();
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
      own = stream;
      const cart = watched.get(cartId) ?? { revision: 0, listeners: new Map(), lookers: 0, members: 0 };
      watched.set(cartId, cart);
      reader.toldMembers = cart.members;
      cart.listeners.set(stream, owner);
      if (looksWithOthers(cart)) tellLookers(cart);
      const streams = byOwner.get(owner) ?? new Set();
      byOwner.set(owner, streams);
      streams.add(stream);
      const [oldest] = streams;
      if (streams.size > MOST_PER_DEVICE) oldest?.end();
      watch(deps);
    },
    ended(stream) {
      const cart = watched.get(cartId);
      const wasWithOthers = cart !== undefined && looksWithOthers(cart);
      cart?.listeners.delete(stream);
      if (wasWithOthers) tellLookers(cart);
      if (cart?.listeners.size === 0) watched.delete(cartId);
      const streams = byOwner.get(owner);
      streams?.delete(stream);
      if (streams?.size === 0) byOwner.delete(owner);
    },
  };
}

/** Tells those who listen to a cart in this process that somebody has joined or left it: who looks is told anew (Y4). */
export function membersChanged(cartId: string): void {
  const cart = processState().carts.watched.get(cartId);
  if (!cart) return;
  cart.members += 1;
  tellLookers(cart);
}

/** Tells those who listen to a cart in this process that it was just changed here. */
export function cartChanged(cartId: string): void {
  for (const listener of processState().carts.watched.get(cartId)?.listeners.keys() ?? []) listener.wake();
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
