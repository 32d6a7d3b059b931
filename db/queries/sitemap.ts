import { and, asc, count, eq, gte, lt, max, sql } from "drizzle-orm";
import { prepared } from "../prepared.ts";
import type { Db } from "../store.ts";

export interface ProductAddress {
  readonly slug: string;
  /** When a price of it last changed, UTC in milliseconds; null for a product that never had one. */
  readonly repricedAt: number | null;
}

const productTotal = prepared("product-total", ({ q, t }) => q.select({ total: count() }).from(t.product));

export async function countProducts(db: Db): Promise<number> {
  const [row] = await productTotal(db);
  return row?.total ?? 0;
}

const addressesBetween = prepared("product-addresses", ({ q, t }) =>
  q
    .select({ slug: t.product.slug, repricedAt: max(t.price.validFrom) })
    .from(t.product)
    .leftJoin(t.variant, eq(t.variant.productId, t.product.id))
    .leftJoin(t.price, eq(t.price.sku, t.variant.sku))
    .where(and(gte(t.product.position, sql.placeholder("first")), lt(t.product.position, sql.placeholder("beyond"))))
    .groupBy(t.product.id)
    .orderBy(asc(t.product.position)),
);

/** The products at the positions from `first` up to, not including, `beyond`, in the shopkeeper's order. */
export function listProductAddresses(db: Db, first: number, beyond: number): Promise<ProductAddress[]> {
  return addressesBetween(db, { first, beyond });
}
