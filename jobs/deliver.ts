import type { ClaimedDispatch } from "../db/queries/dispatches.ts";
import { ownerOf } from "../db/queries/order-lookups.ts";
import { getOrder, settlePayment } from "../db/queries/orders.ts";
import { getStoredCard, settleCharge } from "../db/queries/stored-cards.ts";
import { confirmationOf } from "../domain/orders/confirmation.ts";
import { chargeOrder } from "../payments/charge-order.ts";
import type { JobDeps } from "./deps.ts";

/** Does what a message asks for. It may be told again after a crash, so everything here bears repetition. */
export async function deliver(message: ClaimedDispatch, deps: JobDeps): Promise<void> {
  switch (message.topic) {
    case "order.placed":
      return confirm(message, message.payload.orderId, deps);
    case "payment.charge":
      return charge(message.payload.orderId, deps);
    case "payment.close-page":
      return closePage(message.payload.providerId, deps);
    case "payment.refund-due":
      await deps.payments.refundPage(message.payload.providerId);
      return deps.log("warn", "a payment was given back", message.payload);
    case "order.awaiting-payment":
    case "order.cancelled":
    case "order.expired":
    case "prices.published":
      return deps.log("info", message.topic, message.payload);
  }
}

async function confirm({ id }: ClaimedDispatch, orderId: string, { store, mailer, now }: JobDeps): Promise<void> {
  const owner = await ownerOf(store.read, orderId);
  const order = owner === null ? null : await getOrder(store.read, owner, orderId);
  if (order === null) throw new Error(`order ${orderId} was placed and cannot be found`);
  await mailer.send({ id, to: order.contact.email, ...confirmationOf(order), at: now() });
}

/** An acquirer that does not answer fails the message, which is told again; the attempt is the same, so is the charge. */
async function charge(orderId: string, { store, payments, now }: JobDeps): Promise<void> {
  const owner = await ownerOf(store.read, orderId);
  const order = owner === null ? null : await getOrder(store.read, owner, orderId);
  if (owner === null || order?.status !== "awaiting-payment" || order.payment.method !== "kept-card") return;
  const card = await getStoredCard(store.read, owner);
  const outcome = card === null ? ({ kind: "declined" } as const) : await chargeOrder(payments, order, card);
  await settleCharge(store, { orderId, outcome, now: now() });
}

async function closePage(providerId: string, { store, payments, now }: JobDeps): Promise<void> {
  const page = await payments.expirePage(providerId);
  // The shopper was faster: the money is taken in, and given back if the order does not stand.
  if (page?.state !== "paid") return;
  await settlePayment(store, { providerId, outcome: "paid", eventId: `asked-${providerId}`, now: now() });
}
