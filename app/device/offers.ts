"use client";

import { useEffect, useState } from "react";
import { isPricesAnswer } from "../../offline/answers.ts";
import { onDeviceMessage } from "../../offline/bus.ts";
import { onDevice, type StoredOffer } from "../../offline/database.ts";
import { storedOffers, storeOffers } from "../../offline/offers.ts";
import type { Offer } from "../../protocol/catalogue.ts";
import { onOnline, onVisible } from "./page-host.ts";
import { callShop } from "./shop-calls.ts";

export interface OffersState {
  readonly status: "loading" | "ready";
  readonly offers: ReadonlyMap<string, Offer>;
  /** The price version that each offer is shown from: one taken from the device may be older than its neighbour. */
  readonly versions: ReadonlyMap<string, number>;
  /** SKUs that the shop does not sell. */
  readonly unknown: readonly string[];
  /** The oldest price version among the offers; null when there are none. */
  readonly priceVersion: number | null;
  /** The server's time (ISO 8601) at which the oldest of them was true (P2). */
  readonly at: string | null;
  readonly source: "network" | "device";
}

const LOADING: OffersState = {
  status: "loading",
  offers: new Map(),
  versions: new Map(),
  unknown: [],
  priceVersion: null,
  at: null,
  source: "device",
};

function stateOf(
  stored: readonly StoredOffer[],
  source: OffersState["source"],
  unknown: readonly string[],
): OffersState {
  const oldest = stored.reduce<StoredOffer | null>((old, next) => (old && old.at <= next.at ? old : next), null);
  return {
    status: "ready",
    offers: new Map(stored.map((entry) => [entry.sku, entry.offer])),
    versions: new Map(stored.map((entry) => [entry.sku, entry.priceVersion])),
    unknown,
    priceVersion: stored.length > 0 ? Math.min(...stored.map((entry) => entry.priceVersion)) : null,
    at: oldest?.at ?? null,
    source,
  };
}

async function fetchOffers(skus: readonly string[]): Promise<OffersState | null> {
  const { outcome, source } = await callShop({
    method: "GET",
    path: `/api/prices?skus=${skus.map(encodeURIComponent).join(",")}`,
  });
  if (outcome.kind !== "done" || !isPricesAnswer(outcome.body)) return null;
  const { offers, priceVersion, at, unknown } = outcome.body;
  await onDevice((db) => storeOffers(db, offers, priceVersion, at));
  return stateOf(
    offers.map((offer) => ({ sku: offer.sku, offer, priceVersion, at })),
    source,
    unknown,
  );
}

const AGAIN_MS = 500;

/** What these SKUs are and cost: first as the device last saw them, then as the shop says now. */
export function useOffers(skus: readonly string[]): OffersState {
  const [state, setState] = useState(LOADING);
  const wanted = [...new Set(skus)].sort().join(",");

  useEffect(() => {
    const list = wanted === "" ? [] : wanted.split(",");
    let current = true;
    let fresh = false;
    let known = 0;
    let heard = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (next: OffersState) => {
      if (current) setState(next);
    };

    async function fromNetwork(): Promise<void> {
      if (list.length === 0) return;
      try {
        const answered = await fetchOffers(list);
        if (!answered) return;
        fresh = true;
        known = answered.priceVersion ?? known;
        show(answered);
        // An answer from before the news is shown, and asked for again.
        clearTimeout(timer);
        if (current && known < heard) timer = setTimeout(() => void fromNetwork(), AGAIN_MS);
      } catch (error) {
        console.info("Prices are shown as this device last saw them", error);
      }
    }
    async function start(): Promise<void> {
      const network = fromNetwork();
      try {
        const stored = await onDevice((db) => storedOffers(db, list));
        // With nothing stored, the first answer decides between "loading" and "not known".
        if (stored.length < list.length) await network;
        if (!fresh) show(stateOf(stored, "device", []));
      } catch (error) {
        console.warn("This device keeps no offers", error);
        await network;
        if (!fresh) show(stateOf([], "device", []));
      }
    }

    void start();
    const off = [
      onOnline(() => void fromNetwork()),
      onVisible(() => void fromNetwork()),
      onDeviceMessage((message) => {
        const isNews = message.type === "CACHE_UPDATED" && message.priceVersion > known;
        if (!isNews) return;
        heard = Math.max(heard, message.priceVersion);
        void fromNetwork();
      }),
    ];
    return () => {
      current = false;
      clearTimeout(timer);
      for (const end of off) end();
    };
  }, [wanted]);

  return state;
}
