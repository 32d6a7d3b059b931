import type { IDBPObjectStore, IDBPTransaction, StoreNames } from "idb";
import type { OwnCounters } from "../domain/cart/document.ts";
import { MAX_UPDATES_PER_SYNC } from "../protocol/cart-limits.ts";
import { type CartUpdateRow, type DeviceDatabase, type DeviceSchema, DURABLE } from "./database.ts";
import { isMeta } from "./meta.ts";
import { cartSyncEntry, cartSyncKey, renewed } from "./outbox.ts";

/** Base64 makes four bytes of three; so many raw bytes stay below the 64 kB of a sync body. */
const MAX_BATCH_BYTES = 44 * 1024;

export type StoredRow = CartUpdateRow & { readonly id: number };

type CartRows = IDBPObjectStore<DeviceSchema, StoreNames<DeviceSchema>[], "cart-updates", "readwrite">;

/** Deletes all rows of a cart, as part of somebody's transaction. */
export async function dropRows(rows: CartRows, cartId: string): Promise<void> {
  for (const id of await rows.index("cart").getAllKeys(cartId)) await rows.delete(id);
}

/** Whether changes of this device have yet to reach the server. */
export const anyUnsent = (rows: readonly CartUpdateRow[]): boolean => rows.some((row) => !row.sent);

export function withIds(rows: readonly CartUpdateRow[]): StoredRow[] {
  return rows.flatMap((row) => (row.id === undefined ? [] : [{ ...row, id: row.id }]));
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
  const tx = db.transaction(["cart-updates", "meta", "outbox"], "readwrite", DURABLE);
  const current = await tx.objectStore("meta").get("cart");
  const cartId = isMeta(current, "cart") ? current.cartId : write.cartId;
  if (isMeta(current, "cart") && (current.replaced ?? 0) !== write.replaced) {
    await tx.done;
    return null;
  }
  const [id] = await Promise.all([
    addLocalChange(tx, { ...write, cartId }),
    queueCartSync(tx.objectStore("outbox"), cartId, write.now),
  ]);
  await tx.done;
  return id;
}

type CartTx = IDBPTransaction<DeviceSchema, StoreNames<DeviceSchema>[], "readwrite">;

/** Adds a change of this device to the cart's rows, with all that follows from it; answers the row's id. */
export async function addLocalChange(tx: CartTx, write: Omit<CartWrite, "replaced" | "now">): Promise<number> {
  const { cartId, bytes, stateVector, own, count } = write;
  const meta = tx.objectStore("meta");
  const [id] = await Promise.all([
    tx.objectStore("cart-updates").add({ cartId, bytes, origin: "local", sent: false }),
    meta.put({ name: "cart-vector", cartId, stateVector }),
    meta.put({ name: "cart-summary", cartId, count }),
    meta.put({ name: "cart-counters", cartId, own }),
  ]);
  return id;
}

type Outbox = IDBPObjectStore<DeviceSchema, StoreNames<DeviceSchema>[], "outbox", "readwrite">;

/** Has the cart synced. A sync that was refused gets another chance; one that only waits is left as it is. */
export async function queueCartSync(outbox: Outbox, cartId: string, now: number): Promise<void> {
  const waiting = await outbox.get(cartSyncKey(cartId));
  if (!waiting) await outbox.put(cartSyncEntry(cartId, now));
  else if (waiting.waitsFor) await outbox.put(renewed(waiting));
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

/** Drops rows that cannot be read and asks the server for the whole document, which has all that was ever sent (Y5). */
export async function healCart(
  db: DeviceDatabase,
  cartId: string,
  broken: readonly number[],
  now: number,
): Promise<void> {
  const tx = db.transaction(["cart-updates", "meta", "outbox"], "readwrite", DURABLE);
  await Promise.all([askForWhole(tx, cartId, broken, now), tx.done]);
}

/**
 * Drops these rows and asks the server for the whole document, as part of somebody's transaction; what this device itself has
 * counted goes along.
 */
export async function askForWhole(
  tx: CartTx,
  cartId: string,
  dropped: readonly number[],
  now: number,
): Promise<unknown> {
  return Promise.all([
    ...dropped.map((id) => tx.objectStore("cart-updates").delete(id)),
    tx.objectStore("meta").delete("cart-vector"),
    tx.objectStore("outbox").put(cartSyncEntry(cartId, now, true)),
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
