"use client";

import { useSyncExternalStore } from "react";
import { announce, onDeviceMessage } from "../../offline/bus.ts";
import { onDevice } from "../../offline/database.ts";
import { getMeta } from "../../offline/meta.ts";
import { SYNC_TAGS } from "../../offline/triggers.ts";
import { MESSAGE_VERSION } from "../../protocol/versions.ts";
import type { CartEdit } from "./cart-document.ts";
import { externalStore } from "./external-store.ts";
import { whenIdle } from "./page-host.ts";
import { loadDrain, pageTriggers } from "./sender.ts";
import { holdUpdates } from "./standstill.ts";

export interface CartState {
  readonly status: "loading" | "ready";
  readonly cartId: string | null;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  /** Units in the cart. */
  readonly count: number;
  /** `everywhere` once the server has it too. */
  readonly saved: "here" | "everywhere";
  /** SKUs of the lines whose present state only this device has. */
  readonly unsaved: readonly string[];
}

/** What came of a change: the quantity that the line shows now, and which limit of the shop held it back, if one did. */
export interface CartChanged {
  readonly quantity: number;
  readonly limited: "quantity" | "lines" | null;
}

const LOADING: CartState = { status: "loading", cartId: null, lines: [], count: 0, saved: "everywhere", unsaved: [] };

/** What a device shows that never had a cart. */
const UNUSED: CartState = { ...LOADING, status: "ready" };

/** Taps that follow each other within this time travel together. */
const SYNC_DELAY_MS = 300;

// Catalogue pages never show lines, so they never pay for Yjs.
const loadDocument = () => import("./cart-document.ts");

const cart = externalStore<CartState>(LOADING, () => {
  void refresh();
  // Whoever shows a cart may soon queue something, perhaps where nothing can be fetched any more.
  whenIdle(() => {
    loadDrain().catch((error: unknown) => console.info("What sends is fetched when it is needed", error));
  });
  return onDeviceMessage((message) => {
    if (message.type === "CART_CHANGED" || message.type === "QUEUE_STATE") void refresh();
  });
});

let refreshing: Promise<void> | null = null;
let again = false;

/** Reads the cart anew; calls that come while one is under way are answered by one more. */
async function refresh(): Promise<void> {
  again = true;
  refreshing ??= (async () => {
    try {
      while (again) {
        again = false;
        // An empty cart is shown without Yjs.
        if ((await onDevice((db) => getMeta(db, "cart"))) === null) {
          cart.set(UNUSED);
          continue;
        }
        const { readCart } = await loadDocument();
        const view = await readCart();
        const count = view.lines.reduce((sum, line) => sum + line.quantity, 0);
        cart.set({ status: "ready", ...view, count });
      }
    } catch (error) {
      console.error("The cart on this device cannot be read", error);
    } finally {
      refreshing = null;
    }
  })();
  await refreshing;
}

/** The cart of this device, followed through every tab, the worker and the server. */
export function useCart(): CartState {
  return useSyncExternalStore(cart.subscribe, cart.get, () => LOADING);
}

const count = externalStore<number | null>(null, () => {
  const read = () => {
    onDevice((db) => getMeta(db, "cart-summary")).then(
      (summary) => count.set(summary?.count ?? 0),
      (error: unknown) => console.warn("The cart on this device cannot be read", error),
    );
  };
  read();
  return onDeviceMessage((message) => {
    // Tabs and peers write in turns, and their news may come in another order: what counts is what is written down.
    if (message.type === "CART_CHANGED") read();
  });
});

/** Units in the cart, read without Yjs; null until known. */
export function useCartCount(): number | null {
  return useSyncExternalStore(count.subscribe, count.get, () => null);
}

let syncTimer: ReturnType<typeof setTimeout> | undefined;

/** Tells the tabs of a cart that was just written, and the server a moment later. */
export function cartWritten(cartId: string, units: number): void {
  announce({ type: "CART_CHANGED", version: MESSAGE_VERSION, cartId, count: units });
  clearTimeout(syncTimer);
  syncTimer = setTimeout(() => pageTriggers().queued(SYNC_TAGS.document), SYNC_DELAY_MS);
}

async function change(how: CartEdit, sku: string, quantity: number): Promise<CartChanged> {
  // A tap that was made counts, whatever comes next (R5).
  const written = await holdUpdates(loadDocument().then(({ changeCart }) => changeCart(how, sku, quantity)));
  cartWritten(written.cartId, written.count);
  return { quantity: written.quantity, limited: written.limited };
}

/** Adds units (one, unless told) to a line. Resolves once it is durable on the device; throws RangeError on half a unit. */
export function addToCart(sku: string, quantity = 1): Promise<CartChanged> {
  return change("add", sku, quantity);
}

/** Makes a line show this quantity, within the shop's limits. Resolves once it is durable on the device. */
export function setQuantity(sku: string, quantity: number): Promise<CartChanged> {
  return change("set", sku, quantity);
}

/** Makes a line show one unit more or less than it does when its turn comes: each of two quick taps counts. */
export function stepQuantity(sku: string, by: 1 | -1): Promise<CartChanged> {
  return change("step", sku, by);
}

/** Takes a line out; what another device adds meanwhile stays. Resolves once it is durable on the device. */
export async function removeLine(sku: string): Promise<void> {
  await change("set", sku, 0);
}
