import type { OwnCounters } from "../domain/cart/document.ts";
import { MAX_UPDATES_PER_SYNC } from "../protocol/cart-limits.ts";
import { type CartHead, type CartUpdateRow, type DeviceDatabase, DURABLE, type Meta } from "./database.ts";
import { cartSyncEntry, cartSyncKey, renewed } from "./outbox.ts";

/** Base64 makes four bytes of three; so many raw bytes stay below the 64 kB of a sync body. */
const MAX_BATCH_BYTES = 44 * 1024;

export type StoredRow = CartUpdateRow & { readonly id: number };

export interface OpenCart {
  readonly cartId: string;
  /** This device's tag inside cart documents. */
  readonly device: string;
  /** How often the server's document took the place of the rows: a tab's document then starts from them anew. */
  readonly replaced: number;
  /** This device's own counters as they were last written; null where only older releases wrote. */
  readonly own: OwnCounters | null;
  readonly rows: readonly StoredRow[];
  /** The database was empty, and goes on under the ids that the tab had from the one that the browser has deleted (Y5). */
  readonly lost: boolean;
}

export interface SuggestedCart {
  readonly cartId: string;
  readonly device: string;
  readonly now: number;
  /** The ids that this tab has worked with. */
  readonly held?: { readonly cartId: string; readonly device: string } | null;
}

type MetaOf<Name extends Meta["name"]> = Extract<Meta, { readonly name: Name }>;

function isMeta<Name extends Meta["name"]>(meta: Meta | undefined, name: Name): meta is MetaOf<Name> {
  return meta?.name === name;
}

/** The record of this name, or null. */
export async function getMeta<Name extends Meta["name"]>(db: DeviceDatabase, name: Name): Promise<MetaOf<Name> | null> {
  const meta = await db.get("meta", name);
  return isMeta(meta, name) ? meta : null;
}

function withIds(rows: readonly CartUpdateRow[]): StoredRow[] {
  return rows.flatMap((row) => (row.id === undefined ? [] : [{ ...row, id: row.id }]));
}

/** The current cart with its rows in the order in which they were stored; the suggested ids serve a device that has none. */
export async function openCart(db: DeviceDatabase, suggested: SuggestedCart): Promise<OpenCart> {
  const tx = db.transaction(["meta", "cart-updates"], "readwrite", DURABLE);
  const meta = tx.objectStore("meta");
  const known = await meta.get("cart");
  // A device that was told to forget is empty, too, but not unknown: nothing may come back to it (C13).
  const fresh = !isMeta(known, "cart") && (await meta.get("begun")) === undefined;
  const held = fresh ? (suggested.held ?? null) : null;
  const { cartId, device: tag } = held ?? suggested;
  const cart: CartHead = isMeta(known, "cart")
    ? known
    : { name: "cart", cartId, startedAt: suggested.now, ...(fresh ? { fresh } : {}) };
  const tagged = await meta.get("device");
  const device = isMeta(tagged, "device") ? tagged : { name: "device" as const, tag };
  if (cart !== known) await meta.put(cart);
  if (device !== tagged) await meta.put(device);
  const counters = await meta.get("cart-counters");
  const own = isMeta(counters, "cart-counters") && counters.cartId === cart.cartId ? counters.own : null;
  const rows = await tx.objectStore("cart-updates").index("cart").getAll(cart.cartId);
  await tx.done;
  const { cartId: current, replaced = 0 } = cart;
  return { cartId: current, device: device.tag, replaced, own, rows: withIds(rows), lost: held !== null };
}

/** What a change of the document leaves behind. */
export interface CartWrite {
  readonly cartId: string;
  /** What `OpenCart` said of the document that was changed. */
  readonly replaced: number;
  readonly bytes: Uint8Array;
  readonly stateVector: Uint8Array;
  /** All of this device's own counters. */
  readonly own: OwnCounters;
  /** Units in the cart after it. */
  readonly count: number;
  readonly now: number;
}

/**
 * Stores this device's change, with the entry that will send it, in one durable transaction; answers the row's id. It goes
 * to the cart that is current now: a sync may just have learned that the server knows the old id as somebody else's. Null, and
 * nothing is stored, when a sync has put another document in its place: the change is then made on that one.
 */
