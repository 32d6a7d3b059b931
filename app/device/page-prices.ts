"use client";

import { useSyncExternalStore } from "react";
import { externalStore } from "./external-store.ts";
import { onVisible } from "./page-host.ts";
import { callShop } from "./sender.ts";

/** A page younger than this is taken at its word; an older one asks whether its prices still hold. */
const TRUSTED_MS = 3 * 60_000;

/** When the prices on this page were true, while the shop cannot say whether they still are; else null. */
const pricesFrom = externalStore<number | null>(null);

async function currentVersion(): Promise<number | null> {
  try {
    const { outcome, source } = await callShop({ method: "GET", path: "/api/version" });
    if (source !== "network" || outcome.kind !== "done") return null;
    const { body } = outcome;
    const version = typeof body === "object" && body !== null && "priceVersion" in body ? body.priceVersion : null;
    return typeof version === "number" ? version : null;
  } catch (error) {
    console.info("The shop cannot be asked for its price version", error);
    return null;
  }
}

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

  const check = async () => {
    if (Math.abs(Date.now() - sure) < TRUSTED_MS) return pricesFrom.set(null);
    const now = await currentVersion();
    if (!current) return;
    if (now === version) sure = Date.now();
    pricesFrom.set(now === version ? null : at);
    if (now !== null && now !== version) renew();
  };

  if (online) void check();
  else pricesFrom.set(at);
  const off = onVisible(() => online && void check());
  return () => {
    current = false;
    off();
    pricesFrom.set(null);
  };
}

export function usePricesFrom(): number | null {
  return useSyncExternalStore(pricesFrom.subscribe, pricesFrom.get, () => null);
}
