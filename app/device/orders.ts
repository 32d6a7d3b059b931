"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { isOrder, isOrderPage } from "../../offline/answers.ts";
import { onDeviceMessage } from "../../offline/bus.ts";
import { onDevice } from "../../offline/database.ts";
import type { LocalOrder } from "../../offline/local-order.ts";
import {
  type CancelOutcome,
  getOrder,
  listOrders,
  mergeServerOrders,
  renewOrder,
  takeBackOrder,
} from "../../offline/orders.ts";
import { announceQueue } from "../../offline/outbox.ts";
import type { Outcome } from "../../offline/outcome.ts";
import { SYNC_TAGS } from "../../offline/triggers.ts";
import type { Offer } from "../../protocol/catalogue.ts";
import { isUuid, uuidv7 } from "../../protocol/ids.ts";
import type { OrderPage, OrderRequest } from "../../protocol/orders.ts";
import { cartWritten } from "./cart.ts";
import { externalStore } from "./external-store.ts";
import { pageTriggers } from "./sender.ts";
import { callAsOwner } from "./shop-calls.ts";
import { holdUpdates } from "./standstill.ts";

export type { LocalOrder } from "../../offline/local-order.ts";

export interface OrdersState {
  readonly status: "loading" | "ready";
  /** The newest first. */
  readonly orders: readonly LocalOrder[];
}

const LOADING: OrdersState = { status: "loading", orders: [] };

const orders = externalStore<OrdersState>(LOADING, () => {
  void read();
  return onDeviceMessage((message) => {
    if (message.type === "QUEUE_STATE") void read();
  });
});

async function read(): Promise<void> {
  try {
    orders.set({ status: "ready", orders: await onDevice(listOrders) });
  } catch (error) {
    console.error("The orders on this device cannot be read", error);
  }
}

async function changed(keys: readonly string[]): Promise<void> {
  await onDevice((db) => announceQueue(db, keys));
}

/**
 * Queues an order under a new idempotency key, closes its cart and begins to send it. Resolves once it is durable on the
 * device, which is long before it is placed: follow it with `useOrder(key)`. A cart is ordered once: where another tab was
 * faster the key is that order's. `replaces` is the key of a refused order that this one is to mend. Null, and nothing is
 * ordered, when another device has taken what was to be ordered out of a cart that they share (Y4).
 */
export async function submitOrder(
  request: OrderRequest,
  offers: readonly Offer[],
  replaces?: string,
): Promise<{ readonly key: string } | null> {
  const now = Date.now();
  const closed = await holdUpdates(
    import("./cart-document.ts").then(({ closeCartWithOrder }) =>
      closeCartWithOrder({ key: uuidv7(now), request, offers, now, replaces }),
    ),
  );
  if (!closed) return null;
  const { key, cartId, count } = closed;
  // From here on the order is queued: whatever else fails must not look as if it were not.
  pageTriggers().queued(SYNC_TAGS.writes);
  cartWritten(cartId, count);
  changed(replaces === undefined ? [key] : [key, replaces]).catch((error: unknown) => {
    console.warn("The other tabs learn of the order later", error);
  });
  return { key };
}

let merging: Promise<void> | null = null;

/** Once a page load, asks the server for orders that this device has forgotten. */
function mergeOnce(): Promise<void> {
  merging ??= mergeForgotten();
  return merging;
}

async function mergeForgotten(): Promise<void> {
  try {
    for (let path: string | null = "/api/orders"; path !== null; ) {
      const outcome: Outcome = await callAsOwner({ method: "GET", path });
      if (outcome.kind !== "done" || !isOrderPage(outcome.body)) return;
      const { items, nextCursor }: OrderPage = outcome.body;
      await changed(await onDevice((db) => mergeServerOrders(db, items)));
      await read();
      path = nextCursor === null ? null : `/api/orders?cursor=${nextCursor}`;
    }
  } catch (error) {
    merging = null;
    console.info("The server's list of orders is out of reach", error);
  }
}

/** The orders of this device, in every state; those that only the server remembers come back. */
export function useOrders(): OrdersState {
  useEffect(() => void mergeOnce(), []);
  return useSyncExternalStore(orders.subscribe, orders.get, () => LOADING);
}

/** One order by its key or by its id at the server; null once neither this device nor the server knows one. */
export function useOrder(key: string): { readonly status: "loading" | "ready"; readonly order: LocalOrder | null } {
  const { status, orders: known } = useSyncExternalStore(orders.subscribe, orders.get, () => LOADING);
  const [asked, setAsked] = useState(false);
  const order = known.find((entry) => entry.key === key || entry.order?.id === key) ?? null;
  const missing = status === "ready" && !order;
  useEffect(() => {
    if (missing) void mergeOnce().then(() => setAsked(true));
  }, [missing]);
  return { status: missing && !asked ? "loading" : status, order };
}

/** Tries a kept or refused order again, under the same key. */
export async function retryOrder(key: string): Promise<void> {
  await onDevice((db) => renewOrder(db, key, Date.now()));
  await changed([key]);
  pageTriggers().urge();
}

/**
 * Takes an order back: at once when it was never sent or was refused ("cancelled"); else the server is asked and the
 * record's `cancelling` says so ("asking"). "unknown" when this device has nothing to take back.
 */
export async function cancelOrder(key: string): Promise<CancelOutcome> {
  const outcome = await onDevice((db) => takeBackOrder(db, key, Date.now()));
  await changed([key]);
  if (outcome === "asking") pageTriggers().queued(SYNC_TAGS.writes);
  return outcome;
}

/** Asks the server how an order stands; false when the server was out of reach or does not know it. */
export async function refreshOrder(key: string): Promise<boolean> {
  const record = await onDevice((db) => getOrder(db, key));
  const id = record?.order?.id ?? (record ? null : key);
  if (id === null || !isUuid(id)) return false;
  try {
    const outcome = await callAsOwner({ method: "GET", path: `/api/orders/${id}` });
    if (outcome.kind !== "done" || !isOrder(outcome.body)) return false;
    const { body } = outcome;
    await changed(await onDevice((db) => mergeServerOrders(db, [body])));
    return true;
  } catch (error) {
    console.info("The order is shown as this device last saw it", error);
    return false;
  }
}
