import { randomBytes } from "node:crypto";
import type { Book, Intent } from "./book.ts";
import { type FormTree, textAt } from "./form.ts";
import { eventAbout, metadataOf, StripeFault } from "./sessions.ts";

/** Charges a kept card without its owner; the intent, its charge and its event are one entry. `now` in milliseconds. */
export async function chargeKept(
  book: Book,
  form: FormTree,
  now: number,
  key: { readonly key: string; readonly hash: string } | null,
): Promise<Intent> {
  const card = book.cards.get(textAt(form, "payment_method") ?? "");
  if (!card || card.customer !== textAt(form, "customer")) {
    throw new StripeFault(404, "No such PaymentMethod", { code: "resource_missing", param: "payment_method" });
  }
  if (textAt(form, "off_session") !== "true" || textAt(form, "confirm") !== "true") {
    throw new StripeFault(400, "Only confirmed charges off-session are spoken here.", { param: "off_session" });
  }
  const amount = Number(textAt(form, "amount") ?? Number.NaN);
  const currency = textAt(form, "currency");
  if (!Number.isSafeInteger(amount) || amount < 1 || !currency) {
    throw new StripeFault(400, "Invalid amount or currency.", { param: "amount" });
  }
  const metadata = metadataOf(form);
  const id = `pi_${randomBytes(12).toString("hex")}`;
  const reference = metadata.order ?? null;
  const intent: Intent = { id, amount, currency, reference, metadata, outcome: card.offSession };
  const kept = key === null ? {} : { key: { ...key, sessionId: id } };
  if (intent.outcome !== "pays") {
    await book.write({ intent, ...kept });
    return intent;
  }
  await book.write({
    intent,
    ...kept,
    charge: {
      id: `ch_${randomBytes(12).toString("hex")}`,
      sessionId: id,
      reference,
      currency,
      amount,
      last4: card.last4,
      created: Math.floor(now / 1000),
      paymentIntent: id,
    },
    delivery: eventAbout("payment_intent.succeeded", intentBody(intent), now),
  });
  return intent;
}

/** The intent as Stripe's API shows it; a charge that was not made is a 402 with its reason. */
export function intentAnswer(intent: Intent): Response {
  if (intent.outcome === "pays") return Response.json(intentBody(intent));
  const code = intent.outcome === "asks" ? "authentication_required" : "card_declined";
  const message =
    intent.outcome === "asks"
      ? "The card was declined. This transaction requires authentication."
      : "Your card was declined.";
  const error = { type: "card_error", code, decline_code: code, message, payment_intent: intentBody(intent) };
  return Response.json({ error }, { status: 402 });
}

function intentBody({ id, amount, currency, metadata, outcome }: Intent) {
  return {
    id,
    object: "payment_intent",
    amount,
    amount_received: outcome === "pays" ? amount : 0,
    currency,
    livemode: false,
    metadata,
    status: outcome === "pays" ? "succeeded" : "requires_payment_method",
  };
}
