import { randomBytes } from "node:crypto";
import type { Book, KeptCard, Refund, Session } from "./book.ts";
import { branchesAt, type FormTree, textAt } from "./form.ts";

const LIFE_SECONDS = 24 * 60 * 60;

/** A fault in a request, in Stripe's words for it. */
export class StripeFault extends Error {
  readonly status: number;
  readonly type: string;
  readonly param: string | undefined;
  readonly code: string | undefined;

  constructor(status: number, message: string, more: { type?: string; param?: string; code?: string } = {}) {
    super(message);
    this.status = status;
    this.type = more.type ?? "invalid_request_error";
    this.param = more.param;
    this.code = more.code;
  }
}

/** Makes an open session from the decoded parameters of `POST /v1/checkout/sessions`. `now` in milliseconds. */
export function newSession(form: FormTree, now: number): Session {
  const mode = textAt(form, "mode");
  if (mode === "setup") return setupSession(form, now);
  if (mode !== "payment") throw new StripeFault(400, "Only payment and setup are spoken here.", { param: "mode" });
  const items = branchesAt(form, "line_items").map(toItem);
  const currencies = new Set(branchesAt(form, "line_items").map((item) => textAt(item, "price_data", "currency")));
  const [currency] = currencies;
  if (items.length === 0 || currencies.size !== 1 || !currency) {
    throw new StripeFault(400, "Send line items, all in one currency.", { param: "line_items" });
  }
  const amountTotal = items.reduce((sum, item) => sum + item.unitAmount * item.quantity, 0);
  return { ...openSession(form, now), currency, items, amountTotal };
}

/** A session that takes no money and keeps a card. */
function setupSession(form: FormTree, now: number): Session {
  const currency = textAt(form, "currency");
  if (!currency) throw new StripeFault(400, "Send the currency of later charges.", { param: "currency" });
  const customer = `cus_${randomBytes(10).toString("hex")}`;
  return { ...openSession(form, now), currency, items: [], amountTotal: 0, setup: { customer, card: null } };
}

function openSession(form: FormTree, now: number): Omit<Session, "currency" | "items" | "amountTotal"> {
  const created = Math.floor(now / 1000);
  return {
    id: `cs_test_${randomBytes(24).toString("hex")}`,
    reference: textAt(form, "client_reference_id"),
    metadata: metadataOf(form),
    email: textAt(form, "customer_email"),
    successUrl: requireUrl(form, "success_url"),
    cancelUrl: requireUrl(form, "cancel_url"),
    created,
    expiresAt: Number(textAt(form, "expires_at") ?? created + LIFE_SECONDS),
    status: "open",
    paymentIntent: null,
  };
}

export function metadataOf({ metadata }: FormTree): Record<string, string> {
  if (typeof metadata !== "object") return {};
  return Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, String(value)]));
}

function toItem(item: FormTree): Session["items"][number] {
  const name = textAt(item, "price_data", "product_data", "name");
  if (!name) throw new StripeFault(400, "A line item needs a name.", { param: "line_items" });
  return {
    name,
    unitAmount: wholeNumber(item, ["price_data", "unit_amount"], 0),
    quantity: wholeNumber(item, ["quantity"], 1),
  };
}

function wholeNumber(item: FormTree, path: readonly string[], least: number): number {
  const value = Number(textAt(item, ...path) ?? Number.NaN);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new StripeFault(400, "Invalid integer.", { param: `line_items[${path.join("][")}]` });
}

function requireUrl(form: FormTree, name: string): string {
  const url = URL.parse(textAt(form, name) ?? "");
  if (url && (url.protocol === "https:" || url.protocol === "http:")) return url.href;
  throw new StripeFault(400, "Not a valid URL", { param: name, code: "url_invalid" });
}

