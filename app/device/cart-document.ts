import * as Y from "yjs";
import { applyWhole } from "../../domain/cart/apply-whole.ts";
import { unconfirmedSkus } from "../../domain/cart/confirmed.ts";
import { type CartLineQuantity, countOf } from "../../domain/cart/counters.ts";
import {
  addUnits,
  type CartChange,
  documentLines,
  highestCounters,
  type OwnCounters,
  ownCounters,
  reapplyCounters,
  setUnits,
  stepUnits,
} from "../../domain/cart/document.ts";
import { newDeviceTag } from "../../domain/cart/keys.ts";
import { anyUnsent, healCart, replaceRows, storeLocalUpdate } from "../../offline/carts.ts";
import { onDevice } from "../../offline/database.ts";
import { CART_LOCK, underLock } from "../../offline/locks.ts";
import { type OpenCart, openCart } from "../../offline/open-cart.ts";
import {
  type FollowingCart,
  newestOrderOf,
  type QueuedOrder,
  queueOrder,
  queueSharedOrder,
} from "../../offline/orders.ts";
import { dropPeerRows } from "../../offline/peer-rows.ts";
import { getShare } from "../../offline/shared-cart.ts";
import { uuidv7 } from "../../protocol/ids.ts";
import { heedPeers } from "./peers-word.ts";

/** The only file of the page that loads Yjs; it is imported when a cart is first shown or changed. */

/** Above so many rows a cart is merged into two, so that opening it stays quick. */
const MANY_ROWS = 48;

interface LiveCart {
  readonly cartId: string;
  readonly device: string;
  readonly startedAt: number;
  readonly replaced: number;
  readonly doc: Y.Doc;
  /** The document without what only peers have said (Y3). */
  readonly trusted: Y.Doc;
  readonly applied: Set<number>;
  /** What the server has confirmed: the rows that it sent, or has taken. */
  readonly confirmed: { readonly doc: Y.Doc; readonly applied: Set<number> };
}

export interface CartView {
  readonly cartId: string;
  readonly lines: readonly CartLineQuantity[];
  readonly saved: "here" | "everywhere";
  /** SKUs of the lines whose present state only this device has. */
  readonly unsaved: readonly string[];
}

// One document per tab: each new one would draw a new client id, which the document keeps for ever.
let live: LiveCart | null = null;

function newLiveCart(ids: Pick<LiveCart, "cartId" | "device" | "startedAt" | "replaced">): LiveCart {
  const doc = new Y.Doc();
  const confirmed = { doc: new Y.Doc(), applied: new Set<number>() };
  return { ...ids, doc, trusted: doc, applied: new Set(), confirmed };
}

/**
 * Brings the tab's document up to date with what any tab or the worker has stored since. `rescued` is what this device had counted
 * in a cart whose database is gone.
 */
async function load(rescued: OwnCounters | null = null): Promise<{ cart: OpenCart; live: LiveCart }> {
  const held = live;
  const suggested = { cartId: uuidv7(), device: newDeviceTag(), now: Date.now(), held };
  const cart = await onDevice((db) => openCart(db, suggested));
  const { cartId, device, startedAt, replaced } = cart;
  const isSame = held?.cartId === cartId && held.device === device && held.startedAt === startedAt;
  const ids = { cartId, device, startedAt, replaced };
  const opened: LiveCart = isSame && held.replaced === replaced ? held : newLiveCart(ids);
  const broken: number[] = [];
  for (const row of cart.rows) {
    if (opened.applied.has(row.id) || row.origin === "peer") continue;
    if (!applyToBoth(opened, row.bytes, "stored")) broken.push(row.id);
    opened.applied.add(row.id);
  }
  const { over, ...documents } = heedPeers(
    opened,
    cart.rows.filter((row) => row.origin === "peer"),
  );
  const current: LiveCart = { ...opened, ...documents };
  live = current;
  if (over.length > 0) await onDevice((db) => dropPeerRows(db, over));
  if (broken.length > 0) await onDevice((db) => healCart(db, cartId, broken, Date.now()));
  const isGone = held !== null && !isSame && held.cartId === cartId && held.device === device;
  const kept = isGone ? ownCounters(held.doc, device) : rescued;
  // Y5: deleted under this tab, the cart is the shop's to tell, and only what this device counted itself is ours to bring back.
  if (isGone) await onDevice((db) => healCart(db, cartId, [], Date.now()));
  // What this device counted itself is not to be lost with a row of it.
  const own = kept ? highestCounters(kept, cart.own) : cart.own;
  if (own && !(await write(current, (doc) => reapplyCounters(doc, own), own)).stored) return load(kept);
  // What was just written is yet to be sent, which its rows say.
  if (kept) return load();
  return { cart, live: current };
}

