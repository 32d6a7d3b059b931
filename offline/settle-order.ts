import type { Order } from "../protocol/orders.ts";
import { isOrder } from "./answers.ts";
import { changedOrder, type LocalOrder, type LocalOrderState } from "./local-order.ts";
import { orderCancelEntry } from "./outbox.ts";
import type { OrderCancelEntry, OrderEntry } from "./outbox-entry.ts";
import type { Outcome } from "./outcome.ts";
import type { SettleTx } from "./settle-transaction.ts";

/** Where an order stands that the server has answered for. */
export function stateOf(order: Order): LocalOrderState {
  return order.status === "cancelled" ? "cancelled" : "confirmed";
}

/**
 * Writes the outcome into the order's record. A confirmed order that the shopper wants back gets an entry that asks the
 * server to cancel it; a refused one that they want back is simply gone.
 */
export async function settleOrder(
  tx: SettleTx,
  entry: OrderEntry,
  outcome: Outcome,
  kept: OrderEntry | null,
  now: number,
): Promise<void> {
  const orders = tx.objectStore("orders");
  const record = await orders.get(entry.key);
  if (!record) return;
  if (outcome.kind === "done" && isOrder(outcome.body)) {
    const order = outcome.body;
    await dropTwins(tx, record.key, order.id);
    await orders.put(changedOrder(record, { state: stateOf(order), order, problem: null, nextAttemptAt: null }, now));
    if (entry.cancel) await tx.objectStore("outbox").put(orderCancelEntry(entry.key, order.id, now));
    return;
  }
  const fate: Partial<LocalOrder> = kept
    ? unsettled(kept)
    : { state: "cancelled", nextAttemptAt: null, cancelling: false };
  const change = { ...fate, attempts: entry.attempts, problem: kept?.problem ?? null };
  await orders.put(changedOrder(record, change, now));
}

function unsettled(kept: OrderEntry): Pick<LocalOrder, "state" | "nextAttemptAt"> {
  if (kept.waitsFor === "shopper") return { state: "needs-you", nextAttemptAt: null };
  return { state: "queued", nextAttemptAt: kept.waitsFor ? null : kept.nextAttemptAt };
}

/** A record made from the server's list before this device knew whose it was. */
async function dropTwins(tx: SettleTx, key: string, orderId: string): Promise<void> {
  const orders = tx.objectStore("orders");
  for (const twin of await orders.index("server").getAllKeys(orderId)) {
    if (twin !== key) await orders.delete(twin);
  }
}

/** Writes the server's answer to a cancellation into the order's record; a refusal is told and changes nothing else. */
export async function settleCancel(
  tx: SettleTx,
  entry: OrderCancelEntry,
  outcome: Extract<Outcome, { kind: "done" | "park" }>,
): Promise<void> {
  const orders = tx.objectStore("orders");
  const record = await orders.get(entry.orderKey);
  if (!record) return;
  if (outcome.kind === "done" && isOrder(outcome.body)) {
    const order = outcome.body;
    await orders.put(changedOrder(record, { state: stateOf(order), order, problem: null, cancelling: false }));
  } else {
    await orders.put({
      ...record,
      problem: outcome.kind === "park" ? outcome.problem : record.problem,
      cancelling: false,
    });
  }
}
