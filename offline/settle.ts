import type { CartSyncAnswer } from "../protocol/cart.ts";
import { MESSAGE_VERSION } from "../protocol/versions.ts";
import { isCartSyncAnswer, isOrder, isReceipt } from "./answers.ts";
import { fromBase64 } from "./base64.ts";
import { announce } from "./bus.ts";
import type { DeviceDatabase } from "./database.ts";
import type { CartSyncEntry, OrderCancelEntry, OrderEntry, OutboxEntry, PlainWriteEntry } from "./outbox-entry.ts";
import { type Outcome, UNREACHED } from "./outcome.ts";
import { isPlainWrite } from "./plain-writes.ts";
import type { Sent } from "./send-entry.ts";
import { settleCartSync, settleForeignCart } from "./settle-cart.ts";
import { settleCancel, settleOrder } from "./settle-order.ts";
import { type SettleTx, settleTransaction } from "./settle-transaction.ts";

export interface Settlement {
  /** The entry is done and gone. */
  readonly removed: boolean;
  /** There is more to send for the same entry now. */
  readonly again: boolean;
}

export interface SettleTimes {
  readonly now: number;
  readonly backoffMs: number;
}

const REMOVED: Settlement = { removed: true, again: false };
const KEPT: Settlement = { removed: false, again: false };

/**
 * Stores what came of a try, in one transaction: an entry leaves the outbox on a 2xx whose body is what was asked for, or
 * because the shopper took it back meanwhile; everything else stays with the time or the person that it waits for (W1).
 */
export async function settle(
  db: DeviceDatabase,
  leased: OutboxEntry,
  outcome: Sent,
  times: SettleTimes,
): Promise<Settlement> {
  const tx = settleTransaction(db);
  // The shopper may have asked for a cancellation, or closed the cart, while it was under way.
  const entry = await tx.objectStore("outbox").get(leased.key);
  const settled = entry ? await settleStored(tx, entry, leased, believable(leased, outcome), times) : REMOVED;
  await tx.done;
  if (leased.kind === "cart-sync" && outcome.kind !== "retry") {
    announce({ type: "CART_CHANGED", version: MESSAGE_VERSION, cartId: leased.cartId, count: null });
  }
  return settled;
}

/** A 2xx with a body of another shape did not come from our server as it was sent. */
function believable(entry: OutboxEntry, outcome: Sent): Sent {
  if (outcome.kind !== "done") return outcome;
  return isAnswerTo(entry, outcome.body) ? outcome : UNREACHED;
}

function isAnswerTo(entry: OutboxEntry, body: unknown): boolean {
  if (entry.kind === "cart-sync") return isCartSyncAnswer(body) && isReadable(body);
  return isPlainWrite(entry) ? isReceipt(body) : isOrder(body);
}

function isReadable({ update, stateVector }: CartSyncAnswer): boolean {
  try {
    fromBase64(update);
    fromBase64(stateVector);
    return true;
  } catch {
    // To be thrown while it is stored would hold up whatever waits behind it.
    return false;
  }
}

async function settleStored(
  tx: SettleTx,
  entry: OutboxEntry,
  leased: OutboxEntry,
  outcome: Sent,
  times: SettleTimes,
): Promise<Settlement> {
  switch (entry.kind) {
    case "cart-sync":
      return settleSync(tx, entry, outcome, times);
    case "order":
      return settleOrderEntry(tx, entry, outcome, times);
    case "order-cancel":
      return leased.kind === "order-cancel" ? settleCancelEntry(tx, entry, outcome, times) : KEPT;
    case "alert":
    case "review":
    case "telemetry":
      return settlePlain(tx, entry, outcome, times);
  }
}

const sentCart = ({ cart }: Sent) => cart ?? { rows: [], epoch: 0, replaced: 0, carried: false };

async function settleSync(tx: SettleTx, entry: CartSyncEntry, outcome: Sent, times: SettleTimes): Promise<Settlement> {
  // Put anew while another was under way, it asks for what that one's answer may lack (Y5).
  if (!entry.lease) return { removed: false, again: true };
  if (outcome.kind === "done" && isCartSyncAnswer(outcome.body)) {
    const more = await settleCartSync(tx, entry, outcome.body, sentCart(outcome), times.now);
    return { removed: !more, again: more };
  }
  if (outcome.kind === "park" && outcome.problem.code === "cart-refused" && !entry.carry) {
    await tx.objectStore("outbox").put({ ...entry, carry: true, lease: null, nextAttemptAt: 0 });
    return { removed: false, again: true };
  }
  if (outcome.kind === "park" && outcome.problem.code === "not-found") {
    await settleForeignCart(tx, entry, times.now);
    return KEPT;
  }
  await keep(tx, entry, outcome, times);
  return KEPT;
}

async function settleOrderEntry(
  tx: SettleTx,
  entry: OrderEntry,
  outcome: Outcome,
  times: SettleTimes,
): Promise<Settlement> {
  const kept = outcome.kind === "park" && entry.cancel ? null : keptEntry(entry, outcome, times);
  await settleOrder(tx, entry, outcome, kept, times.now);
  if (outcome.kind === "done" || !kept) {
    await tx.objectStore("outbox").delete(entry.key);
    return REMOVED;
  }
  await tx.objectStore("outbox").put(kept);
  return KEPT;
}

async function settlePlain(
  tx: SettleTx,
  entry: PlainWriteEntry,
  outcome: Outcome,
  times: SettleTimes,
): Promise<Settlement> {
  if (outcome.kind !== "done") {
    await keep(tx, entry, outcome, times);
    return KEPT;
  }
  await tx.objectStore("outbox").delete(entry.key);
  return REMOVED;
}

async function settleCancelEntry(
  tx: SettleTx,
  entry: OrderCancelEntry,
  outcome: Outcome,
  times: SettleTimes,
): Promise<Settlement> {
  if (outcome.kind === "done" || outcome.kind === "park") {
    await settleCancel(tx, entry, outcome);
    await tx.objectStore("outbox").delete(entry.key);
    return REMOVED;
  }
  await keep(tx, entry, outcome, times);
  return KEPT;
}

async function keep(tx: SettleTx, entry: OutboxEntry, outcome: Outcome, times: SettleTimes): Promise<void> {
  await tx.objectStore("outbox").put(keptEntry(entry, outcome, times));
}

function keptEntry<Entry extends OutboxEntry>(entry: Entry, outcome: Outcome, times: SettleTimes): Entry {
  const released = { ...entry, lease: null };
  switch (outcome.kind) {
    case "done":
      return released;
    case "retry":
      return {
        ...released,
        problem: outcome.problem,
        nextAttemptAt: times.now + Math.max(times.backoffMs, outcome.afterMs),
        heldUntil: times.now + outcome.afterMs,
      };
    case "keep":
      return { ...released, waitsFor: outcome.waitsFor, problem: outcome.problem };
    case "park":
      return { ...released, waitsFor: "shopper", problem: outcome.problem };
  }
}
