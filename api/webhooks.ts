import { privateJson } from "./answers.ts";
import { readBytes } from "./body.ts";
import type { Api, ApiDeps } from "./context.ts";
import { errorText } from "./errors.ts";
import { takeInPaymentEvent } from "./order-payment.ts";
import { ApiProblem } from "./problem.ts";

/** Stripe's events stay far below this. */
const WEBHOOK_LIMIT = 256 * 1024;

export function webhooks(api: Api, deps: ApiDeps): void {
  // The signature covers the bytes as they came, so they are read raw and parsed only once it fits.
  api.post("/api/webhooks/stripe", async (context) => {
    const body = await readBytes(context.req.raw, WEBHOOK_LIMIT);
    const event = await verified(deps, body, context.req.header("Stripe-Signature") ?? "");
    if (event !== null) await takeInPaymentEvent(deps, event);
    return privateJson({ received: true });
  });
}

async function verified(deps: ApiDeps, body: Uint8Array, signature: string) {
  try {
    return await deps.payments.parseWebhook(body, signature);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "WebhookRefused") throw error;
    deps.log("warn", "a webhook was refused", { error: errorText(error) });
    throw new ApiProblem("invalid", { detail: "The header Stripe-Signature does not fit the body." });
  }
}
