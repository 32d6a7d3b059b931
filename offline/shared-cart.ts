import type { OwnCounters } from "../domain/cart/document.ts";
import type { Sharing } from "../protocol/sharing.ts";
import { anyUnsent, dropRows, queueCartSync } from "./carts.ts";
import { type DeviceDatabase, DURABLE, type ShareRecord } from "./database.ts";
import { getMeta } from "./meta.ts";
import { cartSyncEntry, cartSyncKey } from "./outbox.ts";

/** How the cart of this device is shared, as it was last heard. */
export interface DeviceShare {
  readonly share: ShareRecord;
  /**
   * False once the server has said that this device is no member of that cart any more: the same document went on under an id
   * of its own then, as this device's copy.
   */
  readonly stands: boolean;
}

/** Null on a device whose cart was never shared. */
export async function getShare(db: DeviceDatabase): Promise<DeviceShare | null> {
  const [share, cart] = await Promise.all([getMeta(db, "share"), getMeta(db, "cart")]);
  return share && { share, stands: cart?.cartId === share.sharing.cartId };
}

/** Keeps what the server says about the current cart; false, and nothing is kept, when it is about another one. */
export async function storeSharing(db: DeviceDatabase, sharing: Sharing): Promise<boolean> {
  const tx = db.transaction("meta", "readwrite", DURABLE);
  const [cart, known] = await Promise.all([tx.store.get("cart"), tx.store.get("share")]);
  const isCurrent = cart?.name === "cart" && cart.cartId === sharing.cartId;
  const same = known?.name === "share" && known.sharing.cartId === sharing.cartId ? known : null;
  if (isCurrent) await tx.store.put({ name: "share", sharing, kept: same?.kept ?? null, told: same?.told ?? null });
  await tx.done;
  return isCurrent;
}

/** Whether changes of this device have yet to reach the others. */
export async function hasUnsent(db: DeviceDatabase, cartId: string): Promise<boolean> {
  return anyUnsent(await db.getAllFromIndex("cart-updates", "cart", cartId));
}

/** Has the cart synced although nothing of it is to be sent: others may have changed it. */
export async function queueSync(db: DeviceDatabase, cartId: string, now: number): Promise<void> {
  const tx = db.transaction("outbox", "readwrite", DURABLE);
  await queueCartSync(tx.store, cartId, now);
  await tx.done;
}

/** Remembers that the shopper was told of an order from the shared cart. */
export async function noteTold(db: DeviceDatabase, orderedAt: string): Promise<void> {
  const tx = db.transaction("meta", "readwrite", DURABLE);
  const share = await tx.store.get("share");
  if (share?.name === "share") await tx.store.put({ ...share, told: orderedAt });
  await tx.done;
}

export interface EnterCart {
  readonly sharing: Sharing;
  /** The server's whole document, and what this device adds to it; null for nothing. */
  readonly epoch: number;
  readonly document: Uint8Array;
  readonly added: Uint8Array | null;
  readonly stateVector: Uint8Array;
  readonly own: OwnCounters;
  /** This device's tag in the cart. */
  readonly device: string;
  /** Units in it. */
  readonly count: number;
  /** Whether the cart that was current is kept aside until the shared one is left; else it is gone, having been added. */
  readonly keep: boolean;
  readonly now: number;
}

/**
 * Makes a shared cart the current one, with what is to be sent to it, in one durable transaction (Y4). False, and nothing has
 * changed, when the cart that is to be kept aside has changes that the server lacks: nobody would send them (W1).
 */
