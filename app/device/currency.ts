"use client";

import { useSyncExternalStore } from "react";
import type { Currency } from "../../protocol/money.ts";
import { shop } from "../../shop.config.ts";
import { CURRENCY_KEY } from "../currency.ts";
import { externalStore } from "./external-store.ts";

const DEFAULT: Currency = shop.currencies[0];

function known(text: string | null | undefined): Currency {
  return shop.currencies.find((currency) => currency === text) ?? DEFAULT;
}

/** What the boot script, or a choice made since, has marked on the document. */
function marked(): Currency {
  return known(document.documentElement.dataset.currency);
}

function mark(next: Currency): void {
  document.documentElement.dataset.currency = next;
  currency.set(next);
}

function stored(): string | null {
  try {
    return localStorage.getItem(CURRENCY_KEY);
  } catch (error) {
    console.info("The chosen currency lasts for this page alone", error);
    return null;
  }
}

const currency = externalStore<Currency | null>(null, () => {
  const onStorage = (event: StorageEvent) => {
    if (event.key === CURRENCY_KEY) mark(known(event.newValue));
  };
  // A page that comes back from the browser's memory slept through the choices of others.
  const onShow = (event: PageTransitionEvent) => {
    if (event.persisted) mark(known(stored() ?? marked()));
  };
  window.addEventListener("storage", onStorage);
  window.addEventListener("pageshow", onShow);
  return () => {
    window.removeEventListener("storage", onStorage);
    window.removeEventListener("pageshow", onShow);
  };
});

/** The currency in which the shopper reads prices; the shop's first one until something else is chosen. */
export function useCurrency(): Currency {
  return useSyncExternalStore(
    currency.subscribe,
    () => currency.get() ?? marked(),
    () => DEFAULT,
  );
}

/** Shows every price of every open tab in this currency, now and at the next visit; works offline. */
export function chooseCurrency(next: Currency): void {
  mark(next);
  try {
    localStorage.setItem(CURRENCY_KEY, next);
  } catch (error) {
    console.info("The chosen currency lasts for this page alone", error);
  }
}
