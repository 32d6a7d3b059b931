import type { CartSyncAnswer } from "../protocol/cart.ts";
import { uuidv7 } from "../protocol/ids.ts";
import { fromBase64 } from "./base64.ts";
import { anyUnsent, dropRows } from "./carts.ts";
import { cartSyncEntry } from "./outbox.ts";
import type { CartSyncEntry } from "./outbox-entry.ts";
import type { SentCart } from "./send-entry.ts";
import type { SettleTx } from "./settle-transaction.ts";

/** A document that neither rows nor counters can be carried out of is left alone for so long. */
const STUCK_MS = 60_000;

/**
 * Stores the server's answer and marks what was sent, without Yjs. Answers whether more is to be sent at once. The server's
 * state vector becomes ours: it claims what the server has, and all of that is stored here then. The document of another epoch
 * takes the place of ours once nothing is left that it might lack; until then our own counters are sent (Y2).
 */
export async function settleCartSync(
  tx: SettleTx,
  entry: CartSyncEntry,
  answer: CartSyncAnswer,
  sent: SentCart,
  now: number,
): Promise<boolean> {
  const [rows, meta, outbox] = [tx.objectStore("cart-updates"), tx.objectStore("meta"), tx.objectStore("outbox")];
  const current = await meta.get("cart");
  const cart = current?.name === "cart" && current.cartId === entry.cartId ? current : null;
  const again = async (carry: boolean, at = 0) => {
    await outbox.put({ ...cartSyncEntry(entry.cartId, now, carry), nextAttemptAt: at });
    return at === 0;
  };
  // Somebody has put the server's document in place meanwhile: the answer was to one that is gone.
  if (cart && (cart.replaced ?? 0) !== sent.replaced) return again(false);

  if (answer.taken !== false) {
    for (const id of sent.rows) {
      const row = await rows.get(id);
      if (row) await rows.put({ ...row, sent: true });
    }
  }
  const epoch = answer.epoch ?? sent.epoch;
  const unsent = anyUnsent(await rows.index("cart").getAll(entry.cartId));
  const replaces = epoch !== sent.epoch || sent.carried;
  if (replaces && unsent) return again(true, entry.carry && !sent.carried ? now + STUCK_MS : 0);

  const update = fromBase64(answer.update);
  if (replaces && cart) {
    await dropRows(rows, entry.cartId);
    await meta.put({ ...cart, epoch, replaced: sent.replaced + 1 });
  }
  // A first byte of zero means no structs; the deletions that every diff repeats follow from structs that are here already.
  if (update[0] !== 0) await rows.add({ cartId: entry.cartId, bytes: update, origin: "server", sent: true });
  await meta.put({ name: "cart-vector", cartId: entry.cartId, stateVector: fromBase64(answer.stateVector) });
  if (unsent) return again(false);
  if (cart) {
    const count = answer.lines.reduce((sum, line) => sum + line.quantity, 0);
    await meta.put({ name: "cart-summary", cartId: entry.cartId, count });
  }
  await outbox.delete(entry.key);
  return false;
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
  const counters = await meta.get("cart-counters");
  if (counters?.name === "cart-counters") await meta.put({ ...counters, cartId });
  await meta.delete("cart-vector");
  await outbox.put(cartSyncEntry(cartId, now));
}