/** Takes the money, once: the session, its charge and its event change in one entry. False if it is no longer open. */
export async function completeSession(book: Book, id: string, last4: string, now: number): Promise<boolean> {
  const session = book.sessions.get(id);
  if (session?.status !== "open") return false;
  const paymentIntent = `pi_${randomBytes(12).toString("hex")}`;
  const done: Session = { ...session, status: "complete", paymentIntent };
  await book.write({
    session: done,
    charge: {
      id: `ch_${randomBytes(12).toString("hex")}`,
      sessionId: id,
      reference: session.reference,
      currency: session.currency,
      amount: session.amountTotal,
      last4,
      created: Math.floor(now / 1000),
      paymentIntent,
    },
    delivery: eventAbout("checkout.session.completed", toStripe(done, null), now),
  });
  return true;
}

/** Keeps a card, once: the session and its card change in one entry. False if it is no longer open. */
export async function keepCard(
  book: Book,
  session: Session,
  { last4, offSession }: Pick<KeptCard, "last4" | "offSession">,
  now: number,
): Promise<boolean> {
  if (session.status !== "open" || session.setup === undefined) return false;
  const { customer } = session.setup;
  const card: KeptCard = { id: `pm_${randomBytes(12).toString("hex")}`, customer, last4, offSession };
  const done: Session = { ...session, status: "complete", setup: { customer, card: card.id } };
  await book.write({
    card,
    session: done,
    delivery: eventAbout("checkout.session.completed", toStripe(done, null), now),
  });
  return true;
}

/** Closes an open session for good; throws as Stripe does when it is not open. */
export async function expireSession(book: Book, session: Session, now: number): Promise<Session> {
  if (session.status !== "open") {
    throw new StripeFault(
      400,
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
    );
  }
  const expired: Session = { ...session, status: "expired" };
  await book.write({
    session: expired,
    delivery: eventAbout("checkout.session.expired", toStripe(expired, null), now),
  });
  return expired;
}

/** Gives a charge back; throws as Stripe does when it was given back before. */
export async function refundCharge(book: Book, paymentIntent: string | null, now: number): Promise<Refund> {
  const charge = book.charges.find((entry) => entry.paymentIntent === paymentIntent);
  if (!charge) throw new StripeFault(404, `No such payment_intent: '${paymentIntent}'`, { code: "resource_missing" });
  if (book.refunds.has(charge.id)) {
    throw new StripeFault(400, `Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  }
  const refund = { id: `re_${randomBytes(12).toString("hex")}`, chargeId: charge.id, created: Math.floor(now / 1000) };
  await book.write({ refund });
  return refund;
}

/** Expires every session whose time is over. */
export async function expireOverdue(book: Book, now: number): Promise<void> {
  const overdue = [...book.sessions.values()].filter(
    (entry) => entry.status === "open" && entry.expiresAt * 1000 <= now,
  );
  await Promise.all(overdue.map((session) => expireSession(book, session, now)));
}

export function eventAbout(type: string, object: unknown, now: number) {
  const eventId = `evt_${randomBytes(12).toString("hex")}`;
  const event = {
    id: eventId,
    object: "event",
    api_version: "2026-10-28.endive",
    created: Math.floor(now / 1000),
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    data: { object },
  };
  return { eventId, body: JSON.stringify(event), done: false };
}

/** The session as Stripe's API shows it; `payOrigin` is where its page is, null in events. */
export function toStripe(session: Session, payOrigin: string | null) {
  return {
    id: session.id,
    object: "checkout.session",
    amount_subtotal: session.amountTotal,
    amount_total: session.amountTotal,
    cancel_url: session.cancelUrl,
    client_reference_id: session.reference,
    created: session.created,
    currency: session.currency,
    customer_email: session.email,
    expires_at: session.expiresAt,
    livemode: false,
    metadata: session.metadata,
    mode: session.setup ? "setup" : "payment",
    customer: session.setup?.card ? session.setup.customer : null,
    payment_intent: session.paymentIntent,
    payment_status: session.setup ? "no_payment_required" : session.status === "complete" ? "paid" : "unpaid",
    status: session.status,
    success_url: session.successUrl,
    url: session.status === "open" && payOrigin !== null ? `${payOrigin}/pay/${session.id}` : null,
  };
}
