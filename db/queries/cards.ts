import { and, eq, inArray, sql } from "drizzle-orm";
import type { Picture, ProductCard } from "../../protocol/catalogue.ts";
import type { Money } from "../../protocol/money.ts";
import { preparedForList } from "../prepared.ts";
import type { Tables } from "../schema.ts";
import type { Db } from "../store.ts";
import { byCurrency, currentPriceVersion, holdsAtVersion } from "./prices.ts";

/** What a card needs of the product's own row. */
export const cardColumns = ({ product, category }: Tables) => ({
  id: product.id,
  slug: product.slug,
  name: product.name,
  tagline: product.tagline,
  category: category.slug,
  colours: product.colours,
});

export interface CardRow extends Pick<ProductCard, "slug" | "name" | "tagline" | "category"> {
  readonly id: string;
  readonly colours: readonly ProductCard["colours"][number][];
}

const firstPictures = preparedForList("first-pictures", ({ q, t }, products) =>
  q
    .select()
    .from(t.media)
    .where(and(inArray(t.media.productId, products), eq(t.media.position, 0))),
);

const productPrices = preparedForList("product-prices", ({ q, t }, products) =>
  q
    .select({ productId: t.variant.productId, currency: t.price.currency, amount: t.price.amount })
    .from(t.variant)
    .innerJoin(t.price, eq(t.price.sku, t.variant.sku))
    .where(and(inArray(t.variant.productId, products), holdsAtVersion(t))),
);

const productStock = preparedForList("product-stock", ({ q, t }, products) =>
  q
    .select({ productId: t.variant.productId, available: sql`sum(${t.stock.available})`.mapWith(Number) })
    .from(t.variant)
    .innerJoin(t.stock, eq(t.stock.sku, t.variant.sku))
    .where(inArray(t.variant.productId, products))
    .groupBy(t.variant.productId),
);

const cardsBySlug = preparedForList("cards-by-slug", ({ q, t }, slugs) =>
  q
    .select(cardColumns(t))
    .from(t.product)
    .innerJoin(t.category, eq(t.category.id, t.product.categoryId))
    .where(inArray(t.product.slug, slugs)),
);

/** Completes rows to cards, in their order, with the prices of `version`. */
export async function cardsOf(db: Db, rows: readonly CardRow[], version: number): Promise<ProductCard[]> {
  const ids = rows.map((row) => row.id);
  const pictures = new Map((await firstPictures(db, ids)).map((row) => [row.productId, pictureOf(row)]));
  const stock = new Map((await productStock(db, ids)).map((row) => [row.productId, row.available]));
  const prices = Map.groupBy(await productPrices(db, ids, { version }), (row) => row.productId);

  return rows.flatMap(({ id, colours, ...texts }) => {
    const picture = pictures.get(id);
    const list = prices.get(id);
    // A product without picture or price is not ready to be shown.
    if (!picture || !list) return [];
    return [
      { ...texts, ...lowestOf(list), picture, colours: [...colours], soldOut: (stock.get(id) ?? 0) <= 0 } as const,
    ];
  });
}

/** Cards of these products, in the order asked for; unknown slugs are left out. Prices are of `version`, else current. */
export async function getCards(db: Db, slugs: readonly string[], version?: number): Promise<ProductCard[]> {
  const bySlug = new Map((await cardsBySlug(db, slugs)).map((row) => [row.slug, row]));
  const rows = slugs.flatMap((slug) => bySlug.get(slug) ?? []);
  return cardsOf(db, rows, version ?? (await currentPriceVersion(db)));
}

export function pictureOf({ colour, view, base, alt }: Picture): Picture {
  return { colour, view, base, alt };
}

function lowestOf(prices: readonly Money[]): Pick<ProductCard, "from" | "priceVaries"> {
  const lowest = new Map<Money["currency"], number>();
  for (const { currency, amount } of prices) lowest.set(currency, Math.min(amount, lowest.get(currency) ?? amount));
  const from = [...lowest].map(([currency, amount]): Money => ({ currency, amount })).sort(byCurrency);
  return { from, priceVaries: prices.some((price) => price.amount !== lowest.get(price.currency)) };
}
