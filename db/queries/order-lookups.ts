import { and, eq, sql } from "drizzle-orm";
import { prepared } from "../prepared.ts";
import type { Db } from "../store.ts";

const keyOfOwner = prepared("key-of-owner", ({ q, t: { idempotency } }) =>
  q
    .select({ orderId: idempotency.orderId })
    .from(idempotency)
    .where(and(eq(idempotency.owner, sql.placeholder("owner")), eq(idempotency.key, sql.placeholder("key")))),
);

/** Whether an order of this owner was placed under this Idempotency-Key. */
export async function isKnownKey(db: Db, owner: string, key: string): Promise<boolean> {
  return (await keyOfOwner(db, { owner, key })).length > 0;
}

const ownerOfOrder = prepared("owner-of-order", ({ q, t: { order } }) =>
  q
    .select({ owner: order.owner })
    .from(order)
    .where(eq(order.id, sql.placeholder("id"))),
);

/** Whose order it is; null for an unknown one. For the shop's own jobs: a shopper's request names its owner itself. */
export async function ownerOf(db: Db, orderId: string): Promise<string | null> {
  const [row] = await ownerOfOrder(db, { id: orderId });
  return row?.owner ?? null;
}
