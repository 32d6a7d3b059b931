import { and, asc, count, eq, sql } from "drizzle-orm";
import type { Picture, Product } from "../../protocol/catalogue.ts";
import { prepared } from "../prepared.ts";
import type { Db } from "../store.ts";
import { availabilityOf } from "./availability.ts";
import { getCards, pictureOf } from "./cards.ts";
import { currentPriceVersion, priceListsAt } from "./prices.ts";

export { getCards } from "./cards.ts";
export { isBadCursor } from "./cursor.ts";
export { listFacets } from "./facets.ts";
export { getOffers } from "./offers.ts";
export { listProducts } from "./product-lists.ts";

export interface CategorySummary {
  readonly slug: string;
  readonly name: string;
  readonly blurb: string;
  readonly cover: Picture;
  /** How many products it holds. */
  readonly count: number;
}

export interface CollectionSummary {
  readonly slug: string;
  readonly name: string;
  readonly blurb: string;
  readonly count: number;
}

export interface SearchEntry {
  readonly slug: string;
  readonly name: string;
  readonly tagline: string;
  readonly category: string;
  /** Names of the colours, separated by spaces. */
  readonly colours: string;
  readonly materials: string;
}

const categoriesWithCover = prepared("categories", ({ q, t }) =>
  q
    .select({
      id: t.category.id,
      slug: t.category.slug,
      name: t.category.name,
      blurb: t.category.blurb,
      picture: { colour: t.media.colour, view: t.media.view, base: t.media.base, alt: t.media.alt },
    })
    .from(t.category)
    .innerJoin(t.product, eq(t.product.slug, t.category.cover))
    .innerJoin(t.media, and(eq(t.media.productId, t.product.id), eq(t.media.position, 0)))
    .orderBy(asc(t.category.position)),
);

const productsPerCategory = prepared("products-per-category", ({ q, t }) =>
  q.select({ id: t.product.categoryId, count: count() }).from(t.product).groupBy(t.product.categoryId),
);

/** Every category whose cover exists, in the shopkeeper's order. */
export async function listCategories(db: Db): Promise<CategorySummary[]> {
  const counts = new Map((await productsPerCategory(db)).map((row) => [row.id, row.count]));
  const rows = await categoriesWithCover(db);
  return rows.map(({ id, picture, ...texts }) => ({ ...texts, cover: picture, count: counts.get(id) ?? 0 }));
}

export async function getCategory(db: Db, slug: string): Promise<CategorySummary | null> {
  return (await listCategories(db)).find((category) => category.slug === slug) ?? null;
}

const collectionsWithCount = prepared("collections", ({ q, t }) =>
  q
    .select({ slug: t.collection.slug, name: t.collection.name, blurb: t.collection.blurb, count: count() })
    .from(t.collection)
    .innerJoin(t.collectionProduct, eq(t.collectionProduct.collectionId, t.collection.id))
    .groupBy(t.collection.id)
    .orderBy(asc(t.collection.position)),
);

/** Every collection that holds a product, in the shopkeeper's order. */
export function listCollections(db: Db): Promise<CollectionSummary[]> {
  return collectionsWithCount(db);
}

const productBySlug = prepared("product-by-slug", ({ q, t }) =>
  q
    .select({ product: t.product, category: { slug: t.category.slug, name: t.category.name } })
    .from(t.product)
    .innerJoin(t.category, eq(t.category.id, t.product.categoryId))
    .where(eq(t.product.slug, sql.placeholder("slug"))),
);

const variantsOfProduct = prepared("variants-of-product", ({ q, t }) =>
  q
    .select({
      sku: t.variant.sku,
      colour: t.variant.colour,
      size: t.variant.size,
      available: t.stock.available,
    })
    .from(t.variant)
    .innerJoin(t.stock, eq(t.stock.sku, t.variant.sku))
    .where(eq(t.variant.productId, sql.placeholder("id")))
    .orderBy(asc(t.variant.position)),
);

const picturesOfProduct = prepared("pictures-of-product", ({ q, t }) =>
  q
    .select()
    .from(t.media)
    .where(eq(t.media.productId, sql.placeholder("id")))
    .orderBy(asc(t.media.position)),
);

/** A whole product with the prices of `version` (the current one when absent); null when the shop has none of that name. */
export async function getProduct(db: Db, slug: string, version?: number): Promise<Product | null> {
  const [found] = await productBySlug(db, { slug });
  if (!found) return null;
  const { id, name, tagline, description, materials, care, origin, colours, sizes, related } = found.product;
  const at = version ?? (await currentPriceVersion(db));
  const variants = await variantsOfProduct(db, { id });
  const skus = variants.map(({ sku }) => sku);
  const prices = await priceListsAt(db, skus, at);
  return {
    slug,
    name,
    tagline,
    category: found.category,
    description: [...description],
    materials,
    care,
    origin,
    colours: [...colours],
    sizes: [...sizes],
    variants: variants.map(({ available, ...variant }) => ({
      ...variant,
      prices: prices.get(variant.sku) ?? [],
      availability: availabilityOf(available),
    })),
    pictures: (await picturesOfProduct(db, { id })).map(pictureOf),
    related: await getCards(db, related, at),
  };
}

const searchTexts = prepared("search-texts", ({ q, t }) =>
  q
    .select({
      slug: t.product.slug,
      name: t.product.name,
      tagline: t.product.tagline,
      category: t.category.name,
      colours: t.product.colours,
      materials: t.product.materials,
    })
    .from(t.product)
    .innerJoin(t.category, eq(t.category.id, t.product.categoryId))
    .orderBy(asc(t.product.position)),
);

/** What a search index is made of: one entry per product, in words. */
export async function listSearchEntries(db: Db): Promise<SearchEntry[]> {
  const rows = await searchTexts(db);
  return rows.map((row) => ({ ...row, colours: row.colours.map(({ name }) => name).join(" ") }));
}
