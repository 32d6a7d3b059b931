import { inArray } from "drizzle-orm";
import { auditLedger } from "../../db/queries/ledger.ts";
import type { Store } from "../../db/store.ts";
import type { BookedOrder, Books } from "./judge.ts";

/** The books as they stand: every order with its lines, the stock of these SKUs, and what the ledger finds (P6). */
export async function readBooks({ read }: Store, skus: readonly string[]): Promise<Books> {
  const { q, t } = read;
  const { id, owner, status, total } = t.order;
  const orders = await q.select({ id, owner, status, total }).from(t.order);
  const { orderId, sku, quantity, unitAmount } = t.orderLine;
  const lines = Map.groupBy(
    await q.select({ orderId, sku, quantity, unitAmount }).from(t.orderLine),
    (line) => line.orderId,
  );
  const stock = await q
    .select({ sku: t.stock.sku, received: t.stock.received, available: t.stock.available })
    .from(t.stock)
    .where(inArray(t.stock.sku, [...skus]));
  return {
    orders: orders.map((order): BookedOrder => ({ ...order, lines: lines.get(order.id) ?? [] })),
    stock,
    violations: await auditLedger(read),
  };
}
