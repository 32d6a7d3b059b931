import type { Sharing } from "../protocol/sharing.ts";
import { type DeviceDatabase, DURABLE, type Meta } from "./database.ts";
import { cartSyncEntry, cartSyncKey } from "./outbox.ts";

/**
 * Whether nothing says that this database was ever looked at: it is new, or the browser has deleted the one before it (Y5).
 * Only the server can tell which. A cart of an older release, which leaves no such note, is proof that it was used.
 */
export async function isUnknownHere(db: DeviceDatabase): Promise<boolean> {
  const tx = db.transaction("meta");
  const [begun, cart] = await Promise.all([tx.store.get("begun"), tx.store.get("cart")]);
  return begun === undefined && !isUsed(cart);
}

const isUsed = (cart: Meta | undefined): boolean => cart?.name === "cart" && cart.fresh === undefined;

/** A cart as the server lists it. */
export interface ServerCart {
  readonly cartId: string;
  readonly units: number;
  /** How it is shared; absent where it is not (Y4). */
  readonly sharing?: Sharing | undefined;
}

/** A cart that goes on here although its database is gone, by what the shop or a window still had. */
export interface FoundCart extends Omit<ServerCart, "sharing"> {
  readonly from: "shop" | "window";
}

/**
 * Goes on with the first of the server's carts that is not here already, and notes that nothing else is missing that could be
 * brought back; null when there was nothing. What was put into another cart meanwhile joins it as this device's own counters,
 * which mean the same in whatever document the server has; the next sync brings the rest.
 */
export async function bringCartBack(
  db: DeviceDatabase,
  carts: readonly ServerCart[],
  now: number,
): Promise<FoundCart | null> {
  const tx = db.transaction(["meta", "cart-updates", "outbox"], "readwrite", DURABLE);
  const [meta, rows, outbox] = [tx.objectStore("meta"), tx.objectStore("cart-updates"), tx.objectStore("outbox")];
  const [known, counters, summary] = await Promise.all([
    meta.get("cart"),
    meta.get("cart-counters"),
    meta.get("cart-summary"),
  ]);
  await meta.put({ name: "begun", at: now });
  const current = known?.name === "cart" ? known : null;
  // One that was joined, or begun with an order, since the shop was asked: its list is older, and must not undo that.
  if (isUsed(known)) {
    await tx.done;
    return null;
  }
  const units = summary?.name === "cart-summary" && summary.cartId === current?.cartId ? summary.count : 0;
  if (current) {
    const { fresh: _, ...head } = current;
    await meta.put(head);
  }
  const restoreSharing = async ({ sharing }: Pick<ServerCart, "sharing">) => {
    if (sharing) await meta.put({ name: "share", sharing, kept: null, told: sharing.ordered?.at ?? null });
  };
  if (current?.fresh === "tab") {
    await restoreSharing(carts.find(({ cartId }) => cartId === current.cartId) ?? {});
    await tx.done;
    return { from: "window", cartId: current.cartId, units };
  }
  const found = carts.find(({ cartId }) => cartId !== current?.cartId);
  if (!found) {
    await tx.done;
    return null;
  }
  const { cartId } = found;
  for (const row of current ? await rows.index("cart").getAll(current.cartId) : []) {
    await rows.put({ ...row, cartId, sent: false });
  }
  if (current) await outbox.delete(cartSyncKey(current.cartId));
  if (counters?.name === "cart-counters") await meta.put({ ...counters, cartId });
  // Without a vector the next sync asks for everything.
  await meta.delete("cart-vector");
  await meta.put({ name: "cart-summary", cartId, count: units + found.units });
  await meta.put({ name: "cart", cartId, startedAt: now });
  await outbox.put(cartSyncEntry(cartId, now, current !== null));
  await restoreSharing(found);
  await tx.done;
  return { from: "shop", cartId, units: found.units };
}
