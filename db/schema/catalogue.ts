import { sql } from "drizzle-orm";
import type { PricePlan } from "../../domain/price-plan.ts";
import type { Currency } from "../../protocol/money.ts";
import type { Kit } from "../kit.ts";

export interface Colour {
  readonly code: string;
  readonly name: string;
  readonly swatch: string;
}

/** What the shop sells, at which price, and how much of it there is. */
export function defineCatalogue(kit: Kit) {
  const { table, id, text, integer, amount, instant, json, index, uniqueIndex, primaryKey, check } = kit;

  const category = table("category", {
    id: id().primaryKey(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    blurb: text().notNull(),
    /** Slug of the product whose first picture stands for the category. */
    cover: text().notNull(),
    position: integer().notNull(),
  });

  const collection = table("collection", {
    id: id().primaryKey(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    blurb: text().notNull(),
    position: integer().notNull(),
  });

  const product = table(
    "product",
    {
      id: id().primaryKey(),
      slug: text().notNull().unique(),
      categoryId: id()
        .notNull()
        .references(() => category.id),
      name: text().notNull(),
      tagline: text().notNull(),
      description: json<readonly string[]>().notNull(),
      materials: text().notNull(),
      care: text().notNull(),
      origin: text().notNull(),
      colours: json<readonly Colour[]>().notNull(),
      sizes: json<readonly string[]>().notNull(),
      /** Slugs of related products. */
      related: json<readonly string[]>().notNull(),
      position: integer().notNull(),
    },
    (t) => [uniqueIndex("product_position").on(t.position), index("product_category").on(t.categoryId, t.position)],
  );

  const collectionProduct = table(
    "collection_product",
    {
      collectionId: id()
        .notNull()
        .references(() => collection.id),
      position: integer().notNull(),
      productId: id()
        .notNull()
        .references(() => product.id),
    },
    (t) => [primaryKey({ columns: [t.collectionId, t.position] })],
  );

  const variant = table(
    "variant",
    {
      sku: text().primaryKey(),
      productId: id()
        .notNull()
        .references(() => product.id),
      colour: text().notNull(),
      size: text(),
      position: integer().notNull(),
    },
    (t) => [uniqueIndex("variant_product").on(t.productId, t.position)],
  );

  const media = table(
    "media",
    {
      productId: id()
        .notNull()
        .references(() => product.id),
      position: integer().notNull(),
      colour: text().notNull(),
      view: text().notNull(),
      base: text().notNull(),
      alt: text().notNull(),
    },
    (t) => [primaryKey({ columns: [t.productId, t.position] })],
  );

  const priceBook = table("price_book", {
    version: integer().primaryKey(),
    publishedAt: instant().notNull(),
  });

  /** A price holds from its version until the next version that names the same variant and currency. */
  const price = table(
    "price",
    {
      sku: text()
        .notNull()
        .references(() => variant.sku),
      currency: text<Currency>().notNull(),
      version: integer()
        .notNull()
        .references(() => priceBook.version),
      amount: amount().notNull(),
      validFrom: instant().notNull(),
    },
    (t) => [primaryKey({ columns: [t.sku, t.currency, t.version] }), check("price_amount", sql`${t.amount} >= 0`)],
  );

  /** Prices that are to come; a version once they are published. */
  const priceSchedule = table(
    "price_schedule",
    {
      id: id().primaryKey(),
      /** Not before this. */
      at: instant().notNull(),
      plan: json<PricePlan>().notNull(),
      createdAt: instant().notNull(),
      /** The version that it became; null while it waits. */
      version: integer().references(() => priceBook.version),
      /** Why it could not be published; it is not tried again. */
      failed: text(),
    },
    (t) => [index("price_schedule_at").on(t.at)],
  );

  const stock = table(
    "stock",
    {
      sku: text()
        .primaryKey()
        .references(() => variant.sku),
      available: integer().notNull(),
      /** Units ever booked in, less corrections: what is not available was sold or is held (P6). */
      received: integer().notNull(),
    },
    // P5: the last line of defence against overselling.
    (t) => [
      check("stock_available", sql`${t.available} >= 0`),
      // Finding asks for everything that is sold out; an order touches this index only when it takes the last one.
      index("stock_sold_out").on(t.sku).where(sql`${t.available} <= 0`),
    ],
  );

  return { category, collection, product, collectionProduct, variant, media, priceBook, price, priceSchedule, stock };
}
