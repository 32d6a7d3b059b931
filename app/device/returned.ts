"use client";

import { useSyncExternalStore } from "react";
import { externalStore } from "./external-store.ts";

const KEY = "holdfast.returned";

/** What was found when a database had been deleted by the browser. */
export interface Returned {
  /** Where the cart came back from, if it did: the shop, or a window that was still open. */
  readonly cart: "shop" | "window" | null;
  /** Units in it. */
  readonly units: number;
  /** Whether changes of the cart are lost, as far as is known. */
  readonly cartUnsent: boolean;
  /** Orders and other things that had not been sent when it was last noted. */
  readonly orders: number;
  readonly others: number;
  /** Whether there was a note of what had been kept. */
  readonly noted: boolean;
}

function isReturned(value: unknown): value is Returned {
  return (
    typeof value === "object" &&
    value !== null &&
    "cart" in value &&
    (value.cart === "shop" || value.cart === "window" || value.cart === null) &&
    "units" in value &&
    typeof value.units === "number" &&
    "orders" in value &&
    typeof value.orders === "number" &&
    "others" in value &&
    typeof value.others === "number"
  );
}

function stored(): Returned | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return isReturned(value) ? value : null;
  } catch (error) {
    console.info("What was brought back is not told again", error);
    return null;
  }
}

const returned = externalStore<Returned | null>(null, () => {
  returned.set(stored());
  return () => {};
});

/** Tells the shopper on this page and on later ones, until they have read it. */
export function tellReturned(what: Returned): void {
  returned.set(what);
  try {
    localStorage.setItem(KEY, JSON.stringify(what));
  } catch (error) {
    console.info("What was brought back is told on this page only", error);
  }
}

export function returnedWasRead(): void {
  returned.set(null);
  localStorage.removeItem(KEY);
}

/** What was brought back after the browser had deleted it; null when nothing was, or when it was read. */
export function useReturned(): Returned | null {
  return useSyncExternalStore(returned.subscribe, returned.get, () => null);
}
