import { SORTS, type Sort } from "../../protocol/finding.ts";
import { CURRENCIES, type Currency } from "../../protocol/money.ts";
import { shop } from "../../shop.config.ts";
import { priceBands } from "./price-bands.ts";

/** What a shopper chose on a shelf. Values of one facet widen it, facets narrow each other; nothing chosen is everything. */
export interface Selection {
  readonly colours: readonly string[];
  readonly sizes: readonly string[];
  /** Numbers of price bands. */
  readonly prices: readonly number[];
  /** Only what can be had now. */
  readonly inStock: boolean;
  readonly sort: Sort;
  /** The currency of bands and of the order by price. */
  readonly currency: Currency;
}

/** The facets of a selection, as the address names them. */
export const FACET_PARAMETERS = ["colour", "size", "price", "stock"] as const;
export type FacetParameter = (typeof FACET_PARAMETERS)[number];

const MOST_VALUES = 24;
const COLOUR = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const SIZE = /^[^\p{C}]{1,24}$/u;

export const NOTHING_CHOSEN: Selection = {
  colours: [],
  sizes: [],
  prices: [],
  inStock: false,
  sort: "shelf",
  currency: shop.currencies[0],
};

const isSort = (text: string): text is Sort => SORTS.some((sort) => sort === text);
const isCurrency = (text: string): text is Currency => CURRENCIES.some((currency) => currency === text);

/**
 * Reads a selection from an address: `?colour=kelp&colour=red&size=M&price=2&stock=in&sort=price-up&currency=EUR`. Values
 * are sorted and each taken once, so that one selection has one spelling. What cannot be right is left out, and `bad`
 * names its parameters.
 */
export function readSelection(params: URLSearchParams): { readonly selection: Selection; readonly bad: string[] } {
  const bad = new Set<string>();
  const many = (name: string, fits: (value: string) => boolean): string[] => {
    const asked = [...new Set(params.getAll(name))].filter((value) => value !== "");
    const fitting = asked.filter(fits).slice(0, MOST_VALUES);
    if (fitting.length < asked.length) bad.add(name);
    return fitting.sort();
  };
  const one = <Value extends string>(name: string, fits: (value: string) => value is Value): Value | undefined => {
    const asked = params.getAll(name).filter((value) => value !== "");
    const [first] = asked;
    if (first === undefined) return undefined;
    if (asked.length === 1 && fits(first)) return first;
    bad.add(name);
    return undefined;
  };
  const currency = one("currency", isCurrency) ?? NOTHING_CHOSEN.currency;
  const bands = new Set(priceBands(currency).map(({ band }) => String(band)));
  const selection: Selection = {
    colours: many("colour", (value) => value.length <= 40 && COLOUR.test(value)),
    sizes: many("size", (value) => SIZE.test(value)),
    prices: many("price", (value) => bands.has(value)).map(Number),
    inStock: one("stock", (value): value is "in" => value === "in") !== undefined,
    sort: one("sort", isSort) ?? "shelf",
    currency,
  };
  return { selection, bad: [...bad] };
}

/** The selection as the query of an address, without what is the default anyway; empty when nothing is chosen. */
export function selectionQuery(selection: Selection): string {
  const params = new URLSearchParams();
  for (const colour of selection.colours) params.append("colour", colour);
  for (const size of selection.sizes) params.append("size", size);
  for (const band of selection.prices) params.append("price", String(band));
  if (selection.inStock) params.append("stock", "in");
  if (selection.sort !== "shelf") params.append("sort", selection.sort);
  if (selection.currency !== NOTHING_CHOSEN.currency) params.append("currency", selection.currency);
  return params.toString();
}

/** True when some facet narrows the list; the order does not. */
export function isNarrowed({ colours, sizes, prices, inStock }: Selection): boolean {
  return inStock || colours.length + sizes.length + prices.length > 0;
}

/** The selection without one value of one facet. */
export function without(selection: Selection, facet: FacetParameter, value: string): Selection {
  const { colours, sizes, prices, inStock } = selection;
  return {
    ...selection,
    colours: facet === "colour" ? colours.filter((colour) => colour !== value) : colours,
    sizes: facet === "size" ? sizes.filter((size) => size !== value) : sizes,
    prices: facet === "price" ? prices.filter((band) => String(band) !== value) : prices,
    inStock: facet === "stock" ? false : inStock,
  };
}

/** The selection without any facet, in the same order and currency. */
export function withoutFacets({ sort, currency }: Selection): Selection {
  return { ...NOTHING_CHOSEN, sort, currency };
}