function applyToBoth({ doc, trusted }: LiveCart, update: Uint8Array, origin: string): boolean {
  if (trusted === doc) return applyWhole(doc, update, origin);
  // Where only the other's words stand in the way, the document is made anew from the trusted one.
  applyWhole(doc, update, origin);
  return applyWhole(trusted, update, origin);
}

/**
 * Changes the tab's document and stores the change; `stored` is false when a sync has replaced the document meanwhile. `own` is
 * what the device had counted before.
 */
async function write<T>(
  current: LiveCart,
  change: (doc: Y.Doc) => T,
  own: OwnCounters | null,
): Promise<{ stored: boolean; result: T }> {
  const { doc, trusted, device, cartId, replaced } = current;
  try {
    const { result, updates } = changed(doc, change);
    for (const bytes of updates) {
      if (trusted !== doc) Y.applyUpdate(trusted, bytes);
      const id = await onDevice((db) =>
        storeLocalUpdate(db, {
          cartId,
          replaced,
          bytes,
          // The server still has to send what only peers have said.
          stateVector: Y.encodeStateVector(trusted),
          own: highestCounters(ownCounters(doc, device), own),
          count: countOf(documentLines(doc)),
          now: Date.now(),
        }),
      );
      if (id === null) {
        live = null;
        return { stored: false, result };
      }
      current.applied.add(id);
    }
    return { stored: true, result };
  } catch (error) {
    // The document may now hold what the disk does not: the next reader starts from the disk.
    live = null;
    throw error;
  }
}

/** What a change of a document comes to, and the updates that say it: they carry nothing but this device's own words. */
function changed<T>(doc: Y.Doc, change: (doc: Y.Doc) => T): { result: T; updates: Uint8Array[] } {
  const updates: Uint8Array[] = [];
  const collect = (update: Uint8Array) => updates.push(update);
  doc.on("update", collect);
  try {
    return { result: change(doc), updates };
  } finally {
    doc.off("update", collect);
  }
}

/** The cart as this device knows it now. */
export function readCart(): Promise<CartView> {
  return underLock(CART_LOCK, async () => {
    const { cart, live: current } = await load();
    await mergeManyRows(cart);
    const unsent = current.trusted !== current.doc || anyUnsent(cart.rows);
    return {
      cartId: cart.cartId,
      lines: documentLines(current.doc),
      saved: unsent ? "here" : "everywhere",
      unsaved: unsent ? unconfirmedSkus(current.doc, confirmedOf(current, cart.rows)) : [],
    };
  });
}

/** The document as the server knows it, by what is marked as sent. */
function confirmedOf({ confirmed }: LiveCart, rows: OpenCart["rows"]): Y.Doc {
  for (const { id, sent, origin, bytes } of rows) {
    if (origin === "peer") continue;
    if (sent && !confirmed.applied.has(id) && applyWhole(confirmed.doc, bytes, "stored")) confirmed.applied.add(id);
  }
  return confirmed.doc;
}

/** Updates as one: a document forgets what was written over, which no merging of bytes does, if it has all that they build on. */
function mergedUpdate(updates: readonly Uint8Array[]): Uint8Array {
  const merged = Y.mergeUpdates([...updates]);
  const doc = new Y.Doc();
  return applyWhole(doc, merged) ? Y.encodeStateAsUpdate(doc) : merged;
}

async function mergeManyRows({ cartId, rows }: OpenCart): Promise<void> {
  if (rows.length <= MANY_ROWS) return;
  const kinds = [
    { origin: "local" as const, sent: true },
    { origin: "local" as const, sent: false },
    { origin: "peer" as const, sent: true },
  ];
  const merged = kinds.flatMap(({ origin, sent }) => {
    const same = rows.filter((row) => row.sent === sent && (row.origin === "peer") === (origin === "peer"));
    return same.length > 0 ? [{ cartId, bytes: mergedUpdate(same.map(({ bytes }) => bytes)), origin, sent }] : [];
  });
  await onDevice((db) => replaceRows(db, rows, merged));
}

/** Works on the cart's documents under the lock of all tabs, as they stand after everything that was stored. */
export function withCart<T>(work: (cart: OpenCart, documents: { readonly doc: Y.Doc }) => Promise<T>): Promise<T> {
  return underLock(CART_LOCK, async () => {
    const { cart, live: current } = await load();
    return work(cart, current);
  });
}

export interface CartWritten extends CartChange {
  readonly cartId: string;
  /** Units in the cart. */
  readonly count: number;
}

