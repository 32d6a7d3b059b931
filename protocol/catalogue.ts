import * as z from "zod/mini";
import { CURRENCIES } from "./money.ts";

const amount = z.int().check(z.gte(0), z.lte(1_000_000_000));

export const money = z.strictObject({ currency: z.enum(CURRENCIES), amount });

export const sku = z.string().check(z.regex(/^[A-Z0-9][A-Z0-9-]{2,23}$/));

export const slug = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), z.maxLength(80));

/** Stock in words: `left` is told only when it is low. */
export const availability = z.strictObject({
  state: z.enum(["in-stock", "low", "sold-out"]),
  left: z.optional(z.int()),
});

export const picture = z.strictObject({
  colour: z.string(),
  view: z.string(),
  /** Path without width and extension: `/media/<product>/<colour>-<view>`. */
  base: z.string(),
  alt: z.string(),
});

/** A product in a list. `from` is the lowest price of its variants, one entry per currency of the shop. */
export const productCard = z.strictObject({
  slug,
  name: z.string(),
  tagline: z.string(),
  category: slug,
  from: z.array(money),
  /** False when all variants cost the same: the price is then shown without "from". */
  priceVaries: z.boolean(),
  picture,
  colours: z.array(z.strictObject({ code: z.string(), name: z.string(), swatch: z.string() })),
  soldOut: z.boolean(),
});

export const variant = z.strictObject({
  sku,
  colour: z.string(),
  size: z.nullable(z.string()),
  prices: z.array(money),
  availability,
});

export const product = z.strictObject({
  slug,
  name: z.string(),
  tagline: z.string(),
  category: z.strictObject({ slug, name: z.string() }),
  description: z.array(z.string()),
  materials: z.string(),
  care: z.string(),
  origin: z.string(),
  colours: z.array(z.strictObject({ code: z.string(), name: z.string(), swatch: z.string() })),
  sizes: z.array(z.string()),
  variants: z.array(variant),
  pictures: z.array(picture),
  related: z.array(productCard),
});

/** A category in the navigation and on top of its page; `cover` stands for it, `count` is how many products it holds. */
export const category = z.strictObject({ slug, name: z.string(), blurb: z.string(), cover: picture, count: z.int() });

/** `GET /api/categories`, in the shop's order. */
export const categoryList = z.strictObject({ items: z.array(category) });

/**
 * What a list can be narrowed by. A product fits when one variant of it fits everything that is chosen; a value's count is
 * how many products fit it together with what is chosen in the other facets.
 */
export const facets = z.strictObject({
  /** Products in the list when nothing is chosen, and under what is chosen now. */
  shelved: z.int(),
  found: z.int(),
  colours: z.array(z.strictObject({ code: z.string(), name: z.string(), swatch: z.string(), count: z.int() })),
  sizes: z.array(z.strictObject({ size: z.string(), count: z.int() })),
  /** Bands of the asked currency in minor units: from `from` up to but not including `below`, which the last one lacks. */
  prices: z.array(z.strictObject({ band: z.int(), from: z.int(), below: z.nullable(z.int()), count: z.int() })),
  /** Products that can be had now. */
  inStock: z.int(),
});

/** `GET /api/products`: `nextCursor` is opaque and null on the last page; `facets` come when they are asked for. */
export const productList = z.strictObject({
  priceVersion: z.int(),
  items: z.array(productCard),
  nextCursor: z.nullable(z.string()),
  facets: z.optional(facets),
});

/** `GET /api/products/:slug`. */
export const productAnswer = z.strictObject({ priceVersion: z.int(), product });

/** `GET /api/search?q=`. */
export const searchAnswer = z.strictObject({ priceVersion: z.int(), query: z.string(), items: z.array(productCard) });

/** What a cart line needs to be shown and priced. */
export const offer = z.strictObject({
  sku,
  product: slug,
  name: z.string(),
  /** Colour and size in words, such as "Kelp, M"; empty when there is one variant. */
  label: z.string(),
  picture,
  prices: z.array(money),
  availability,
});

/** `GET /api/prices?skus=A,B`: `at` is the server's time in ISO 8601 at which these prices were true. */
export const pricesAnswer = z.strictObject({
  priceVersion: z.int(),
  at: z.string(),
  offers: z.array(offer),
  unknown: z.array(z.string()),
});

export type Availability = z.infer<typeof availability>;
export type Picture = z.infer<typeof picture>;
export type ProductCard = z.infer<typeof productCard>;
export type Variant = z.infer<typeof variant>;
export type Category = z.infer<typeof category>;
export type CategoryList = z.infer<typeof categoryList>;
export type Product = z.infer<typeof product>;
export type Facets = z.infer<typeof facets>;
export type ProductList = z.infer<typeof productList>;
export type ProductAnswer = z.infer<typeof productAnswer>;
export type SearchAnswer = z.infer<typeof searchAnswer>;
export type Offer = z.infer<typeof offer>;
export type PricesAnswer = z.infer<typeof pricesAnswer>;
