import { attachPaymentPage, getOrder, listPaymentPages, settlePayment } from "../db/queries/orders.ts";
import { paymentItems } from "../domain/orders/payment-items.ts";
import type { PaymentEvent, PaymentPage } from "../payments/port.ts";
import type { Order } from "../protocol/orders.ts";
import type { ApiContext, ApiDeps } from "./context.ts";
import { errorText } from "./errors.ts";
import { requestOrigin } from "./origin.ts";
import { ApiProblem } from "./problem.ts";
import { processState } from "./process-state.ts";

const ASK_TIMEOUT_MS = 2_000;
const ASK_EVERY_MS = 3_000;

function awaitsCard(order: Order): boolean {
  return order.status === "awaiting-payment" && order.payment.method === "card";
}

/** The order with its payment page where that can be had now; an acquirer that is away never undoes an order. */
export async function tryPaymentPage(context: ApiContext, deps: ApiDeps, owner: string, order: Order): Promise<Order> {
  if (!awaitsCard(order) || order.payment.url !== null) return order;
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
  const [newest] = await listPaymentPages(read, order.id);
  const current = newest ? await deps.payments.getPaymentPage(newest.providerId) : null;
  if (current?.state === "paid") await settle(deps, current);
  else await attach(deps, order, current?.state === "open" ? current : await newPage(context, deps, order, newest));
  return (await getOrder(read, owner, order.id)) ?? order;
}

function newPage(
  context: ApiContext,
  deps: ApiDeps,
  order: Order,
  previous: { readonly providerId: string } | undefined,
): Promise<PaymentPage> {
  const back = `${requestOrigin(context, deps)}/orders/view?id=${order.id}`;
  return deps.payments.createPaymentPage({
    orderId: order.id,
    // The same attempt gives the same page, so a crash before the page is noted leaves no second one behind (P5).
    attempt: previous ? `${order.id}-after-${previous.providerId}` : order.id,
    currency: order.currency,
    items: paymentItems(order),
    email: order.contact.email,
    successUrl: back,
    cancelUrl: back,
  });
}

async function attach(deps: ApiDeps, order: Order, page: PaymentPage): Promise<void> {
  const { providerId, url } = page;
  const store = await deps.getStore();
  const attached = await attachPaymentPage(store, { orderId: order.id, providerId, url, now: deps.now() });
  // The order was cancelled or expired meanwhile: nobody may pay for it any more.
  if (!attached) await deps.payments.expirePage(providerId);
}

/** Closes every page of an order that still waits; throws `not-cancellable` when the shopper paid first. */
export async function closePaymentPages(deps: ApiDeps, order: Order): Promise<void> {
  if (!awaitsCard(order)) return;
  const { read } = await deps.getStore();
  for (const { providerId } of await listPaymentPages(read, order.id)) {
    const page = await deps.payments.expirePage(providerId);
    if (page?.state !== "paid") continue;
    await settle(deps, page);
    throw new ApiProblem("not-cancellable", { detail: "It was paid a moment ago." });
  }
}

/**
 * Asks the acquirer about an order that waits for its payment, so that a lost webhook heals while the shopper looks:
 * at most once in three seconds per order, for at most two seconds. An acquirer that is away changes nothing.
 */
export async function healPayment(deps: ApiDeps, owner: string, order: Order): Promise<Order> {
  if (!awaitsCard(order) || !isTurn(order.id, deps.now())) return order;
  const { read } = await deps.getStore();
  const [newest] = await listPaymentPages(read, order.id);
  if (newest === undefined) return order;
  try {
    const page = await deps.payments.getPaymentPage(newest.providerId, { timeoutMs: ASK_TIMEOUT_MS });
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

/** Takes in what a webhook says; an event about a page that was made but not noted yet notes it first. */
export async function takeInPaymentEvent(deps: ApiDeps, event: PaymentEvent): Promise<void> {
  const { providerId, outcome, eventId, orderId } = event;
  const store = await deps.getStore();
  const now = deps.now();
  const result = await settlePayment(store, { providerId, outcome, eventId, now });
  if (result.kind !== "unknown-page" || orderId === null) return;
  await attachPaymentPage(store, { orderId, providerId, url: null, now });
  await settlePayment(store, { providerId, outcome, eventId, now });
}
