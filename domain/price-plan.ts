import type { Currency } from "../protocol/money.ts";

export interface PriceChange {
  readonly sku: string;
  readonly currency: Currency;
  /** The new unit price in minor units. */
  readonly amount: number;
}

/** Which variants a sale is about; `all` is the whole shop. */
export type PriceScope =
  | { readonly category: string }
  | { readonly collection: string }
  | { readonly product: string }
  | { readonly all: true };

/** What is to become of prices, to be worked out when it is published. */
export type PricePlan =
  | { readonly kind: "set"; readonly changes: readonly PriceChange[] }
  /** So many per cent off what each costs at that moment. */
  | { readonly kind: "sale"; readonly percent: number; readonly scope: PriceScope }
  /** What another scheduled plan changed goes back to what it was, as far as nobody has changed it since. */
  | { readonly kind: "end"; readonly of: string };

/** A price with so many per cent off, to the nearest minor unit. Throws RangeError unless 0 < percent < 100. */
export function reduced(amount: number, percent: number): number {
  if (!(percent > 0 && percent < 100)) throw new RangeError(`not a reduction: ${percent} %`);
  return Math.round((amount * (100 - percent)) / 100);
}
