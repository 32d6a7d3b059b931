import { localAcquirerOrigin, localAcquirerSettings } from "./acquirer/settings.ts";
import { type PaymentPort, PaymentUnavailable } from "./port.ts";
import { stripePayments } from "./stripe.ts";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The acquirer of this shop: Stripe with STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET (at STRIPE_API_BASE, if set), else
 * the local one of the data directory, wherever it listens at the time of a call.
 */
export function paymentsFromEnv(env: Env, dataDir: string): PaymentPort {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_BASE: apiBase } = env;
  if (secretKey && !webhookSecret) throw new Error("STRIPE_SECRET_KEY is set without STRIPE_WEBHOOK_SECRET");
  if (secretKey && webhookSecret) return stripePayments({ secretKey, webhookSecret, apiBase: () => apiBase || null });
  return stripePayments({ ...localAcquirerSettings(dataDir), apiBase: () => requireLocalOrigin(dataDir) });
}

function requireLocalOrigin(dataDir: string): string {
  const origin = localAcquirerOrigin(dataDir);
  if (origin === null) throw new PaymentUnavailable("the local acquirer was never started");
  return origin;
}
