import * as z from "zod/mini";
import { sku } from "./catalogue.ts";
import { CURRENCIES } from "./money.ts";

const amount = z.int().check(z.gte(0), z.lte(1_000_000_000));

/** The longest signed quote that is read. */
export const QUOTE_LENGTH = 8_192;

/** `POST /api/quotes`: what a cart shows. */
export const quoteRequest = z.strictObject({
  currency: z.enum(CURRENCIES),
  skus: z.array(sku).check(z.minLength(1), z.maxLength(50)),
});

/** Unit prices that the shop stands by until `validUntil` (ISO 8601, server time); an order names them by sending `quote` back. */
export const quoteAnswer = z.strictObject({
  priceVersion: z.int(),
  currency: z.enum(CURRENCIES),
  at: z.string(),
  validUntil: z.string(),
  lines: z.array(z.strictObject({ sku, unitAmount: amount })),
  /** What the shop does not sell, or not in this currency. */
  unknown: z.array(sku),
  /** The signed form: opaque to everybody but the shop. */
  quote: z.string().check(z.maxLength(QUOTE_LENGTH)),
});

export type QuoteRequest = z.infer<typeof quoteRequest>;
export type QuoteAnswer = z.infer<typeof quoteAnswer>;
