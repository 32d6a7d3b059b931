"use client";

import { useSyncExternalStore } from "react";
import { announce, onDeviceMessage } from "../../offline/bus.ts";
import { onDevice } from "../../offline/database.ts";
import type { LocalOrder } from "../../offline/local-order.ts";
import { CART_LOCK, underLock } from "../../offline/locks.ts";
import { getMeta } from "../../offline/meta.ts";
import { listOrders } from "../../offline/orders.ts";
import { announceQueue, ordersOf } from "../../offline/outbox.ts";
import type { OutboxEntry } from "../../offline/outbox-entry.ts";
import { SYNC_TAGS } from "../../offline/triggers.ts";
import { type CalledOff, callOff, listWaiting, retryWaiting } from "../../offline/waiting.ts";
import { MESSAGE_VERSION } from "../../protocol/versions.ts";
import { externalStore } from "./external-store.ts";
import { pageTriggers } from "./sender.ts";

export interface WaitingList {
  readonly status: "loading" | "ready" | "unreadable";
  /** The oldest first. */
  readonly entries: readonly OutboxEntry[];
  readonly orders: ReadonlyMap<string, LocalOrder>;
  /** The cart that is being filled, and the units in it. */
  readonly cart: { readonly cartId: string; readonly count: number } | null;
}

const LOADING: WaitingList = { status: "loading", entries: [], orders: new Map(), cart: null };

const waiting = externalStore<WaitingList>(LOADING, () => {
  void lookAgain();
  return onDeviceMessage((message) => {
    if (message.type === "QUEUE_STATE" || message.type === "CART_CHANGED") void lookAgain();
  });
});

let newest = 0;

/** Reads what waits anew; an answer that a later reading has overtaken is dropped. */
export async function lookAgain(): Promise<void> {
  newest += 1;
  const own = newest;
  try {
    const list = await onDevice(async (db): Promise<WaitingList> => {
      const [entries, orders, cart] = await Promise.all([listWaiting(db), listOrders(db), getMeta(db, "cart-summary")]);
      return { status: "ready", entries, orders: new Map(orders.map((order) => [order.key, order])), cart };
    });
    if (own === newest) waiting.set(list);
  } catch (error) {
    console.error("What waits on this device cannot be read", error);
    if (own === newest) waiting.set({ ...LOADING, status: "unreadable" });
  }
}

/** Everything on this device that the shop has not confirmed, followed through every tab and the worker (W1). */
export function useWaiting(): WaitingList {
  return useSyncExternalStore(waiting.subscribe, waiting.get, () => LOADING);
}

/** Tries an entry at once, under its key. */
export async function tryNow(entry: OutboxEntry): Promise<void> {
  await onDevice((db) => retryWaiting(db, entry.key, Date.now()));
  await onDevice((db) => announceQueue(db, ordersOf(entry)));
  pageTriggers().urge();
}

/** Calls an entry off; answers whether it is gone, the shop has to be asked first, or it was too late. */
export async function doNotSend(entry: OutboxEntry): Promise<CalledOff> {
  const drop = () => onDevice((db) => callOff(db, entry.key, Date.now()));
  const outcome = await (entry.kind === "cart-sync" ? underLock(CART_LOCK, drop) : drop());
  await onDevice((db) => announceQueue(db, ordersOf(entry)));
  if (entry.kind === "cart-sync") {
    announce({ type: "CART_CHANGED", version: MESSAGE_VERSION, cartId: entry.cartId, count: null });
    pageTriggers().queued(SYNC_TAGS.document);
  }
  if (outcome === "asking") pageTriggers().queued(SYNC_TAGS.writes);
  return outcome;
}
