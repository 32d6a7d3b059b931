import { createHash } from "node:crypto";
import Stripe from "stripe";
import {
  type CallOptions,
  type ChargeOutcome,
  type KeptCard,
  type PaymentEvent,
  type PaymentPage,
  type PaymentPageRequest,
  type PaymentPort,
  PaymentUnavailable,
  WebhookRefused,
} from "./port.ts";

export interface StripeSettings {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Where the API is, such as `http://127.0.0.1:4242`; null is Stripe itself. Asked before each call, as a stand-in may move. */
  readonly apiBase: () => string | null;
}

const TIMEOUT_MS = 5_000;
/** Stripe refuses addresses that it finds unusual; the page then asks the shopper for one. */
const PLAIN_EMAIL = /^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/;

/** The payment port over the Stripe SDK: hosted Checkout pages, so that no card number enters the shop. */
export function stripePayments(settings: StripeSettings): PaymentPort {
  const client = clientOf(settings);

  /** What was paid: an intent of its own, or the one of a page; null where nothing was. */
  async function intentOf(providerId: string): Promise<string | null> {
    if (isIntent(providerId)) return providerId;
    const session = await asking(() => client().checkout.sessions.retrieve(providerId), null);
    const intent = session?.payment_intent ?? null;
    return intent === null || typeof intent === "string" ? intent : intent.id;
  }

  return {
    async createPaymentPage(request, options) {
      const params = sessionParams(request);
      const create = (idempotencyKey: string) =>
        asking(async () =>
          toPage(await client().checkout.sessions.create(params, { idempotencyKey, ...limitsOf(options) })),
        );
      try {
        return await create(request.attempt);
      } catch (error) {
        // The first try told other return addresses or was made by another release: these contents get a key of their own.
        if (!(error instanceof Stripe.errors.StripeIdempotencyError)) throw error;
        return await create(`${request.attempt}-${digest(params)}`);
      }
    },

    async getPaymentPage(providerId, options) {
      const limits = limitsOf(options);
      return asking(async () => toPage(await client().checkout.sessions.retrieve(providerId, {}, limits)), null);
    },

    async listPaidPages(since) {
      const params = { created: { gte: Math.floor(since / 1000) }, status: "complete", limit: 100 } as const;
      const sessions = await asking(() => client().checkout.sessions.list(params));
      return sessions.data.map(toPage).filter((page) => page.state === "paid");
    },

    async expirePage(providerId) {
      // A charge without a page: it is made or not made, and nothing of it stays open.
      if (isIntent(providerId)) return null;
      try {
        return await asking(async () => toPage(await client().checkout.sessions.expire(providerId)), null);
      } catch (error) {
        // A page that is complete or expired cannot be expired; what it became is the answer.
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
        return asking(async () => toPage(await client().checkout.sessions.retrieve(providerId)), null);
      }
    },

    async refundPage(providerId) {
      const intent = await intentOf(providerId);
      if (intent === null) return;
      const options = { idempotencyKey: `refund-${providerId}` };
      await asking(async () => {
        try {
          await client().refunds.create({ payment_intent: intent }, options);
        } catch (error) {
          // Given back already, by hand perhaps: that is what was wanted.
          if (!(error instanceof Stripe.errors.StripeError && error.code === "charge_already_refunded")) throw error;
        }
      });
    },

    async createCardPage({ owner, currency, successUrl, cancelUrl }, options) {
      const params: Stripe.Checkout.SessionCreateParams = {
        mode: "setup",
        currency: currency.toLowerCase(),
        customer_creation: "always",
        client_reference_id: owner,
        success_url: successUrl,
        cancel_url: cancelUrl,
      };
      const session = await asking(() => client().checkout.sessions.create(params, limitsOf(options)));
      if (session.url === null) throw new PaymentUnavailable("the acquirer opened a page without an address");
      return { url: session.url };
    },

    async getKeptCard(pageId, owner, options) {
      const params = { expand: ["setup_intent.payment_method"] };
      const session = await asking(() => client().checkout.sessions.retrieve(pageId, params, limitsOf(options)), null);
      return session?.client_reference_id === owner ? toKeptCard(session) : null;
    },

    async chargeCard({ orderId, attempt, currency, amount, customer, method }, options) {
      const params: Stripe.PaymentIntentCreateParams = {
        amount,
        currency: currency.toLowerCase(),
        customer,
        payment_method: method,
        off_session: true,
        confirm: true,
        metadata: { order: orderId, kept: "1" },
      };
      const limits = { idempotencyKey: attempt, ...limitsOf(options) };
      return asking(async () => toOutcome(() => client().paymentIntents.create(params, limits)));
    },

    async parseWebhook(body, signature) {
      return toEvent(await verified(client(), body, signature, settings.webhookSecret));
    },
  };
}

const isIntent = (providerId: string) => providerId.startsWith("pi_");

