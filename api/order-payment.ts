import { attachPaymentPage, getOrder, settlePayment, takeInPaidPage } from "../db/queries/orders.ts";
import { newestPaymentPage } from "../db/queries/payment-pages.ts";
import { getStoredCard, settleCharge } from "../db/queries/stored-cards.ts";
import { paymentItems } from "../domain/orders/payment-items.ts";
import { chargeOrder } from "../payments/charge-order.ts";
import type { PaymentEvent, PaymentPage } from "../payments/port.ts";
import type { Order } from "../protocol/orders.ts";
import type { ApiContext, ApiDeps } from "./context.ts";
import { errorText } from "./errors.ts";
import { requestOrigin } from "./origin.ts";
import { ApiProblem } from "./problem.ts";
import { processState } from "./process-state.ts";

const ASK_TIMEOUT_MS = 2_000;
/** Asking and making together end before a browser gives up on its call, at ten seconds. */
const MAKE_TIMEOUT_MS = 4_000;
const ASK_EVERY_MS = 3_000;

function awaitsCard(order: Order): boolean {
  return order.status === "awaiting-payment" && order.payment.method !== "on-delivery";
}

/**
 * The order after its kept card was charged, where the acquirer answers in time; else the order as it is, and the message that
 * was left with it goes on asking.
 */
export async function tryKeptCard(deps: ApiDeps, owner: string, order: Order): Promise<Order> {
  if (order.status !== "awaiting-payment" || order.payment.method !== "kept-card") return order;
  const store = await deps.getStore();
  try {
    const card = await getStoredCard(store.read, owner);
    const limits = { timeoutMs: MAKE_TIMEOUT_MS };
    const outcome =
      card === null ? ({ kind: "declined" } as const) : await chargeOrder(deps.payments, order, card, limits);
    await settleCharge(store, { orderId: order.id, outcome, now: deps.now() });
  } catch (error) {
    deps.log("warn", "a kept card could not be charged yet", { order: order.id, error: errorText(error) });
    return order;
  }
  return (await getOrder(store.read, owner, order.id)) ?? order;
}

/** The order with its payment page where that can be had now; an acquirer that is away never undoes an order. */
export async function tryPaymentPage(context: ApiContext, deps: ApiDeps, owner: string, order: Order): Promise<Order> {
  if (!awaitsCard(order) || order.payment.method !== "card" || order.payment.url !== null) return order;
  try {
    return await requirePaymentPage(context, deps, owner, order);
  } catch (error) {
    deps.log("warn", "an order was placed without a payment page", { order: order.id, error: errorText(error) });
    return order;
  }
}

/** The order with an open payment page, a new one if need be; throws PaymentUnavailable, or `not-cancellable` when it waits for none. */
export async function requirePaymentPage(
  context: ApiContext,
  deps: ApiDeps,
  owner: string,
  order: Order,
): Promise<Order> {
  if (!awaitsCard(order)) throw new ApiProblem("not-cancellable", { detail: `The order is ${order.status}.` });
  const { read } = await deps.getStore();
  const newest = await newestPaymentPage(read, order.id);
  const current = newest === null ? null : await deps.payments.getPaymentPage(newest, { timeoutMs: ASK_TIMEOUT_MS });
  if (current?.state === "paid") await settle(deps, current);
  else await attach(deps, order, current?.state === "open" ? current : await newPage(context, deps, order, newest));
  return (await getOrder(read, owner, order.id)) ?? order;
}

function newPage(context: ApiContext, deps: ApiDeps, order: Order, previous: string | null): Promise<PaymentPage> {
  const back = `${requestOrigin(context, deps)}/orders/view?id=${order.id}`;
  const request = {
    orderId: order.id,
    // The same attempt gives the same page, so a crash before the page is noted leaves no second one behind (P5).
    attempt: previous === null ? order.id : `${order.id}-after-${previous}`,
    currency: order.currency,
    items: paymentItems(order),
    email: order.contact.email,
    successUrl: back,
    cancelUrl: back,
  };
  return deps.payments.createPaymentPage(request, { timeoutMs: MAKE_TIMEOUT_MS });
}

async function attach(deps: ApiDeps, order: Order, { providerId, url }: PaymentPage): Promise<void> {
  if (url === null) throw new Error(`the open page ${providerId} has no address`);
  const store = await deps.getStore();
  const attached = await attachPaymentPage(store, { orderId: order.id, providerId, url, now: deps.now() });
  // The order was cancelled or expired meanwhile: nobody may pay for it any more.
  if (!attached) await deps.payments.expirePage(providerId);
}

/**
 * Asks the acquirer about an order that waits for its payment, so that a lost webhook heals while the shopper looks:
 * at most once in three seconds per order, for at most two seconds. An acquirer that is away changes nothing.
 */
export async function healPayment(deps: ApiDeps, owner: string, order: Order): Promise<Order> {
  return awaitsCard(order) && isTurn(order.id, deps.now()) ? askAfterPayment(deps, owner, order) : order;
}

/** The order as it is once the acquirer was asked whether it is paid; unchanged when the acquirer is away. */
export async function askAfterPayment(deps: ApiDeps, owner: string, order: Order): Promise<Order> {
  if (!awaitsCard(order)) return order;
  const { read } = await deps.getStore();
  const newest = await newestPaymentPage(read, order.id);
  if (newest === null) return order;
  try {
    const page = await deps.payments.getPaymentPage(newest, { timeoutMs: ASK_TIMEOUT_MS });
    if (page?.state !== "paid") return order;
    await settle(deps, page);
  } catch (error) {
    deps.log("warn", "a payment could not be asked after", { order: order.id, error: errorText(error) });
    return order;
  }
  return (await getOrder(read, owner, order.id)) ?? order;
}

function isTurn(orderId: string, now: number): boolean {
  const { askedAt } = processState();
  for (const [id, at] of askedAt) {
    // Insertion order is time order, so the first that is still fresh ends the sweep.
    if (now - at < ASK_EVERY_MS) break;
    askedAt.delete(id);
  }
  if (askedAt.has(orderId)) return false;
  askedAt.set(orderId, now);
  return true;
}

async function settle(deps: ApiDeps, page: PaymentPage): Promise<void> {
  const { providerId } = page;
  await settlePayment(await deps.getStore(), {
    providerId,
    outcome: "paid",
    eventId: `asked-${providerId}`,
    now: deps.now(),
  });
}

/** Takes in what a webhook says. Money for an order that nobody knows has to be told again, until somebody looks into it. */
export async function takeInPaymentEvent(deps: ApiDeps, event: PaymentEvent): Promise<void> {
  const { providerId, outcome, eventId, orderId } = event;
  const [store, now] = [await deps.getStore(), deps.now()];
  if (outcome !== "paid") {
    await settlePayment(store, { providerId, outcome, eventId, now });
    return;
  }
  const result = await takeInPaidPage(store, { providerId, orderId, eventId, now });
  if (result.kind !== "unknown-payment" || orderId === null) return;
  deps.log("error", "money came for an order that is not in the books", { order: orderId, page: providerId });
  throw new ApiProblem("unavailable", { detail: "There is no such order." }, { "Retry-After": "5" });
}
