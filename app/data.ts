import { cache } from "react";
import { searchIndex } from "../api/search-index.ts";
import {
  getCards,
  getCategory,
  getProduct,
  isBadCursor,
  listCategories,
  listCollections,
  listProducts,
} from "../db/queries/catalogue.ts";
import { currentPriceVersion } from "../db/queries/prices.ts";
import { type Db, getStore } from "../db/store.ts";

/** How many products stand on one page of a shelf. */
export const SHELF_SIZE = 24;
const ROW_SIZE = 4;
const LEDGER_SIZE = 7;

const NOTHING = { items: [], nextCursor: null };

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

export const readCategory = cache((slug: string, cursor: string | undefined) =>
  atOneVersion(async (db, version) => {
    const category = await getCategory(db, slug);
    if (!category) return { category, ...NOTHING };
    try {
      return { category, ...(await listProducts(db, { category: slug, cursor, limit: SHELF_SIZE, version })) };
    } catch (error) {
      if (!isBadCursor(error)) throw error;
      return { category: null, ...NOTHING };
    }
  }),
);

export const readCollection = cache((slug: string) =>
  atOneVersion(async (db, version) => {
    const collection = (await listCollections(db)).find((entry) => entry.slug === slug) ?? null;
    const page = collection ? await listProducts(db, { collection: slug, limit: SHELF_SIZE, version }) : NOTHING;
    return { collection, items: page.items };
  }),
);

export const readProduct = cache((slug: string) =>
  atOneVersion(async (db, version) => ({ product: await getProduct(db, slug, version) })),
);

const findSlugs = searchIndex(Date.now);

export const readSearch = cache((query: string) =>
  atOneVersion(async (db, version) => ({
    items: query === "" ? [] : await getCards(db, await findSlugs(db, query), version),
  })),
);
