import * as z from "zod/mini";
import { sku, slug } from "./catalogue.ts";
import { CURRENCIES } from "./money.ts";

/** Minutes of a local clock mean nothing to a server: times are ISO 8601 with their zone. */
const time = z.iso.datetime({ offset: true });
const amount = z.int().check(z.gte(0), z.lte(1_000_000_000));

/** `POST /api/operator/prices`: one price, a sale, or the end of what is scheduled. */
export const priceOrder = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("set"), sku, currency: z.enum(CURRENCIES), amount, at: z.nullable(time) }),
  z.strictObject({
    kind: z.literal("sale"),
    percent: z.number().check(z.gt(0), z.lt(100)),
    scope: z.union([
      z.strictObject({ category: slug }),
      z.strictObject({ collection: slug }),
      z.strictObject({ product: slug }),
      z.strictObject({ all: z.literal(true) }),
    ]),
    at: z.nullable(time),
    until: z.nullable(time),
  }),
  z.strictObject({ kind: z.literal("drop"), id: z.uuid() }),
]);

/** The price version afterwards; `scheduled` is the id of what was kept for its time. */
export const priceOrderAnswer = z.strictObject({ priceVersion: z.int(), scheduled: z.nullable(z.string()) });

/** `POST /api/operator/stock`: so many were counted. */
export const stockOrder = z.strictObject({ sku, available: z.int().check(z.gte(0), z.lte(1_000_000)) });
export const stockOrderAnswer = z.strictObject({ sku, available: z.int() });

export type PriceOrder = z.infer<typeof priceOrder>;