async function toOutcome(create: () => Promise<Stripe.PaymentIntent>): Promise<ChargeOutcome> {
  try {
    const intent = await create();
    if (intent.status === "succeeded") return { kind: "paid", providerId: intent.id };
    return { kind: "second-step" };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeCardError)) throw error;
    return { kind: error.code === "authentication_required" ? "second-step" : "declined" };
  }
}

function toKeptCard({ customer, setup_intent: setup }: Stripe.Checkout.Session): KeptCard | null {
  const method = typeof setup === "object" && setup !== null ? setup.payment_method : null;
  if (customer === null || typeof method !== "object" || method === null || !method.card) return null;
  const { brand, last4 } = method.card;
  return { customer: typeof customer === "string" ? customer : customer.id, method: method.id, brand, last4 };
}

function limitsOf(options: CallOptions | undefined): Stripe.RequestOptions {
  return options?.timeoutMs === undefined ? {} : { timeout: options.timeoutMs, maxNetworkRetries: 0 };
}

function clientOf(settings: StripeSettings): () => Stripe {
  let base: string | null | undefined;
  let client: Stripe | undefined;
  return () => {
    const next = settings.apiBase();
    if (client === undefined || next !== base) {
      base = next;
      client = new Stripe(settings.secretKey, {
        timeout: TIMEOUT_MS,
        maxNetworkRetries: 1,
        telemetry: false,
        ...(next === null ? {} : hostOf(next)),
      });
    }
    return client;
  };
}

function hostOf(base: string): { host: string; port: string; protocol: "http" | "https" } {
  const { protocol, hostname, port } = new URL(base);
  const https = protocol === "https:";
  return { host: hostname, port: port || (https ? "443" : "80"), protocol: https ? "https" : "http" };
}

/** Runs a call; an acquirer that is away, overloaded or broken becomes PaymentUnavailable, a missing page becomes `missing`. */
async function asking<Answer, Missing = never>(
  call: () => Promise<Answer>,
  missing?: Missing,
): Promise<Answer | Missing> {
  try {
    return await call();
  } catch (error) {
    if (missing !== undefined && error instanceof Stripe.errors.StripeError && error.statusCode === 404) return missing;
    if (error instanceof Stripe.errors.StripeInvalidRequestError) throw error;
    if (error instanceof Stripe.errors.StripeIdempotencyError) throw error;
    throw new PaymentUnavailable("the acquirer does not answer", { cause: error });
  }
}

function digest(params: unknown): string {
  return createHash("sha256").update(JSON.stringify(params)).digest("hex").slice(0, 24);
}

function sessionParams(request: PaymentPageRequest): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    client_reference_id: request.orderId,
    metadata: { order: request.orderId },
    payment_intent_data: { metadata: { order: request.orderId } },
    line_items: request.items.map((item) => ({
      quantity: item.quantity,
      price_data: {
        currency: request.currency.toLowerCase(),
        unit_amount: item.unitAmount,
        product_data: { name: item.name },
      },
    })),
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    ...(PLAIN_EMAIL.test(request.email) ? { customer_email: request.email } : {}),
  };
}

function toPage(session: Stripe.Checkout.Session): PaymentPage {
  return {
    providerId: session.id,
    orderId: session.client_reference_id,
    state: stateOf(session),
    url: session.url,
  };
}

function stateOf(session: Stripe.Checkout.Session): PaymentPage["state"] {
  if (session.payment_status !== "unpaid") return "paid";
  return session.status === "expired" ? "expired" : "open";
}

async function verified(client: Stripe, body: Uint8Array, signature: string, secret: string): Promise<Stripe.Event> {
  try {
    return await client.webhooks.constructEventAsync(Buffer.from(body), signature, secret);
  } catch (error) {
    throw new WebhookRefused("the signature does not fit the body", { cause: error });
  }
}

function toEvent(event: Stripe.Event): PaymentEvent | null {
  switch (event.type) {
    case "payment_intent.succeeded": {
      // Intents of pages are told of as pages; only our own charges name their order here and belong to no page.
      const { id, metadata } = event.data.object;
      const { order } = metadata;
      return order && metadata.kept === "1"
        ? { eventId: event.id, providerId: id, orderId: order, outcome: "paid" }
        : null;
    }
    case "checkout.session.completed":
      if (event.data.object.mode === "setup") return null;
      return event.data.object.payment_status === "unpaid" ? null : about(event, event.data.object, "paid");
    case "checkout.session.async_payment_succeeded":
      return about(event, event.data.object, "paid");
    case "checkout.session.async_payment_failed":
      return about(event, event.data.object, "failed");
    case "checkout.session.expired":
      return about(event, event.data.object, "expired");
    default:
      return null;
  }
}

function about(event: Stripe.Event, session: Stripe.Checkout.Session, outcome: PaymentEvent["outcome"]): PaymentEvent {
  return { eventId: event.id, providerId: session.id, orderId: session.client_reference_id, outcome };
}
