import * as z from "zod/mini";
import { slug } from "./catalogue.ts";

/** The most that a snapshot may weigh on the wire, brotli, in bytes: a shop beyond it is searched online only (C16). */
export const SNAPSHOT_BUDGET = 60 * 1024;

const pair = z.tuple([slug, z.string()]);

/** A product on the device: enough to find it and to show it in a list. */
export const snapshotProduct = z.strictObject({
  slug,
  name: z.string(),
  tagline: z.string(),
  category: slug,
  materials: z.string(),
  /** Codes of colours, in the product's order. */
  colours: z.array(z.string()),
  /** The lowest price of its variants in minor units, in the order of `currencies`. */
  from: z.array(z.int()),
  priceVaries: z.boolean(),
  soldOut: z.boolean(),
  /** Base and description of its first picture. */
  picture: z.tuple([z.string(), z.string()]),
});

/**
 * `GET /api/catalogue`: the whole shop in small, for searching without a network. Where it would not fit the budget,
 * `complete` is false and the lists are empty.
 */
export const catalogueSnapshot = z.strictObject({
  priceVersion: z.int(),
  complete: z.boolean(),
  currencies: z.array(z.string()),
  categories: z.array(pair),
  collections: z.array(pair),
  /** Code, name and swatch of every colour. */
  colours: z.array(z.tuple([z.string(), z.string(), z.string()])),
  products: z.array(snapshotProduct),
});

export type SnapshotProduct = z.infer<typeof snapshotProduct>;
export type CatalogueSnapshot = z.infer<typeof catalogueSnapshot>;
