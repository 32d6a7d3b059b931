import { eq, sql } from "drizzle-orm";
import type { OrderStatus, PaymentStatus } from "../../protocol/orders.ts";
import type { OrderEventKind, PaymentPageStatus } from "../schema.ts";
import type { Db, Store } from "../store.ts";
import { addDispatch } from "./dispatches.ts";
import { addEvent, endUnpaid, keepStock, lockOrder, retakeStock, setStatus } from "./order-writes.ts";

/** Plain values only, so that the writer can live on another thread. */
export interface PaymentPage {
  readonly orderId: string;
  /** The provider's id of the page. */
  readonly providerId: string;
  readonly url: string;
  /** UTC milliseconds. */
  readonly now: number;
}

/** Remembers where an order can be paid; false when it no longer awaits payment. The same page twice is one page. */
export function attachPaymentPage(store: Store, { orderId, providerId, url, now }: PaymentPage): Promise<boolean> {
  return store.tx(async (db) => {
    const { q, t } = db;
    const locked = await lockOrder(db, orderId, now);
    if (locked?.status !== "awaiting-payment") return false;
    await q.insert(t.paymentPage).values({ providerId, orderId, status: "open", createdAt: now }).onConflictDoNothing();
    await q
      .update(t.payment)
      .set({ page: providerId, url, status: "pending", updatedAt: now })
      .where(eq(t.payment.orderId, orderId));
    return true;
  });
}

/**
 * Notes a page that was opened for an order and never attached, because a process died in between or its answer was lost;
 * false when there is no such order. Whatever the page then says is taken in like that of any other.
 */
export function adoptPage(store: Store, { orderId, providerId, now }: Omit<PaymentPage, "url">): Promise<boolean> {
  return store.tx(async (db) => {
    const { q, t } = db;
    if ((await lockOrder(db, orderId, now)) === null) return false;
    await q.insert(t.paymentPage).values({ providerId, orderId, status: "open", createdAt: now }).onConflictDoNothing();
    return true;
  });
}

/** Plain values only, so that the writer can live on another thread. */
export interface PaymentNews {
  readonly providerId: string;
  readonly outcome: "paid" | "failed" | "expired";
  /** The provider's id of the event, the same each time that it is delivered. */
  readonly eventId: string;
  /** UTC milliseconds. */
  readonly now: number;
}

export type SettleOutcome =
  /** No order has this page (yet): the provider should deliver it again. */
  | { readonly kind: "unknown-payment" }
  /** This event was taken in before. */
  | { readonly kind: "seen"; readonly orderId: string }
  | {
      readonly kind: "settled";
      readonly orderId: string;
      readonly status: OrderStatus;
      readonly payment: PaymentStatus;
    };

/** Takes in what the provider tells, in any order, any number of times and however late. */
export function settlePayment(store: Store, news: PaymentNews): Promise<SettleOutcome> {
  return store.tx(async (db): Promise<SettleOutcome> => {
    const { q, t } = db;
    const { providerId, outcome, eventId, now } = news;
    const [found] = await q
      .select({ orderId: t.paymentPage.orderId })
      .from(t.paymentPage)
      .where(eq(t.paymentPage.providerId, providerId));
    if (!found) return { kind: "unknown-payment" };
    const { orderId } = found;
    await lockOrder(db, orderId, now);
    const fresh = await q
      .insert(t.paymentEvent)
      .values({ id: eventId, providerId, outcome, at: now })
      .onConflictDoNothing()
      .returning({ id: t.paymentEvent.id });
    if (fresh.length === 0) return { kind: "seen", orderId };

    const before = await requireState(db, providerId);
    // A page that was paid is paid, whatever arrives after it.
    if (before.page !== "paid") {
      await q.update(t.paymentPage).set({ status: outcome }).where(eq(t.paymentPage.providerId, providerId));
      if (outcome === "paid") await takeMoney(db, before, news);
      else await noteNoMoney(db, before, news);
    }
    const { status, payment } = await requireState(db, providerId);
    return { kind: "settled", orderId, status, payment };
  });
}

