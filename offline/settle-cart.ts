import type { CartSyncAnswer } from "../protocol/cart.ts";
import { uuidv7 } from "../protocol/ids.ts";
import { fromBase64 } from "./base64.ts";
import { cartSyncEntry } from "./outbox.ts";
import type { CartSyncEntry } from "./outbox-entry.ts";
import type { SettleTx } from "./settle-transaction.ts";

/**
 * Stores the server's answer as a row and marks the sent rows, without Yjs. Answers whether rows are left to be sent.
 * The server's state vector becomes ours: it claims what the server has, and all of that is stored here now.
 */
export async function settleCartSync(
  tx: SettleTx,
  entry: CartSyncEntry,
  answer: CartSyncAnswer,
  sentRows: readonly number[],
  now: number,
): Promise<boolean> {
  const rows = tx.objectStore("cart-updates");
  for (const id of sentRows) {
    const row = await rows.get(id);
    if (row) await rows.put({ ...row, sent: true });
  }
  const update = fromBase64(answer.update);
  // A first byte of zero means no structs; the deletions that every diff repeats follow from structs that are here already.
  if (update[0] !== 0) await rows.add({ cartId: entry.cartId, bytes: update, origin: "server", sent: true });

  const meta = tx.objectStore("meta");
  await meta.put({ name: "cart-vector", cartId: entry.cartId, stateVector: fromBase64(answer.stateVector) });
  const more = (await rows.index("cart").getAll(entry.cartId)).some((row) => !row.sent);
  const current = await meta.get("cart");
  if (!more && current?.name === "cart" && current.cartId === entry.cartId) {
    const count = answer.lines.reduce((sum, line) => sum + line.quantity, 0);
    await meta.put({ name: "cart-summary", cartId: entry.cartId, count });
  }
  if (more) await tx.objectStore("outbox").put(cartSyncEntry(entry.cartId, now));
  else await tx.objectStore("outbox").delete(entry.key);
  return more;
}

/** The server refused what it could not build on: everything is sent once more from the beginning. */
export async function settleCartRefusal(tx: SettleTx, entry: CartSyncEntry): Promise<void> {
  const rows = tx.objectStore("cart-updates");
  for (const row of await rows.index("cart").getAll(entry.cartId)) await rows.put({ ...row, sent: false });
  await tx.objectStore("outbox").put({ ...entry, resent: true, lease: null, nextAttemptAt: 0 });
}

/**
 * The server knows this cart as somebody else's, as when the browser's cookies were cleared: the same document goes on
 * under a new id, which this device can own.
 */
export async function settleForeignCart(tx: SettleTx, entry: CartSyncEntry, now: number): Promise<void> {
  const [rows, meta, outbox] = [tx.objectStore("cart-updates"), tx.objectStore("meta"), tx.objectStore("outbox")];
  await outbox.delete(entry.key);
  const current = await meta.get("cart");
  if (current?.name !== "cart" || current.cartId !== entry.cartId) return;

  const cartId = uuidv7(now);
  for (const row of await rows.index("cart").getAll(entry.cartId)) await rows.put({ ...row, cartId, sent: false });
  await meta.put({ ...current, cartId });
  const summary = await meta.get("cart-summary");
  if (summary?.name === "cart-summary") await meta.put({ ...summary, cartId });
  await meta.delete("cart-vector");
  await outbox.put(cartSyncEntry(cartId, now));
}