export async function enterCart(db: DeviceDatabase, entered: EnterCart): Promise<boolean> {
  const { sharing, epoch, document, added, stateVector, own, device, count, keep, now } = entered;
  const { cartId } = sharing;
  const tx = db.transaction(["meta", "cart-updates", "outbox"], "readwrite", DURABLE);
  const [meta, rows, outbox] = [tx.objectStore("meta"), tx.objectStore("cart-updates"), tx.objectStore("outbox")];
  const before = await meta.get("cart");
  const former = before?.name === "cart" ? before : null;
  if (keep && former && anyUnsent(await rows.index("cart").getAll(former.cartId))) {
    await tx.done;
    return false;
  }
  const [summary, counters, share] = await Promise.all([
    meta.get("cart-summary"),
    meta.get("cart-counters"),
    meta.get("share"),
  ]);
  const kept = keep &&
    former && {
      cart: former,
      count: summary?.name === "cart-summary" && summary.cartId === former.cartId ? summary.count : 0,
      own: counters?.name === "cart-counters" && counters.cartId === former.cartId ? counters.own : null,
      share: share?.name === "share" && share.sharing.cartId === former.cartId ? share : null,
    };
  if (former) {
    await outbox.delete(cartSyncKey(former.cartId));
    if (!keep) await dropRows(rows, former.cartId);
  }
  // A tab that still holds the other document must not write it into this one.
  const replaced = (former?.replaced ?? 0) + 1;
  await dropRows(rows, cartId);
  await meta.put({ name: "cart", cartId, startedAt: now, epoch, replaced });
  await meta.put({ name: "device", tag: device });
  await meta.put({ name: "share", sharing, kept: kept || null, told: sharing.ordered?.at ?? null });
  await meta.put({ name: "cart-vector", cartId, stateVector });
  await meta.put({ name: "cart-summary", cartId, count });
  await meta.put({ name: "cart-counters", cartId, own });
  await rows.add({ cartId, bytes: document, origin: "server", sent: true });
  if (added) {
    await rows.add({ cartId, bytes: added, origin: "local", sent: false });
    await outbox.put(cartSyncEntry(cartId, now));
  }
  await tx.done;
  return true;
}

export interface LeaveCart {
  /** The id of a new cart, for a device that has kept none aside. */
  readonly suggestedId: string;
  readonly now: number;
  /** Whether changes of this device that the server lacks may go, too. */
  readonly dropUnsent: boolean;
}

/**
 * Goes back from a shared cart to the one that was kept aside, or else to a new one; what this device had of the shared one is
 * dropped. Answers the cart that is current now and its units; null, and nothing has changed, when changes of this device have
 * yet to be sent and may not go.
 */
export async function leaveCart(
  db: DeviceDatabase,
  { suggestedId, now, dropUnsent }: LeaveCart,
): Promise<{ readonly cartId: string; readonly count: number } | null> {
  const tx = db.transaction(["meta", "cart-updates", "outbox"], "readwrite", DURABLE);
  const [meta, rows, outbox] = [tx.objectStore("meta"), tx.objectStore("cart-updates"), tx.objectStore("outbox")];
  const [cart, share] = await Promise.all([meta.get("cart"), meta.get("share")]);
  const kept = share?.name === "share" ? share.kept : null;
  const replaced = (cart?.name === "cart" ? (cart.replaced ?? 0) : 0) + 1;
  if (cart?.name === "cart") {
    if (!dropUnsent && anyUnsent(await rows.index("cart").getAll(cart.cartId))) {
      await tx.done;
      return null;
    }
    await dropRows(rows, cart.cartId);
    await outbox.delete(cartSyncKey(cart.cartId));
  }
  const cartId = kept?.cart.cartId ?? suggestedId;
  const count = kept?.count ?? 0;
  await meta.put(kept ? { ...kept.cart, replaced } : { name: "cart", cartId, startedAt: now, replaced });
  await meta.put({ name: "cart-summary", cartId, count });
  // Without a vector the next sync asks for everything.
  await meta.delete("cart-vector");
  if (kept?.own) await meta.put({ name: "cart-counters", cartId, own: kept.own });
  else await meta.delete("cart-counters");
  if (kept) await outbox.put(cartSyncEntry(cartId, now));
  if (kept?.share) await meta.put(kept.share);
  else await meta.delete("share");
  await tx.done;
  return { cartId, count };
}

/** The copy of a cart that is no longer shared with this device stays its cart; what was kept aside for that time goes. */
export async function keepCopy(db: DeviceDatabase): Promise<void> {
  const tx = db.transaction(["meta", "cart-updates"], "readwrite", DURABLE);
  const share = await tx.objectStore("meta").get("share");
  if (share?.name === "share" && share.kept) await dropRows(tx.objectStore("cart-updates"), share.kept.cart.cartId);
  await tx.objectStore("meta").delete("share");
  await tx.done;
}