export async function storeLocalUpdate(db: DeviceDatabase, write: CartWrite): Promise<number | null> {
  const { bytes, stateVector, own, count, now } = write;
  const tx = db.transaction(["cart-updates", "meta", "outbox"], "readwrite", DURABLE);
  const outbox = tx.objectStore("outbox");
  const current = await tx.objectStore("meta").get("cart");
  const cartId = isMeta(current, "cart") ? current.cartId : write.cartId;
  if (isMeta(current, "cart") && (current.replaced ?? 0) !== write.replaced) {
    await tx.done;
    return null;
  }
  const [id, waiting] = await Promise.all([
    tx.objectStore("cart-updates").add({ cartId, bytes, origin: "local", sent: false }),
    outbox.get(cartSyncKey(cartId)),
    tx.objectStore("meta").put({ name: "cart-vector", cartId, stateVector }),
    tx.objectStore("meta").put({ name: "cart-summary", cartId, count }),
    tx.objectStore("meta").put({ name: "cart-counters", cartId, own }),
  ]);
  // A sync that was refused gets another chance with the new change.
  if (!waiting || waiting.waitsFor) {
    await outbox.put(waiting ? renewed(waiting) : cartSyncEntry(cartId, now));
  }
  await tx.done;
  return id;
}

/**
 * Replaces rows by fewer that say the same, so that a long-lived cart stays quick to open. Changes nothing when a row is no
 * longer as it was read: a sync may have sent it, or moved it to another cart, meanwhile.
 */
export async function replaceRows(
  db: DeviceDatabase,
  rows: readonly StoredRow[],
  merged: readonly CartUpdateRow[],
): Promise<void> {
  const tx = db.transaction("cart-updates", "readwrite", DURABLE);
  const now = await Promise.all(rows.map((row) => tx.store.get(row.id)));
  if (rows.some((row, index) => now[index]?.cartId !== row.cartId || now[index]?.sent !== row.sent)) return tx.done;
  const old = rows.map((row) => row.id);
  await Promise.all([...old.map((id) => tx.store.delete(id)), ...merged.map((row) => tx.store.add(row)), tx.done]);
}

/**
 * Drops rows that cannot be read and asks the server for the whole document, which has all that was ever sent; what this device
 * itself has counted goes along (Y5).
 */
export async function healCart(
  db: DeviceDatabase,
  cartId: string,
  broken: readonly number[],
  now: number,
): Promise<void> {
  const tx = db.transaction(["cart-updates", "meta", "outbox"], "readwrite", DURABLE);
  await Promise.all([
    ...broken.map((id) => tx.objectStore("cart-updates").delete(id)),
    tx.objectStore("meta").delete("cart-vector"),
    tx.objectStore("outbox").put(cartSyncEntry(cartId, now, true)),
    tx.done,
  ]);
}

export interface UnsentBatch {
  readonly epoch: number;
  readonly replaced: number;
  readonly rows: readonly StoredRow[];
  /** Null when the cart has no vector: everything is asked for. */
  readonly stateVector: Uint8Array | null;
  /** What goes instead of the rows, which it stands for: all that are unsent. */
  readonly own: OwnCounters | null;
}

/** The next unsent rows that fit into one sync body with the state vector to send, or the device's own counters. */
export async function unsentBatch(db: DeviceDatabase, cartId: string, carry: boolean): Promise<UnsentBatch> {
  const tx = db.transaction(["cart-updates", "meta"]);
  const [cart, counters, all, vector] = await Promise.all([
    tx.objectStore("meta").get("cart"),
    tx.objectStore("meta").get("cart-counters"),
    tx.objectStore("cart-updates").index("cart").getAll(cartId),
    tx.objectStore("meta").get("cart-vector"),
  ]);
  const { epoch = 0, replaced = 0 } = isMeta(cart, "cart") && cart.cartId === cartId ? cart : {};
  if (carry && isMeta(counters, "cart-counters") && counters.cartId === cartId) {
    return { epoch, replaced, rows: withIds(all).filter((row) => !row.sent), stateVector: null, own: counters.own };
  }
  const rows: StoredRow[] = [];
  let bytes = 0;
  for (const row of withIds(all)) {
    if (row.sent) continue;
    bytes += row.bytes.byteLength;
    if (rows.length > 0 && (rows.length >= MAX_UPDATES_PER_SYNC || bytes > MAX_BATCH_BYTES)) break;
    rows.push(row);
  }
  const known = isMeta(vector, "cart-vector") && vector.cartId === cartId;
  return { epoch, replaced, rows, stateVector: known ? vector.stateVector : null, own: null };
}
