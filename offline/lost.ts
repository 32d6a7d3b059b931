import { type DeviceDatabase, DURABLE } from "./database.ts";
import { cartSyncEntry, cartSyncKey } from "./outbox.ts";

/**
 * Whether nothing says that this database was ever looked at: it is new, or the browser has deleted the one before it (Y5).
 * Only the server can tell which. A cart of an older release, which leaves no such note, is proof that it was used.
 */
export async function isUnknownHere(db: DeviceDatabase): Promise<boolean> {
  const tx = db.transaction("meta");
  const [begun, cart] = await Promise.all([tx.store.get("begun"), tx.store.get("cart")]);
  if (begun) return false;
  return cart?.name !== "cart" || cart.fresh === true;
}

/** Notes that the database is in use and that nothing is missing from it that could be brought back. */
export async function noteBegun(db: DeviceDatabase, now: number): Promise<void> {
  const tx = db.transaction("meta", "readwrite", DURABLE);
  const cart = await tx.store.get("cart");
  if (cart?.name === "cart" && cart.fresh) {
    const { fresh: _, ...head } = cart;
    await tx.store.put(head);
  }
  await Promise.all([tx.store.put({ name: "begun", at: now }), tx.done]);
}

/** What became of the server's cart here: it was here already, it is asked for, or what was begun meanwhile joins it. */
export type Adopted = "here" | "asked" | "joined";

/**
 * Goes on with a cart that only the server remembers. What was put into another one meanwhile joins it as this device's own
 * counters, which mean the same in whatever document the server has; the next sync brings the rest.
 */
export async function adoptCart(
  db: DeviceDatabase,
  { cartId, units }: { readonly cartId: string; readonly units: number },
  now: number,
): Promise<Adopted> {
  const tx = db.transaction(["meta", "cart-updates", "outbox"], "readwrite", DURABLE);
  const [meta, rows, outbox] = [tx.objectStore("meta"), tx.objectStore("cart-updates"), tx.objectStore("outbox")];
  const current = await meta.get("cart");
  if (current?.name !== "cart") {
    await meta.put({ name: "cart", cartId, startedAt: now });
    await meta.put({ name: "cart-summary", cartId, count: units });
    await outbox.put(cartSyncEntry(cartId, now));
    await tx.done;
    return "asked";
  }
  if (current.cartId === cartId) {
    await tx.done;
    return "here";
  }
  for (const row of await rows.index("cart").getAll(current.cartId)) await rows.put({ ...row, cartId, sent: false });
  const counters = await meta.get("cart-counters");
  if (counters?.name === "cart-counters") await meta.put({ ...counters, cartId });
  const summary = await meta.get("cart-summary");
  const begun = summary?.name === "cart-summary" ? summary.count : 0;
  await meta.put({ name: "cart-summary", cartId, count: begun + units });
  await meta.delete("cart-vector");
  await meta.put({ name: "cart", cartId, startedAt: current.startedAt });
  await outbox.delete(cartSyncKey(current.cartId));
  await outbox.put(cartSyncEntry(cartId, now, true));
  await tx.done;
  return "joined";
}
