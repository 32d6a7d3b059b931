import { and, asc, eq, gt, sql } from "drizzle-orm";
import { isNarrowed, NOTHING_CHOSEN, type Selection, selectionQuery } from "../../domain/finding/selection.ts";
import { fittingProducts, inOrder, type Place, type Placed, pageOf } from "../../domain/finding/shelf.ts";
import type { ProductCard } from "../../protocol/catalogue.ts";
import { prepared } from "../prepared.ts";
import type { Db } from "../store.ts";
import { cardColumns, cardsOf, getCards } from "./cards.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { currentPriceVersion } from "./prices.ts";
import { listSoldOut, readShelf, rememberedByShelf, type Shelf, shelfName } from "./shelf-index.ts";

export interface ProductListQuery extends Shelf {
  /** What the list is narrowed to and how it is ordered; everything as shelved when absent. */
  readonly selection?: Selection | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
  /** Prices of this version; the current one when absent. */
  readonly version?: number;
}

export interface ProductPage {
  readonly items: ProductCard[];
  readonly nextCursor: string | null;
}

interface Wanted {
  /** Tells lists apart in cursors. */
  readonly list: string;
  readonly selection: Selection;
  readonly version: number;
  readonly after: Place | null;
  readonly limit: number;
}

const KEYED = { shelf: null, "price-up": "number", "price-down": "number", name: "string" } as const;

const after = sql.placeholder("after");
const limit = sql.placeholder("limit");
const slug = sql.placeholder("slug");

const pageOfAll = prepared("page-of-all", ({ q, t }) =>
  q
    .select({ ...cardColumns(t), position: t.product.position })
    .from(t.product)
    .innerJoin(t.category, eq(t.category.id, t.product.categoryId))
    .where(gt(t.product.position, after))
    .orderBy(asc(t.product.position))
    .limit(limit),
);

const pageOfCategory = prepared("page-of-category", ({ q, t }) =>
  q
    .select({ ...cardColumns(t), position: t.product.position })
    .from(t.product)
    .innerJoin(t.category, eq(t.category.id, t.product.categoryId))
    .where(and(eq(t.category.slug, slug), gt(t.product.position, after)))
    .orderBy(asc(t.product.position))
    .limit(limit),
);

const pageOfCollection = prepared("page-of-collection", ({ q, t }) =>
  q
    .select({ ...cardColumns(t), position: t.collectionProduct.position })
    .from(t.collection)
    .innerJoin(t.collectionProduct, eq(t.collectionProduct.collectionId, t.collection.id))
    .innerJoin(t.product, eq(t.product.id, t.collectionProduct.productId))
    .innerJoin(t.category, eq(t.category.id, t.product.categoryId))
    .where(and(eq(t.collection.slug, slug), gt(t.collectionProduct.position, after)))
    .orderBy(asc(t.collectionProduct.position))
    .limit(limit),
);

/** The hot case, prepared: everything on a shelf, in the shopkeeper's order. */
async function wholePage(db: Db, { category, collection }: Shelf, wanted: Wanted): Promise<ProductPage> {
  const { version, after: place, limit: most, list } = wanted;
  const read = collection ? pageOfCollection : category ? pageOfCategory : pageOfAll;
  // One more than asked tells whether there is a next page.
  const found = await read(db, { slug: collection ?? category, after: place?.position ?? -1, limit: most + 1 });
  const rows = found.slice(0, most).map(({ position: _, ...row }) => row);
  const last = found.length > most ? found[most - 1] : undefined;
  return {
    items: await cardsOf(db, rows, version),
    nextCursor: last ? encodeCursor(list, { key: null, position: last.position }) : null,
  };
}

const orderedOnce = rememberedByShelf<Placed[]>();

/** Any other case: narrowed, or in another order. */
async function chosenPage(db: Db, query: ProductListQuery, wanted: Wanted): Promise<ProductPage> {
  const { selection, version, after: place, limit: most, list } = wanted;
  const { products } = await readShelf(db, query, selection.currency, version);
  const soldOut = selection.inStock ? await listSoldOut(db) : new Set<string>();
  const ordered = orderedOnce(products, [selectionQuery(selection), ...soldOut].join(), () =>
    inOrder(fittingProducts(products, selection, soldOut), selection.sort),
  );
  const { items, next } = pageOf(ordered, selection.sort, place, most);
  const slugs = items.map((product) => product.slug);
  return { items: await getCards(db, slugs, version), nextCursor: next ? encodeCursor(list, next) : null };
}

/**
 * One page of the shop, of a category, or of a collection (which wins when both are named), as far as a variant fits what is
 * chosen, in the chosen order; empty for an unknown one. Throws `BadCursor`.
 */
export async function listProducts(db: Db, query: ProductListQuery): Promise<ProductPage> {
  const { selection = NOTHING_CHOSEN, limit: most, version = await currentPriceVersion(db) } = query;
  const list = `${shelfName(query)}?${selectionQuery(selection)}`;
  const place = decodeCursor(list, query.cursor, KEYED[selection.sort]);
  const wanted = { list, selection, version, after: place, limit: most };
  const plain = selection.sort === "shelf" && !isNarrowed(selection);
  return plain ? wholePage(db, query, wanted) : chosenPage(db, query, wanted);
}
