import { eq, sql } from "drizzle-orm";
import { prepared } from "../prepared.ts";
import type { Db } from "../store.ts";

const ownersOfKey = prepared("owners-of-key", ({ q, t: { idempotency } }) =>
  q
    .select({ owner: idempotency.owner, requestHash: idempotency.requestHash })
    .from(idempotency)
    .where(eq(idempotency.key, sql.placeholder("key"))),
);

/** Who has used this Idempotency-Key, and for which request. */
export async function findKeyOwners(db: Db, key: string): Promise<{ owner: string; requestHash: string }[]> {
  return ownersOfKey(db, { key });
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
