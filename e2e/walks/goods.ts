import { eq, sql } from "drizzle-orm";
import { setStock } from "../../db/queries/stock.ts";
import { withBooks } from "../lib/books.ts";
import type { Shop } from "../lib/shop.ts";

/** Sets every variant of a product to this many units. */
export function stockUp(shop: Shop, slug: string, units: number): Promise<void> {
  return withBooks(shop, (store) =>
    store.tx(async (db) => {
      const { q, t } = db;
      const variants = await q
        .select({ sku: t.variant.sku })
        .from(t.variant)
        .innerJoin(t.product, eq(t.product.id, t.variant.productId))
        .where(eq(t.product.slug, slug));
      for (const { sku } of variants) await setStock(db, sku, units);
    }),
  );
}

/** The skus of a product in the shopkeeper's order. */
export function skusOf(shop: Shop, slug: string): Promise<string[]> {
  return withBooks(shop, async ({ read: { q, t } }) => {
    const rows = await q
      .select({ sku: t.variant.sku })
      .from(t.variant)
      .innerJoin(t.product, eq(t.product.id, t.variant.productId))
      .where(eq(t.product.slug, slug))
      .orderBy(t.variant.position);
    return rows.map(({ sku }) => sku);
  });
}

/** Makes a product unreadable, as a damaged disk would, for as long as `look` runs. */
export async function withDamagedProduct(shop: Shop, slug: string, look: () => Promise<void>): Promise<void> {
  const write = (colours: string) =>
    withBooks(shop, (store) =>
      store.tx(async ({ q, t }) => {
        await q
          .update(t.product)
          .set({ colours: sql`${colours}` })
          .where(eq(t.product.slug, slug));
      }),
    );
  const before = await withBooks(shop, async ({ read: { q, t } }) => {
    const [row] = await q.select({ colours: t.product.colours }).from(t.product).where(eq(t.product.slug, slug));
    return JSON.stringify(row?.colours);
  });
  await write("not JSON");
  try {
    await look();
  } finally {
    await write(before);
  }
}