interface State {
  readonly orderId: string;
  readonly status: OrderStatus;
  readonly payment: PaymentStatus;
  readonly page: PaymentPageStatus;
  /** The page that the shopper was sent to last. */
  readonly newestPage: string | null;
}

async function requireState({ q, t }: Db, providerId: string): Promise<State> {
  const [state] = await q
    .select({
      orderId: t.order.id,
      status: t.order.status,
      payment: t.payment.status,
      page: t.paymentPage.status,
      newestPage: t.payment.page,
    })
    .from(t.paymentPage)
    .innerJoin(t.order, eq(t.order.id, t.paymentPage.orderId))
    .innerJoin(t.payment, eq(t.payment.orderId, t.order.id))
    .where(eq(t.paymentPage.providerId, providerId));
  if (!state) throw new Error(`payment page ${providerId} has no order`);
  return state;
}

async function takeMoney(db: Db, { orderId, status, payment }: State, { providerId, now }: PaymentNews): Promise<void> {
  const { q, t } = db;
  if (payment === "paid") return owesRefund(db, orderId, providerId, "paid-twice", now);
  await q
    .update(t.payment)
    .set({
      method: sql`case when ${t.payment.method} = 'on-delivery' then 'card' else ${t.payment.method} end`,
      status: "paid",
      paidBy: providerId,
      url: null,
      updatedAt: now,
    })
    .where(eq(t.payment.orderId, orderId));

  switch (status) {
    case "awaiting-payment":
      await keepStock(db, orderId);
      return place(db, orderId, now);
    case "placed":
      // It was to be paid at the door, and now need not be.
      return addEvent(db, orderId, "paid", now);
    case "expired":
      // The money was on its way when the time ran out: the order stands if its goods are still there.
      if (await retakeStock(db, orderId)) return place(db, orderId, now);
      return owesRefund(db, orderId, providerId, "paid-late", now);
    case "cancelled":
      return owesRefund(db, orderId, providerId, "paid-late", now);
  }
}

async function place(db: Db, orderId: string, now: number): Promise<void> {
  await setStatus(db, orderId, "placed");
  await addEvent(db, orderId, "paid", now);
  await addDispatch(db, { topic: "order.placed", payload: { orderId } }, now);
}

async function owesRefund(
  db: Db,
  orderId: string,
  providerId: string,
  reason: Extract<OrderEventKind, "paid-late" | "paid-twice">,
  now: number,
): Promise<void> {
  await addEvent(db, orderId, reason, now);
  await addDispatch(db, { topic: "payment.refund-due", payload: { orderId, providerId } }, now);
}

async function noteNoMoney(db: Db, state: State, { providerId, outcome, now }: PaymentNews): Promise<void> {
  const { q, t } = db;
  const { orderId } = state;
  // An older page, or an order that was settled otherwise: nothing depends on this page any more.
  if (state.status !== "awaiting-payment" || state.newestPage !== providerId) return;
  if (outcome === "expired") return endUnpaid(db, orderId, "expired", now);
  // The stock stays held: the shopper may try another card or pay at the door until the time runs out.
  await q.update(t.payment).set({ status: "failed", updatedAt: now }).where(eq(t.payment.orderId, orderId));
  await addEvent(db, orderId, "payment-failed", now);
}

/** Takes in that a page was paid, noted or not; the order's id is what the provider was told when the page was opened. */
export async function takeInPaidPage(
  store: Store,
  page: {
    readonly providerId: string;
    readonly orderId: string | null;
    readonly eventId: string;
    readonly now: number;
  },
): Promise<SettleOutcome> {
  const { providerId, orderId, eventId, now } = page;
  const settle = () => settlePayment(store, { providerId, outcome: "paid", eventId, now });
  const outcome = await settle();
  if (outcome.kind !== "unknown-payment" || orderId === null) return outcome;
  return (await adoptPage(store, { orderId, providerId, now })) ? settle() : outcome;
}
