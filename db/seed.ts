import { createHash } from "node:crypto";
import { CURRENCIES } from "../protocol/money.ts";
import type { SeedCatalogue, SeedProduct } from "./seed/types.ts";
import type { Db, Store } from "./store.ts";

/** When price version 1 was published; fixed, so that every fresh shop is the same shop. */
export const SEED_PUBLISHED_AT = Date.UTC(2026, 0, 5, 8);

/** The catalogue that an empty shop starts with; SEED_PROFILE=large is the one for rehearsals, of SEED_PRODUCTS goods. */
export async function loadSeed(): Promise<SeedCatalogue> {
  if (process.env.SEED_PROFILE === "large") {
    const count = Number(process.env.SEED_PRODUCTS) || undefined;
    return (await import("./seed/large.ts")).largeCatalogue(count);
  }
  return (await import("./seed/catalogue.ts")).catalogue;
}

/** Seeds a database that has no prices yet; asks for the catalogue only then. */
export async function seedWhenEmpty(store: Store, load: () => Promise<SeedCatalogue>): Promise<void> {
  const { q, t } = store.read;
  const [published] = await q.select({ version: t.priceBook.version }).from(t.priceBook).limit(1);
  if (!published) await seedStore(store, await load());
}

/** Writes a catalogue in one transaction; rows that are there already stay as they are, stock and prices above all. */
export async function seedStore(store: Store, catalogue: SeedCatalogue): Promise<void> {
  await store.tx(async (db) => {
    await seedProducts(db, catalogue);
    await seedShelves(db, catalogue);
    await seedPrices(db, catalogue.products);
  });
}

/** A name-based id (UUIDv8, RFC 9562 section 5.8), so that two shops seeded alike agree on every id. */
function seedId(kind: string, slug: string): string {
  const hex = createHash("sha256").update(`${kind}/${slug}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Slices that stay below the engines' limit of bound values. */
function* slices<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += 500) yield rows.slice(start, start + 500);
}

async function seedProducts({ q, t }: Db, { categories, products }: SeedCatalogue): Promise<void> {
  const categoryRows = categories.map((category, position) => ({
    ...category,
    id: seedId("category", category.slug),
    position,
  }));
  for (const rows of slices(categoryRows)) await q.insert(t.category).values(rows).onConflictDoNothing();

  const productRows = products.map(({ category, variants: _, pictures: __, ...texts }, position) => ({
    ...texts,
    id: seedId("product", texts.slug),
    categoryId: seedId("category", category),
    position,
  }));
  for (const rows of slices(productRows)) await q.insert(t.product).values(rows).onConflictDoNothing();

  const variantRows = products.flatMap(({ slug, variants }) =>
    variants.map(({ sku, colour, size }, position) => ({
      sku,
      productId: seedId("product", slug),
      colour,
      size: size ?? null,
      position,
    })),
  );
  for (const rows of slices(variantRows)) await q.insert(t.variant).values(rows).onConflictDoNothing();

  const mediaRows = products.flatMap(({ slug, pictures }) =>
    pictures.map((picture, position) => ({ ...picture, productId: seedId("product", slug), position })),
  );
  for (const rows of slices(mediaRows)) await q.insert(t.media).values(rows).onConflictDoNothing();

  const stockRows = products.flatMap(({ variants }) =>
    variants.map(({ sku, stock }) => ({ sku, available: stock, received: stock })),
  );
  for (const rows of slices(stockRows)) await q.insert(t.stock).values(rows).onConflictDoNothing();
}

async function seedShelves({ q, t }: Db, { collections }: SeedCatalogue): Promise<void> {
  const collectionRows = collections.map(({ slug, name, blurb }, position) => ({
    id: seedId("collection", slug),
    slug,
    name,
    blurb,
    position,
  }));
  for (const rows of slices(collectionRows)) await q.insert(t.collection).values(rows).onConflictDoNothing();

  const memberRows = collections.flatMap(({ slug, products }) =>
    products.map((product, position) => ({
      collectionId: seedId("collection", slug),
      position,
      productId: seedId("product", product),
    })),
  );
  for (const rows of slices(memberRows)) await q.insert(t.collectionProduct).values(rows).onConflictDoNothing();
}

async function seedPrices({ q, t }: Db, products: readonly SeedProduct[]): Promise<void> {
  await q.insert(t.priceBook).values({ version: 1, publishedAt: SEED_PUBLISHED_AT }).onConflictDoNothing();
  const priceRows = products.flatMap(({ variants }) =>
    variants.flatMap(({ sku, prices }) =>
      CURRENCIES.map((currency) => ({
        sku,
        currency,
        version: 1,
        amount: prices[currency],
        validFrom: SEED_PUBLISHED_AT,
      })),
    ),
  );
  for (const rows of slices(priceRows)) await q.insert(t.price).values(rows).onConflictDoNothing();
}