/** `add` units to a line, `set` what it shows, or `step` one up (1) or down (-1). */
export type CartEdit = "add" | "set" | "step";

function edit(how: CartEdit, { doc, device }: LiveCart, sku: string, units: number): CartChange {
  if (how === "step") return stepUnits(doc, device, sku, units > 0 ? 1 : -1);
  return (how === "add" ? addUnits : setUnits)(doc, device, sku, units);
}

/** Changes the cart under the lock of all tabs, after reading what they stored; resolves once the change is on the disk. */
export function changeCart(how: CartEdit, sku: string, units: number): Promise<CartWritten> {
  return underLock(CART_LOCK, async () => {
    for (;;) {
      const { cart, live: current } = await load();
      const { stored, result } = await write(current, () => edit(how, current, sku, units), cart.own);
      if (stored) return { ...result, cartId: current.cartId, count: countOf(documentLines(current.doc)) };
    }
  });
}

export interface CartClosed {
  /** The order that stands for the cart: this one, or an earlier one of another tab. */
  readonly key: string;
  readonly cartId: string;
  readonly count: number;
}

type OrderOfCart = Omit<QueuedOrder, "following">;

/**
 * Queues an order and follows its cart with a fresh one, which keeps what was added since the order was reviewed. Answers
 * the cart that is current afterwards: an order from another cart, as of one that is ordered anew, changes nothing here. A
 * shared cart goes on instead, for all of its members; null, and nothing is queued, when another device has taken out what
 * was to be ordered (Y4).
 */
export function closeCartWithOrder(order: OrderOfCart): Promise<CartClosed | null> {
  return underLock(CART_LOCK, async () => {
    const { live: current } = await load();
    const share = await onDevice(getShare);
    if (share?.stands && order.request.cartId === current.cartId) return orderFromShared(order);
    const lines = documentLines(current.doc);
    const left = lines.map((line) => {
      const ordered = order.request.lines.find((wanted) => wanted.sku === line.sku)?.quantity ?? 0;
      return { sku: line.sku, quantity: Math.max(0, line.quantity - ordered) };
    });
    const following = cartOf(
      left.filter((line) => line.quantity > 0),
      current.device,
    );
    const key = await onDevice((db) => queueOrder(db, { ...order, following }));
    const closed = key === order.key && order.request.cartId === current.cartId;
    const { cartId, count } = closed ? following : { cartId: current.cartId, count: countOf(lines) };
    return { key, cartId, count };
  });
}

/** Takes out what was ordered, as any removal does: what another device adds meanwhile stays. */
async function orderFromShared(order: OrderOfCart): Promise<CartClosed | null> {
  for (;;) {
    const { cart, live: current } = await load();
    const { doc, trusted, cartId, replaced, device } = current;
    if (order.replaces !== undefined) {
      const key = await onDevice((db) => queueOrder(db, { ...order, following: null }));
      return { key, cartId, count: countOf(documentLines(doc)) };
    }
    const inCart = new Map(documentLines(doc).map((line) => [line.sku, line.quantity]));
    if (order.request.lines.some(({ sku, quantity }) => quantity > (inCart.get(sku) ?? 0))) {
      const earlier = await onDevice((db) => newestOrderOf(db, cartId));
      return earlier && { key: earlier.key, cartId, count: countOf(documentLines(doc)) };
    }
    const { updates } = changed(doc, () => {
      doc.transact(() => {
        for (const { sku, quantity } of order.request.lines) {
          setUnits(doc, device, sku, (inCart.get(sku) ?? 0) - quantity);
        }
      });
    });
    const bytes = Y.mergeUpdates(updates);
    if (trusted !== doc) Y.applyUpdate(trusted, bytes);
    // The document now says what the disk may not: the next reader starts from the disk.
    live = null;
    const count = countOf(documentLines(doc));
    const taken = {
      cartId,
      replaced,
      bytes,
      stateVector: Y.encodeStateVector(trusted),
      own: highestCounters(ownCounters(doc, device), cart.own),
      count,
      now: order.now,
    };
    if (await onDevice((db) => queueSharedOrder(db, order, taken))) return { key: order.key, cartId, count };
  }
}

function cartOf(lines: readonly CartLineQuantity[], device: string): FollowingCart {
  const cartId = uuidv7();
  if (lines.length === 0) return { cartId, update: null, count: 0 };
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const line of lines) addUnits(doc, device, line.sku, line.quantity);
  });
  const update = {
    bytes: Y.encodeStateAsUpdate(doc),
    stateVector: Y.encodeStateVector(doc),
    own: ownCounters(doc, device),
  };
  return { cartId, update, count: countOf(lines) };
}
