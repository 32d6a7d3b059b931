/** The currencies this protocol can carry, with the number of digits of their minor unit (ISO 4217). */
export const CURRENCY_DIGITS = { EUR: 2, GBP: 2, JPY: 0 } as const;

export type Currency = keyof typeof CURRENCY_DIGITS;

export const CURRENCIES = Object.keys(CURRENCY_DIGITS) as [Currency, ...Currency[]];

/** An amount in integer minor units of its currency: `{currency: "EUR", amount: 1250}` is €12.50; `JPY` amounts are whole yen. */
export interface Money {
  readonly currency: Currency;
  readonly amount: number;
}
