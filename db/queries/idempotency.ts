import { and, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { prepared } from "../prepared.ts";
import type { Db, Store } from "../store.ts";

/** What a request with a key was answered first: the bytes of a 201, and the API version that they were written in. */
export interface FirstAnswer {
  readonly body: string;
  readonly apiVersion: number;
}

interface UsedKey {
  readonly owner: string;
  readonly key: string;
}

/** Notes the answer unless there is one already; whether it was noted. */
export async function keepAnswer(db: Db, { owner, key }: UsedKey, { body, apiVersion }: FirstAnswer): Promise<boolean> {
  return (await noteAnswer(db, { owner, key, body, apiVersion })).length > 0;
}

const noteAnswer = prepared("idempotency-answer", ({ q, t: { idempotency } }) =>
  q
    .update(idempotency)
    .set({ answer: sql`${sql.placeholder("body")}`, answerVersion: sql`${sql.placeholder("apiVersion")}` })
    .where(
      and(
        eq(idempotency.owner, sql.placeholder("owner")),
        eq(idempotency.key, sql.placeholder("key")),
        isNull(idempotency.answer),
      ),
    )
    .returning({ orderId: idempotency.orderId }),
);

/** Of the answers that copies of one request came to, the one that was noted first: all of them are given that one (P5). */
export function settleAnswer(store: Store, used: UsedKey, answer: FirstAnswer): Promise<FirstAnswer> {
  return store.tx(async (db) => {
    if (await keepAnswer(db, used, answer)) return answer;
    const { q, t } = db;
    const [first] = await q
      .select({ body: t.idempotency.answer, apiVersion: t.idempotency.answerVersion })
      .from(t.idempotency)
      .where(and(eq(t.idempotency.owner, used.owner), eq(t.idempotency.key, used.key)));
    // The key's time may have run out meanwhile: then nobody was answered before.
    if (!first || first.body === null || first.apiVersion === null) return answer;
    return { body: first.body, apiVersion: first.apiVersion };
  });
}

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
