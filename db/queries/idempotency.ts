import { inArray, lte } from "drizzle-orm";
import type { Store } from "../store.ts";

/** Forgets up to `limit` keys whose time is over; how many. */
export function purgeIdempotency(store: Store, { now, limit }: { now: number; limit: number }): Promise<number> {
  return store.tx(async ({ q, t: { idempotency } }) => {
    const old = q
      .select({ orderId: idempotency.orderId })
      .from(idempotency)
      .where(lte(idempotency.expiresAt, now))
      .limit(limit);
    const gone = await q
      .delete(idempotency)
      .where(inArray(idempotency.orderId, old))
      .returning({ orderId: idempotency.orderId });
    return gone.length;
  });
}
