import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import type { ShelvedProduct, ShelvedVariant } from "../../domain/finding/shelf.ts";
import type { Currency } from "../../protocol/money.ts";
import { prepared } from "../prepared.ts";
import type { Db } from "../store.ts";
import { holdsAtVersion } from "./prices.ts";

/** A list of products: the whole shop, a category, or a collection, which wins when both are named. */
export interface Shelf {
  readonly category?: string | undefined;
  readonly collection?: string | undefined;
}

/** Tells lists apart in cursors. */
export function shelfName({ category, collection }: Shelf): string {
  return collection ? `collection/${collection}` : category ? `category/${category}` : "all";
}

export interface Colour {
  readonly code: string;
  readonly name: string;
  readonly swatch: string;
}

/** Everything that finding needs of the whole shop at one price version, in one currency. */
interface ShelfIndex {
  readonly all: readonly ShelvedProduct[];
  readonly byCategory: ReadonlyMap<string, readonly ShelvedProduct[]>;
  readonly byCollection: ReadonlyMap<string, readonly ShelvedProduct[]>;
  readonly palette: ReadonlyMap<string, Colour>;
}

/** An index older than this is made again behind the back of the one in use, so that a changed catalogue is found. */
const FRESH_MS = 60_000;
/** Products per read: a longer one would hold up everybody else's requests on the embedded engine. */
const SLICE = 250;

const productsInOrder = prepared("shelved-products", ({ q, t }) =>
  q
    .select({
      slug: t.product.slug,
      name: t.product.name,
      position: t.product.position,
      colours: t.product.colours,
      category: t.category.slug,
    })
    .from(t.product)
    .innerJoin(t.category, eq(t.category.id, t.product.categoryId))
    .where(and(gt(t.product.position, sql.placeholder("after")), lte(t.product.position, sql.placeholder("until"))))
    .orderBy(asc(t.product.position)),
);

const variantsInOrder = prepared("shelved-variants", ({ q, t }) =>
  q
    .select({
      position: t.product.position,
      sku: t.variant.sku,
      colour: t.variant.colour,
      size: t.variant.size,
      amount: t.price.amount,
    })
    .from(t.product)
    .innerJoin(t.variant, eq(t.variant.productId, t.product.id))
    .innerJoin(t.price, and(eq(t.price.sku, t.variant.sku), eq(t.price.currency, sql.placeholder("currency"))))
    .where(
      and(
        gt(t.product.position, sql.placeholder("after")),
        lte(t.product.position, sql.placeholder("until")),
        holdsAtVersion(t),
      ),
    ),
);

const lastPosition = prepared("last-position", ({ q, t }) =>
  q.select({ position: sql`coalesce(max(${t.product.position}), -1)`.mapWith(Number) }).from(t.product),
);

const collectionMembers = prepared("collection-members", ({ q, t }) =>
  q
    .select({ collection: t.collection.slug, product: t.product.slug, position: t.collectionProduct.position })
    .from(t.collectionProduct)
    .innerJoin(t.collection, eq(t.collection.id, t.collectionProduct.collectionId))
    .innerJoin(t.product, eq(t.product.id, t.collectionProduct.productId))
    .orderBy(asc(t.collectionProduct.position)),
);

const soldOutSkus = prepared("sold-out", ({ q, t }) =>
  q.select({ sku: t.stock.sku }).from(t.stock).where(sql`${t.stock.available} <= 0`),
);

/** The variants of the whole shop that cannot be had now. */
export async function listSoldOut(db: Db): Promise<Set<string>> {
  return new Set((await soldOutSkus(db)).map(({ sku }) => sku));
}

