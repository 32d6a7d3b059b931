import type { Currency } from "../../protocol/money.ts";
import { shop } from "../../shop.config.ts";

/** A range of unit prices in minor units: from `from` up to but not including `below`; the last one has no end. */
export interface PriceBand {
  /** Its number, counted from 1 at the cheapest: the same in every currency, so it can stand in an address. */
  readonly band: number;
  readonly from: number;
  readonly below: number | null;
}

/** The price bands of a currency, the cheapest first; every price is in exactly one. */
export function priceBands(currency: Currency): PriceBand[] {
  const ends: readonly number[] = shop.priceBands[currency];
  return [...ends, null].map((below, index) => ({ band: index + 1, from: ends[index - 1] ?? 0, below }));
}

/** The number of the band that holds a unit price. */
export function bandOf(amount: number, currency: Currency): number {
  return 1 + shop.priceBands[currency].filter((end) => amount >= end).length;
}
