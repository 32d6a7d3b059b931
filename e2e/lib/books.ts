import { expect } from "@playwright/test";
import { auditLedger } from "../../db/queries/ledger.ts";
import { openStore, type Store } from "../../db/store.ts";
import { cartLinesOf } from "../../domain/cart/server-cart.ts";
import type { Shop } from "./shop.ts";

/** Looks into the shop's database from outside, as an auditor would. */
export async function withBooks<Result>(shop: Shop, look: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore({ dataDir: shop.dataDir });
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

export function orderCount(shop: Shop): Promise<number> {
  return withBooks(shop, async ({ read: { q, t } }) => (await q.select({ id: t.order.id }).from(t.order)).length);
}

/** How much is in all carts that the shop knows. */
export function unitsInCarts(shop: Shop): Promise<number> {
  return withBooks(shop, async ({ read: { q, t } }) => {
    const carts = await q.select({ state: t.cart.state }).from(t.cart);
    const lines = carts.flatMap(({ state }) => cartLinesOf(state));
    return lines.reduce((sum, { quantity }) => sum + quantity, 0);
  });
}

/** P6: nothing in the books contradicts itself. */
export async function expectHonestBooks(shop: Shop): Promise<void> {
  expect(await withBooks(shop, ({ read }) => auditLedger(read))).toEqual([]);
}