async function build(db: Db, currency: Currency, version: number): Promise<ShelfIndex> {
  const all: ShelvedProduct[] = [];
  const byCategory = new Map<string, ShelvedProduct[]>();
  const palette = new Map<string, Colour>();
  const [end] = await lastPosition(db);
  for (let after = -1; after < (end?.position ?? -1); after += SLICE) {
    const range = { after, until: after + SLICE };
    const variants = Map.groupBy(await variantsInOrder(db, { ...range, currency, version }), (row) => row.position);
    for (const { category, colours, ...product } of await productsInOrder(db, range)) {
      const shelved: ShelvedProduct = { ...product, variants: (variants.get(product.position) ?? []).map(bare) };
      // Without a price it is not ready to be shown.
      if (shelved.variants.length === 0) continue;
      all.push(shelved);
      const shelf = byCategory.get(category) ?? [];
      byCategory.set(category, shelf);
      shelf.push(shelved);
      for (const colour of colours) palette.set(colour.code, colour);
    }
    // The embedded engine answers without ever waiting; others get their turn between two slices.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { all, byCategory, byCollection: await collections(db, all), palette };
}

const bare = ({ sku, colour, size, amount }: ShelvedVariant): ShelvedVariant => ({ sku, colour, size, amount });

async function collections(db: Db, all: readonly ShelvedProduct[]): Promise<Map<string, ShelvedProduct[]>> {
  const bySlug = new Map(all.map((product) => [product.slug, product]));
  const made = new Map<string, ShelvedProduct[]>();
  for (const { collection, product, position } of await collectionMembers(db)) {
    const found = bySlug.get(product);
    if (found) made.set(collection, [...(made.get(collection) ?? []), { ...found, position }]);
  }
  return made;
}

interface Kept {
  readonly version: number;
  readonly madeAt: number;
  readonly index: Promise<ShelfIndex>;
  renewing: boolean;
}

const kept = new WeakMap<Db, Map<Currency, Kept>>();

/** The index at a price version; kept in this process, since answering facets from rows costs seconds on a large shop. */
async function indexAt(db: Db, currency: Currency, version: number): Promise<ShelfIndex> {
  const byCurrency = kept.get(db) ?? new Map<Currency, Kept>();
  kept.set(db, byCurrency);
  const known = byCurrency.get(currency);
  if (known?.version === version) {
    if (Date.now() - known.madeAt > FRESH_MS && !known.renewing) renew(db, byCurrency, currency, known);
    return known.index;
  }
  const made: Kept = { version, madeAt: Date.now(), index: build(db, currency, version), renewing: false };
  // A reader that began before a publication may still ask for the older version; the newer one stays.
  if (!known || known.version < version) byCurrency.set(currency, made);
  made.index.catch(() => {
    if (byCurrency.get(currency) === made) byCurrency.delete(currency);
  });
  return made.index;
}

function renew(db: Db, byCurrency: Map<Currency, Kept>, currency: Currency, known: Kept): void {
  known.renewing = true;
  build(db, currency, known.version).then(
    (index) => {
      if (byCurrency.get(currency) !== known) return;
      byCurrency.set(currency, { ...known, madeAt: Date.now(), index: Promise.resolve(index), renewing: false });
    },
    // The one in use stays until a later try succeeds.
    () => {
      known.renewing = false;
    },
  );
}

/** The products of a shelf with their variants and prices, and the shop's colours; empty for an unknown shelf. */
export async function readShelf(
  db: Db,
  { category, collection }: Shelf,
  currency: Currency,
  version: number,
): Promise<{ readonly products: readonly ShelvedProduct[]; readonly palette: ReadonlyMap<string, Colour> }> {
  const { all, byCategory, byCollection, palette } = await indexAt(db, currency, version);
  if (collection) return { products: byCollection.get(collection) ?? [], palette };
  return { products: category ? (byCategory.get(category) ?? []) : all, palette };
}

const MOST_REMEMBERED = 200;

/**
 * Remembers what was made of a shelf for as long as its index lives: on a large shop the same choice, asked for page after
 * page, is worked out once. The question has to name everything that the answer depends on beside the shelf.
 */
export function rememberedByShelf<Answer extends object>() {
  const answers = new WeakMap<readonly ShelvedProduct[], Map<string, Answer>>();
  return (products: readonly ShelvedProduct[], question: string, work: () => Answer): Answer => {
    const known = answers.get(products) ?? new Map<string, Answer>();
    answers.set(products, known);
    const found = known.get(question);
    if (found) return found;
    const [oldest] = known.keys();
    if (known.size >= MOST_REMEMBERED && oldest !== undefined) known.delete(oldest);
    const answer = work();
    known.set(question, answer);
    return answer;
  };
}
