import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { ProductCard } from "../../protocol/catalogue.ts";
import { prepared } from "../prepared.ts";
import type { Db } from "../store.ts";
import { cardColumns, cardsOf } from "./cards.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { currentPriceVersion } from "./prices.ts";

export interface ProductListQuery {
  readonly category?: string | undefined;
  readonly collection?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
  /** Prices of this version; the current one when absent. */
  readonly version?: number;
}

export interface ProductPage {
  readonly items: ProductCard[];
  readonly nextCursor: string | null;
}

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

/**
 * One page of the shop, of a category, or of a collection (which wins when both are named), in the shopkeeper's order; empty
 * for an unknown one. Throws `BadCursor`.
 */
export async function listProducts(db: Db, query: ProductListQuery): Promise<ProductPage> {
  const { category, collection, cursor } = query;
  const list = collection ? `collection/${collection}` : category ? `category/${category}` : "all";
  const page = collection ? pageOfCollection : category ? pageOfCategory : pageOfAll;
  // One more than asked tells whether there is a next page.
  const found = await page(db, {
    slug: collection ?? category,
    after: decodeCursor(list, cursor),
    limit: query.limit + 1,
  });
  const rows = found.slice(0, query.limit).map(({ position: _, ...row }) => row);
  const last = found.length > query.limit ? found[query.limit - 1] : undefined;
  return {
    items: await cardsOf(db, rows, query.version ?? (await currentPriceVersion(db))),
    nextCursor: last ? encodeCursor(list, last.position) : null,
  };
}
