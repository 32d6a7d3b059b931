import { isKnownEntry } from "../../../offline/formats.ts";
import type { LocalOrder } from "../../../offline/local-order.ts";
import type { OutboxEntry } from "../../../offline/outbox-entry.ts";
import { canCallOff } from "../../../offline/waiting.ts";
import type { Reach } from "../../device/connection.ts";
import type { consequences, left, why } from "../../strings/waiting.ts";

export type WaitingStage = keyof typeof why;

/** When it is tried again: a time in milliseconds since 1970, or one of these. */
export type NextTry = "now" | "running" | "signal" | "never" | number;

export interface WaitingState {
  readonly stage: WaitingStage;
  readonly next: NextTry;
  /** Trying it again makes sense at once; the shop's wish to be left alone stands above that. */
  readonly mayRetry: boolean;
  /** What calling it off would mean; null where it cannot be called off here. */
  readonly consequence: keyof typeof consequences | null;
}

/** Where an entry stands, in the words of the shopper (W1). */
export function stateOfEntry(entry: OutboxEntry, reach: Reach, now: number): WaitingState {
  const stage = stageOf(entry, reach, now);
  const next = nextTry(entry, stage, reach, now);
  const isStill = stage === "sending" || stage === "update" || stage === "foreign";
  return { stage, next, mayRetry: !isStill && entry.heldUntil <= now, consequence: consequenceOf(entry) };
}

function stageOf(entry: OutboxEntry, reach: Reach, now: number): WaitingStage {
  if (!isKnownEntry(entry)) return "foreign";
  // A lease that ran out was left by somebody who died.
  if (entry.lease && entry.lease.until > now) return "sending";
  if (entry.waitsFor === "shopper") return "needs-you";
  if (entry.waitsFor !== null) return entry.waitsFor;
  if (entry.heldUntil > now) return "held";
  if (entry.kind === "order" && entry.cancel) return "cancelling";
  if (entry.attempts > 0) return entry.problem ? "busy" : "no-answer";
  return reach === "online" ? "due" : "no-signal";
}

function nextTry(entry: OutboxEntry, stage: WaitingStage, reach: Reach, now: number): NextTry {
  if (stage === "sending") return "running";
  if (entry.waitsFor !== null || stage === "foreign") return "never";
  const at = Math.max(entry.nextAttemptAt, entry.heldUntil);
  if (reach !== "online" && entry.heldUntil <= now) return "signal";
  return at <= now ? "now" : at;
}

function consequenceOf(entry: OutboxEntry): WaitingState["consequence"] {
  if (!canCallOff(entry)) return null;
  switch (entry.kind) {
    case "order":
      if (entry.cancel) return null;
      return entry.attempts === 0 || entry.waitsFor === "shopper" ? "order" : "order-tried";
    case "order-cancel":
    case "cart-sync":
      return entry.kind;
    default:
      return "plain";
  }
}

/** What became of an entry that is no longer in the outbox and was not called off on this page. */
export function fateOf(
  entry: OutboxEntry,
  order: LocalOrder | null,
): Exclude<keyof typeof left, "asked" | "stays" | "overtaken"> {
  if (entry.kind === "cart-sync") return "cart";
  if (entry.kind === "order-cancel") return order?.state === "cancelled" ? "cancelledThere" : "sent";
  if (entry.kind !== "order") return "sent";
  // An order that was called off was never sent, whichever tab did it.
  return order?.state === "cancelled" ? "cancelled" : "placed";
}
