import { cache } from "react";
import { serverSearch } from "../api/search-index.ts";
import {
  getCards,
  getCategory,
  getProduct,
  isBadCursor,
  listCategories,
  listCollections,
  listFacets,
  listProducts,
} from "../db/queries/catalogue.ts";
import { currentPriceVersion } from "../db/queries/prices.ts";
import type { ProductPage } from "../db/queries/product-lists.ts";
import type { Shelf } from "../db/queries/shelf-index.ts";
import { type Db, getStore } from "../db/store.ts";
import { readSelection, type Selection } from "../domain/finding/selection.ts";
import type { Facets } from "../protocol/catalogue.ts";

/** How many products stand on one page of a shelf. */
export const SHELF_SIZE = 24;
const ROW_SIZE = 4;
const LEDGER_SIZE = 7;

/** Reads with one price version throughout, so that a page never mixes two (P1). */
async function atOneVersion<T extends object>(read: (db: Db, version: number) => Promise<T>) {
  const { read: db } = await getStore();
  const priceVersion = await currentPriceVersion(db);
  return { priceVersion, ...(await read(db, priceVersion)) };
}

export const readHome = cache(() =>
  atOneVersion(async (db, version) => {
    const categories = await listCategories(db);
    const [story, ledger] = await listCollections(db);
    const filled = async (collection: typeof story, limit: number) =>
      collection
        ? { ...collection, cards: (await listProducts(db, { collection: collection.slug, limit, version })).items }
        : null;
    return { categories, story: await filled(story, ROW_SIZE), ledger: await filled(ledger, LEDGER_SIZE) };
  }),
);

interface ShelfPage extends ProductPage {
  readonly facets: Facets;
  /** Names the selection in the one spelling that the address of the page has. */
  readonly selection: Selection;
}

/** One page of a shelf as an address asks for it; null when its cursor is of another list. */
async function shelfPage(db: Db, shelf: Shelf, query: string, version: number): Promise<ShelfPage | null> {
  const params = new URLSearchParams(query);
  const { selection } = readSelection(params);
  const cursor = params.get("after") ?? undefined;
  try {
    const page = await listProducts(db, { ...shelf, selection, cursor, limit: SHELF_SIZE, version });
    return { ...page, selection, facets: await listFacets(db, shelf, selection, version) };
  } catch (error) {
    if (!isBadCursor(error)) throw error;
    return null;
  }
}

/** A category with a page of its products; `query` is that of the page's address. */
export const readCategory = cache((slug: string, query: string) =>
  atOneVersion(async (db, version) => {
    const shelf = await getCategory(db, slug);
    return { shelf, page: shelf && (await shelfPage(db, { category: slug }, query, version)) };
  }),
);

/** A collection with a page of its products; `query` is that of the page's address. */
export const readCollection = cache((slug: string, query: string) =>
  atOneVersion(async (db, version) => {
    const shelf = (await listCollections(db)).find((entry) => entry.slug === slug) ?? null;
    return { shelf, page: shelf && (await shelfPage(db, { collection: slug }, query, version)) };
  }),
);

export const readProduct = cache((slug: string) =>
  atOneVersion(async (db, version) => ({ product: await getProduct(db, slug, version) })),
);

const findSlugs = serverSearch(Date.now);

export const readSearch = cache((query: string) =>
  atOneVersion(async (db, version) => ({
    items: query === "" ? [] : await getCards(db, await findSlugs(db, query), version),
  })),
);
