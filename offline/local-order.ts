import type { Offer } from "../protocol/catalogue.ts";
import type { Order, OrderRequest } from "../protocol/orders.ts";
import type { Problem } from "../protocol/problems.ts";

/**
 * Where an order stands on this device (P4). Until `confirmed` it is not placed: `queued` waits to be sent, `sending` may
 * have reached the server, `needs-you` was refused with a problem, `cancelled` was taken back before or after it was sent.
 */
export type LocalOrderState = "queued" | "sending" | "confirmed" | "needs-you" | "cancelled";

export interface LocalOrder {
  /** The idempotency key; for an order that only the server remembered, the server's id. */
  readonly key: string;
  readonly state: LocalOrderState;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly request: OrderRequest;
  /** The offers as they were shown; empty for an order that only the server remembered. */
  readonly offers: readonly Offer[];
  /** The server's word, once there is one. */
  readonly order: Order | null;
  /** When it said so, milliseconds since 1970 by this device's clock; absent in records of older releases. */
  readonly heardAt?: number;
  readonly problem: Problem | null;
  readonly attempts: number;
  /** When the next try is due, milliseconds since 1970; null when none is planned. */
  readonly nextAttemptAt: number | null;
  /** True once the shopper asked to take back an order that may have reached the server: the server will be asked. */
  readonly cancelling: boolean;
  /** Every state that it was in, the oldest first; absent in records of older releases. */
  readonly history?: readonly OrderMoment[];
}

export interface OrderMoment {
  readonly state: LocalOrderState;
  /** Milliseconds since 1970, by this device's clock. */
  readonly at: number;
}

const MOST_MOMENTS = 60;

/** The record after a change, with the moment written down when its state is another one (P4). */
export function changedOrder(record: LocalOrder, change: Partial<LocalOrder>, now: number = Date.now()): LocalOrder {
  const next = { ...record, ...change, ...(change.order ? { heardAt: now } : {}) };
  if (next.state === record.state) return next;
  const moment = { state: next.state, at: now };
  return { ...next, history: [...(record.history ?? []), moment].slice(-MOST_MOMENTS) };
}
