import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { uuidv7 } from "../../protocol/ids.ts";
import { prepared } from "../prepared.ts";
import type { Db, Store } from "../store.ts";

/** What the server tells the rest of itself, and the world, after a change is durable. */
export type DispatchMessage =
  | { readonly topic: "prices.published"; readonly payload: { readonly version: number } }
  | {
      readonly topic:
        | "order.placed"
        | "order.awaiting-payment"
        | "order.cancelled"
        | "order.expired"
        /** A kept card is to be charged, unless it was meanwhile. */
        | "payment.charge";
      readonly payload: { readonly orderId: string };
    }
  | {
      /** Money came for an order that does not stand, or came twice; or a page must not be paid any more. */
      readonly topic: "payment.refund-due" | "payment.close-page";
      readonly payload: { readonly orderId: string; readonly providerId: string };
    };

export type DispatchTopic = DispatchMessage["topic"];

/** A message in the hands of one worker, until its lease ends; `id` stays the same over all tries. */
export type ClaimedDispatch = DispatchMessage & {
  readonly id: string;
  readonly lease: string;
  /** Tries so far, this one included. */
  readonly attempts: number;
};

const insertDispatch = prepared("dispatch-insert", ({ q, t: { dispatch } }) =>
  q.insert(dispatch).values({
    id: sql.placeholder("id"),
    topic: sql.placeholder("topic"),
    payload: sql.placeholder("payload"),
    createdAt: sql.placeholder("now"),
    attempts: 0,
    nextAt: sql.placeholder("now"),
  }),
);

/** Leaves a message in the same transaction as the change that it tells of. */
export async function addDispatch(db: Db, message: DispatchMessage, now: number): Promise<void> {
  await insertDispatch(db, { ...message, id: uuidv7(now), now });
}

interface Claim {
  readonly topics: readonly DispatchTopic[];
  readonly limit: number;
  readonly now: number;
  /** After this many milliseconds the message is free again for somebody else. */
  readonly leaseMs: number;
}

/** Takes the messages of these topics that are due, the longest waiting first. */
export function claimDispatches(store: Store, { topics, limit, now, leaseMs }: Claim): Promise<ClaimedDispatch[]> {
  const lease = uuidv7(now);
  return store.tx(async ({ q, t: { dispatch } }) => {
    const isDue = lte(dispatch.nextAt, now);
    const due = q
      .select({ id: dispatch.id })
      .from(dispatch)
      .where(and(inArray(dispatch.topic, [...topics]), isDue))
      .orderBy(asc(dispatch.nextAt))
      .limit(limit);
    const rows = await q
      .update(dispatch)
      .set({ lease, nextAt: now + leaseMs, attempts: sql`${dispatch.attempts} + 1` })
      // Due once more: another worker may have taken it since the inner look.
      .where(and(inArray(dispatch.id, due), isDue))
      .returning({ id: dispatch.id, topic: dispatch.topic, payload: dispatch.payload, attempts: dispatch.attempts });
    // Only `addDispatch` writes topics and payloads, in pairs.
    return rows.map((row) => ({ ...row, lease }) as ClaimedDispatch);
  });
}

/** Forgets a delivered message; false when the lease had ended and another worker took it over. */
export function finishDispatch(store: Store, { id, lease }: Pick<ClaimedDispatch, "id" | "lease">): Promise<boolean> {
  return store.tx(async ({ q, t: { dispatch } }) => {
    const gone = await q
      .delete(dispatch)
      .where(and(eq(dispatch.id, id), eq(dispatch.lease, lease)))
      .returning({ id: dispatch.id });
    return gone.length > 0;
  });
}

const LONGEST_WAIT_S = 3_600;

/** Puts a message back after a failure: tried again after 2, 4, 8 … seconds, at most an hour. */
export function retryDispatch(
  store: Store,
  {
    id,
    lease,
    attempts,
    error,
    now,
  }: Pick<ClaimedDispatch, "id" | "lease" | "attempts"> & { error: string; now: number },
): Promise<boolean> {
  const waitMs = Math.min(2 ** attempts, LONGEST_WAIT_S) * 1_000;
  return store.tx(async ({ q, t: { dispatch } }) => {
    const back = await q
      .update(dispatch)
      .set({ lease: null, nextAt: now + waitMs, lastError: error })
      .where(and(eq(dispatch.id, id), eq(dispatch.lease, lease)))
      .returning({ id: dispatch.id });
    return back.length > 0;
  });
}
