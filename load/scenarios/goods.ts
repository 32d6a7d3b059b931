import { eq } from "drizzle-orm";
import { setStock } from "../../db/queries/stock.ts";
import type { Store } from "../../db/store.ts";
import type { Goods } from "../blackfriday/plan.ts";

/** The first variant of this many products, in the order of their addresses. */
export async function someGoods({ read: { q, t } }: Store, count: number): Promise<Goods[]> {
  const rows = await q
    .select({ sku: t.variant.sku, slug: t.product.slug })
    .from(t.variant)
    .innerJoin(t.product, eq(t.product.id, t.variant.productId))
    .where(eq(t.variant.position, 0))
    .orderBy(t.product.slug)
    .limit(count);
  if (rows.length === 0) throw new Error("the shop sells nothing");
  return rows.map(({ sku, slug }) => ({ sku, page: `/product/${slug}` }));
}

export function stockUp(store: Store, goods: readonly Goods[], units: number): Promise<void> {
  return store.tx(async (db) => {
    for (const { sku } of goods) await setStock(db, sku, units);
  });
}
