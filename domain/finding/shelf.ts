import type { Sort } from "../../protocol/finding.ts";
import { priceBands } from "./price-bands.ts";
import type { Selection } from "./selection.ts";
import { bySize } from "./sizes.ts";

export interface ShelvedVariant {
  readonly sku: string;
  readonly colour: string;
  readonly size: string | null;
  /** Unit price in minor units of the currency that the shelf was read in. */
  readonly amount: number;
}

/** A product as finding sees it. */
export interface ShelvedProduct {
  readonly slug: string;
  readonly name: string;
  /** Its place on this shelf; no two products share one. */
  readonly position: number;
  readonly variants: readonly ShelvedVariant[];
}

/** Tells the variants that cannot be had now. */
export type SoldOut = { has(sku: string): boolean };

/** The number of products for each value of each facet; a value that nothing fits any more stays with 0. */
export interface Tallies {
  readonly shelved: number;
  readonly found: number;
  readonly colours: ReadonlyMap<string, number>;
  readonly sizes: ReadonlyMap<string, number>;
  /** By number of the price band. */
  readonly prices: ReadonlyMap<number, number>;
  readonly inStock: number;
}

interface Fit {
  readonly colour: boolean;
  readonly size: boolean;
  readonly price: boolean;
  readonly stock: boolean;
  readonly band: number;
}

type Judge = (variant: ShelvedVariant) => Fit;

function judgeOf({ colours, sizes, prices, inStock, currency }: Selection, soldOut: SoldOut): Judge {
  const ends = priceBands(currency).map(({ below }) => below ?? Number.POSITIVE_INFINITY);
  return ({ sku, colour, size, amount }) => {
    const band = 1 + ends.findIndex((end) => amount < end);
    return {
      colour: colours.length === 0 || colours.includes(colour),
      size: sizes.length === 0 || (size !== null && sizes.includes(size)),
      price: prices.length === 0 || prices.includes(band),
      stock: !inStock || !soldOut.has(sku),
      band,
    };
  };
}

/** The products of which some variant fits everything that is chosen. */
export function fittingProducts<P extends ShelvedProduct>(
  products: readonly P[],
  selection: Selection,
  soldOut: SoldOut,
): P[] {
  const judge = judgeOf(selection, soldOut);
  return products.filter(({ variants }) =>
    variants.some((variant) => {
      const { colour, size, price, stock } = judge(variant);
      return colour && size && price && stock;
    }),
  );
}

/** Counts products for every value: how many have it in a variant that fits what is chosen in the other facets. */
export function tally(products: readonly ShelvedProduct[], selection: Selection, soldOut: SoldOut): Tallies {
  const judge = judgeOf(selection, soldOut);
  const colours = new Counter<string>();
  const sizes = new Counter<string>();
  const prices = new Counter<number>();
  const totals = new Counter<"found" | "in-stock">();
  products.forEach(({ variants }, product) => {
    for (const variant of variants) {
      const fit = judge(variant);
      colours.see(variant.colour, fit.size && fit.price && fit.stock, product);
      if (variant.size !== null) sizes.see(variant.size, fit.colour && fit.price && fit.stock, product);
      prices.see(fit.band, fit.colour && fit.size && fit.stock, product);
      const chosen = fit.colour && fit.size && fit.price;
      totals.see("found", chosen && fit.stock, product);
      totals.see("in-stock", chosen && !soldOut.has(variant.sku), product);
    }
  });
  return {
    shelved: products.length,
    found: totals.counts.get("found") ?? 0,
    colours: colours.counts,
    sizes: new Map([...sizes.counts].sort(([one], [other]) => bySize(one, other))),
    prices: new Map([...prices.counts].sort(([one], [other]) => one - other)),
    inStock: totals.counts.get("in-stock") ?? 0,
  };
}

/** Counts each product once per value, however many of its variants have the value; products come one after the other. */
class Counter<Value> {
  readonly counts = new Map<Value, number>();
  readonly #last = new Map<Value, number>();

  see(value: Value, fits: boolean, product: number): void {
    const count = this.counts.get(value) ?? 0;
    const counts = fits && this.#last.get(value) !== product;
    this.counts.set(value, counts ? count + 1 : count);
    if (counts) this.#last.set(value, product);
  }
}

/** What a sort goes by, before the position: nothing, the lowest price in minor units, or the name. */
export type SortKey = string | number | null;

export function sortKeyOf(product: ShelvedProduct, sort: Sort): SortKey {
  if (sort === "shelf") return null;
  if (sort === "name") return product.name;
  return product.variants.reduce((lowest, { amount }) => Math.min(lowest, amount), Number.MAX_SAFE_INTEGER);
}

/** A place in an ordered list: what it is ordered by, and the position that tells equals apart. */
export interface Place {
  readonly key: SortKey;
  readonly position: number;
}

function comparePlaces(one: Place, other: Place, sort: Sort): number {
  const down = sort === "price-down" ? -1 : 1;
  if (typeof one.key === "number" && typeof other.key === "number" && one.key !== other.key) {
    return down * (one.key - other.key);
  }
  if (typeof one.key === "string" && typeof other.key === "string" && one.key !== other.key) {
    return one.key < other.key ? -1 : 1;
  }
  return one.position - other.position;
}

/** A product with its place in an ordered list. */
export interface Placed<P extends ShelvedProduct = ShelvedProduct> extends Place {
  readonly product: P;
}

/** All products in order. */
export function inOrder<P extends ShelvedProduct>(products: readonly P[], sort: Sort): Placed<P>[] {
  const placed = products.map((product) => ({ product, key: sortKeyOf(product, sort), position: product.position }));
  return placed.sort((one, other) => comparePlaces(one, other, sort));
}

/**
 * The first `limit` products after a place (from the start without one) of an ordered list, and the place after which the
 * next page begins; null on the last page. A place stays good when products come and go around it.
 */
export function pageOf<P extends ShelvedProduct>(
  ordered: readonly Placed<P>[],
  sort: Sort,
  after: Place | null,
  limit: number,
): { readonly items: P[]; readonly next: Place | null } {
  const start = after === null ? 0 : ordered.findIndex((entry) => comparePlaces(entry, after, sort) > 0);
  const later = start < 0 ? [] : ordered.slice(start, start + limit + 1);
  const page = later.slice(0, limit);
  const last = later.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(({ product }) => product),
    next: last ? { key: last.key, position: last.position } : null,
  };
}
