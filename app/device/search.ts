import { searchIndex } from "../../domain/search/search-index.ts";
import { cardOf, documentsOf } from "../../domain/search/snapshot.ts";
import { isCatalogueSnapshot, isSearchAnswer } from "../../offline/answers.ts";
import { onDeviceMessage } from "../../offline/bus.ts";
import type { ProductCard } from "../../protocol/catalogue.ts";
import { callShop } from "./shop-calls.ts";

/** Pages import this file on demand only: it brings the search index with it. */
export interface Findings {
  readonly cards: readonly ProductCard[];
  /** When the shop last said that these prices are true, milliseconds since 1970; null when it has just said so (P2). */
  readonly knownAt: number | null;
}

/** Finds products, the best first, at most `most`; null when neither device nor network can tell. */
export type Search = (query: string, most: number) => Promise<Findings | null>;

/** A catalogue on the page is asked for again after this time, so that its prices never stay behind for long. */
const FRESH_MS = 60_000;

const CATALOGUE = "/api/catalogue";

async function online(query: string, most: number): Promise<Findings | null> {
  try {
    const { outcome, source, ageMs } = await callShop({
      method: "GET",
      path: `/api/search?q=${encodeURIComponent(query)}`,
      revalidate: true,
    });
    if (outcome.kind !== "done" || !isSearchAnswer(outcome.body)) return null;
    return { cards: outcome.body.items.slice(0, most), knownAt: source === "network" ? null : Date.now() - ageMs };
  } catch (error) {
    console.info("Search is out of reach", error);
    return null;
  }
}

async function open(): Promise<Search> {
  try {
    const { outcome, source, ageMs } = await callShop({ method: "GET", path: CATALOGUE, revalidate: true });
    // A shop too large for a device is searched online (C16).
    if (outcome.kind !== "done" || !isCatalogueSnapshot(outcome.body) || !outcome.body.complete) return online;
    const snapshot = outcome.body;
    const find = searchIndex(documentsOf(snapshot));
    const products = new Map(snapshot.products.map((product) => [product.slug, product]));
    const knownAt = source === "network" ? null : Date.now() - ageMs;
    return async (query, most) => ({
      cards: find(query, most).flatMap((slug) => {
        const product = products.get(slug);
        return product ? [cardOf(snapshot, product)] : [];
      }),
      knownAt,
    });
  } catch (error) {
    console.info("This device has no catalogue to search in", error);
    return online;
  }
}

let opened: { readonly at: number; readonly search: Promise<Search> } | null = null;

/** Asks anew as soon as other prices or another catalogue are known (P1). */
onDeviceMessage((message) => {
  if (message.type === "CACHE_UPDATED" && (message.path === "" || message.path === CATALOGUE)) opened = null;
});

/** The search of this device: over the catalogue in small, or over the network where there is none. */
export function openSearch(): Promise<Search> {
  if (opened === null || Date.now() - opened.at > FRESH_MS) opened = { at: Date.now(), search: open() };
  return opened.search;
}
