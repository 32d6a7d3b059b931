import { and, eq, sql } from "drizzle-orm";
import { prepared } from "../prepared.ts";
import type { Db } from "../store.ts";

const key = prepared("key-of-owner", ({ q, t: { idempotency } }) =>
  q
    .select({ orderId: idempotency.orderId })
    .from(idempotency)
    .where(and(eq(idempotency.owner, sql.placeholder("owner")), eq(idempotency.key, sql.placeholder("key")))),
);

/** Whether an order of this owner was placed under this Idempotency-Key. */
export async function isKnownKey(db: Db, owner: string, which: string): Promise<boolean> {
  return (await key(db, { owner, key: which })).length > 0;
}
