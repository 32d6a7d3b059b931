import type { OrderRequest } from "../protocol/orders.ts";
import type { Problem } from "../protocol/problems.ts";
import type { PlainWrite } from "./plain-writes.ts";

interface EntryBase {
  /** The format of its kind (`FORMATS`) in the code that wrote it; what a drain does not know is left alone (R11). */
  readonly format: number;
  /** Made and stored before anything is sent, time-ordered; the idempotency key of an order (W1). */
  readonly key: string;
  /** Entries of one lane are sent in order; lanes do not wait for each other. */
  readonly lane: string;
  readonly createdAt: number;
  /** How often sending began: above zero means that it may have reached the server. */
  readonly attempts: number;
  readonly lastTriedAt: number;
  /** The release that tried it last; one that was too old for the server is tried again by another. */
  readonly triedBy: string | null;
  /** Not before this, by our own backoff; an eager drain may come earlier. */
  readonly nextAttemptAt: number;
  /** Not before this, by the server's Retry-After; nobody comes earlier. */
  readonly heldUntil: number;
  /** Who is sending it, and until when nobody else may where the browser has no Web Locks. */
  readonly lease: { readonly holder: string; readonly until: number } | null;
  /** Why it is kept without being tried: a problem for the shopper, a missing sign-in, or a shop too old to speak. */
  readonly waitsFor: "shopper" | "sign-in" | "update" | null;
  readonly problem: Problem | null;
}

export interface OrderEntry extends EntryBase {
  readonly kind: "order";
  readonly body: OrderRequest;
  /** The shopper wants it back: once the server's word is known, it is asked to cancel. */
  readonly cancel: boolean;
}

export interface OrderCancelEntry extends EntryBase {
  readonly kind: "order-cancel";
  readonly orderKey: string;
  readonly orderId: string;
}

export interface CartSyncEntry extends EntryBase {
  readonly kind: "cart-sync";
  readonly cartId: string;
  /** The device's own counters are to be sent instead of its rows, which the server cannot take or has no use for (Y2). */
  readonly carry: boolean;
}

/** A write that leaves nothing on the device to be settled. */
export type PlainWriteEntry = EntryBase & PlainWrite;

export type OutboxEntry = OrderEntry | OrderCancelEntry | CartSyncEntry | PlainWriteEntry;
