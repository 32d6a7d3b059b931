import type { Currency } from "../protocol/money.ts";
import { shop } from "../shop.config.ts";

/** What the shop put its name to: these unit prices, at this version, until then (P3). */
export interface Quote {
  readonly currency: Currency;
  readonly priceVersion: number;
  /** Server time, milliseconds since 1970. */
  readonly validUntil: number;
  /** Unit prices in minor units by sku. */
  readonly amounts: Readonly<Record<string, number>>;
}

/**
 * What speaks for a shown price that is below the current one: nothing, a signed quote or a version that really had this price,
 * and whether that is still inside its window by server time.
 */
export type Proof = "none" | "in-window" | "too-old";

export interface PricePolicy {
  readonly tolerancePercent: number;
  readonly expiredQuote: "ask" | "honour";
}

export interface Verdict {
  /** What is charged per unit, in minor units. */
  readonly amount: number;
  /** Whose price that is: the one of now, or the one that was shown. */
  readonly of: "now" | "shown";
}

/**
 * P3, the whole rule for one line: the lower of shown and now is charged; a shown price that is lower than the current one
 * stands inside its window, or while the shop absorbs the difference, or where policy honours old ones; else null, and the
 * shopper is asked. What is charged is never above what was shown.
 */
export function judgeLine(
  { shown, now, proof }: { readonly shown: number; readonly now: number; readonly proof: Proof },
  policy: PricePolicy = shop.policy,
): Verdict | null {
  if (now <= shown) return { amount: now, of: "now" };
  if (proof === "none") return null;
  const absorbed = (now - shown) * 100 <= shown * policy.tolerancePercent;
  const stands = proof === "in-window" || absorbed || policy.expiredQuote === "honour";
  return stands ? { amount: shown, of: "shown" } : null;
}

/** What a quote says about a shown price; null when it does not speak of it and the line's own version has to. */
export function proofOfQuote(
  quote: Quote | null,
  line: { readonly sku: string; readonly unitAmount: number },
  currency: Currency,
  now: number,
): Proof | null {
  if (quote === null || quote.currency !== currency || quote.amounts[line.sku] !== line.unitAmount) return null;
  return now <= quote.validUntil ? "in-window" : "too-old";
}
