"use client";

import { useSyncExternalStore } from "react";
import { onDeviceMessage } from "../../offline/bus.ts";
import { externalStore } from "./external-store.ts";
import { onVisible } from "./page-host.ts";

/** A page younger than this is taken at its word; an older one asks whether its prices still hold. */
const TRUSTED_MS = 3 * 60_000;

/** A page that came in older prices than this tab has heard of is asked for again after this time, then twice as long. */
const AGAIN_MS = 500;
const AGAIN_AT_MOST_MS = 30_000;

/** The newest price version that this tab has heard of, 0 for none. */
let newest = 0;

/** When the prices on this page were true, while the shop cannot say whether they still are; else null. */
const pricesFrom = externalStore<number | null>(null);

export interface WatchedPage {
  /** The price version that the page was made from. */
  readonly version: number;
  /** When it was made, milliseconds since 1970. */
  readonly at: number;
  readonly online: boolean;
  /** Fetches the page anew. */
  readonly renew: () => void;
}

/**
 * P2: keeps the prices of a page honest. Offline, or where nobody answers, it tells how old they are; where the shop has
 * newer ones it renews the page. Answers how to stop.
 */
export function watchPagePrices({ version, at, online, renew }: WatchedPage): () => void {
  let current = true;
  let sure = at;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Renews the page until it is made from the newest prices heard of; a page of those takes this watch's place. */
  const catchUp = (wait: number) => {
    clearTimeout(timer);
    if (newest <= version) return;
    pricesFrom.set(at);
    if (!online) return;
    renew();
    timer = setTimeout(() => catchUp(Math.min(2 * wait, AGAIN_AT_MOST_MS)), wait);
  };

  const check = async () => {
    if (Math.abs(Date.now() - sure) < TRUSTED_MS) return pricesFrom.set(null);
    const { currentVersion } = await import("./current-version.ts");
    const now = await currentVersion();
    if (!current) return;
    if (now === version) sure = Date.now();
    pricesFrom.set(now === version ? null : at);
    if (now !== null && now !== version) renew();
  };

  if (online) check().catch(console.info);
  else pricesFrom.set(at);
  const off = [
    onVisible(() => online && check().catch(console.info)),
    onDeviceMessage((message) => {
      if (message.type !== "CACHE_UPDATED" || message.priceVersion <= version) return;
      // Another tab, or the worker, has heard of newer prices: this page is old whatever its age (P1).
      newest = Math.max(newest, message.priceVersion);
      catchUp(AGAIN_MS);
    }),
  ];
  catchUp(AGAIN_MS);
  return () => {
    current = false;
    clearTimeout(timer);
    for (const end of off) end();
    pricesFrom.set(null);
  };
}

export function usePricesFrom(): number | null {
  return useSyncExternalStore(pricesFrom.subscribe, pricesFrom.get, () => null);
}
