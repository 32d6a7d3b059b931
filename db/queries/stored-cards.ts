import { eq } from "drizzle-orm";
import type { Db, Store } from "../store.ts";
import { addEvent, lockOrder } from "./order-writes.ts";
import { takeInPaidPage } from "./payments.ts";

export interface StoredCard {
  /** The provider's ids. */
  readonly customer: string;
  readonly method: string;
  readonly brand: string;
  readonly last4: string;
}

/** The card that an owner keeps; null when there is none. */
export async function getStoredCard({ q, t: { storedCard } }: Db, owner: string): Promise<StoredCard | null> {
  const { customer, method, brand, last4 } = storedCard;
  const [card] = await q.select({ customer, method, brand, last4 }).from(storedCard).where(eq(storedCard.owner, owner));
  return card ?? null;
}

/** Keeps a card in place of the one before. */
export function storeCard(store: Store, owner: string, card: StoredCard, now: number): Promise<void> {
  return store.tx(async ({ q, t: { storedCard } }) => {
    const row = { ...card, createdAt: now };
    await q
      .insert(storedCard)
      .values({ owner, ...row })
      .onConflictDoUpdate({ target: storedCard.owner, set: row });
  });
}

export function forgetCard(store: Store, owner: string): Promise<void> {
  return store.tx(async ({ q, t: { storedCard } }) => {
    await q.delete(storedCard).where(eq(storedCard.owner, owner));
  });
}

/** What came of charging a kept card. */
export interface ChargeNews {
  readonly orderId: string;
  readonly outcome:
    | { readonly kind: "paid"; readonly providerId: string }
    | { readonly kind: "declined" | "second-step" };
  readonly now: number;
}

/**
 * Takes in what came of charging a kept card, any number of times. Where nothing was charged the order goes on waiting, and
 * the shopper chooses how.
 */
export async function settleCharge(store: Store, { orderId, outcome, now }: ChargeNews): Promise<void> {
  if (outcome.kind === "paid") {
    const { providerId } = outcome;
    await takeInPaidPage(store, { providerId, orderId, eventId: `asked-${providerId}`, now });
    return;
  }
  const why = outcome.kind === "declined" ? "card-declined" : "second-step";
  await store.tx(async (db) => {
    const { q, t } = db;
    const locked = await lockOrder(db, orderId, now);
    const [payment] = await q.select().from(t.payment).where(eq(t.payment.orderId, orderId));
    if (locked?.status !== "awaiting-payment" || payment?.status !== "pending" || payment.method !== "kept-card")
      return;
    await q
      .update(t.payment)
      .set({ method: "card", status: "failed", updatedAt: now })
      .where(eq(t.payment.orderId, orderId));
    await addEvent(db, orderId, why, now);
  });
}
