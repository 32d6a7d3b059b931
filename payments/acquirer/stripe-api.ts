import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { type Context, Hono } from "hono";
import type { Book, Session } from "./book.ts";
import { decodeForm, textAt } from "./form.ts";
import { chargeKept, intentAnswer } from "./intents.ts";
import { expireSession, newSession, refundCharge, StripeFault, toStripe } from "./sessions.ts";

export interface StripeApiDeps {
  readonly book: Book;
  readonly secretKey: string;
  readonly payOrigin: () => string;
  readonly now: () => number;
  /** Called before each answer; a test makes it fail or hang. */
  readonly disturb: () => Promise<Response | null>;
  /** Called when a charge is made, before it is answered. */
  readonly disturbAfter: () => Promise<Response | null>;
}

const FORM_LIMIT = 256 * 1024;

/** The part of Stripe's HTTP API that hosted Checkout needs. */
export function stripeApi(deps: StripeApiDeps): Hono {
  const { book, now } = deps;
  const api = new Hono();

  api.use(async (context, next) => {
    const disturbed = await deps.disturb();
    if (disturbed) return disturbed;
    if (!isKey(context.req.header("Authorization"), deps.secretKey)) {
      return fault(new StripeFault(401, "Invalid API Key provided."));
    }
    await next();
    context.header("Request-Id", `req_${randomBytes(7).toString("hex")}`);
  });

  api.post("/checkout/sessions", async (context) => {
    const text = await context.req.text();
    if (text.length > FORM_LIMIT) throw new StripeFault(413, "The request is too large.");
    const key = context.req.header("Idempotency-Key");
    const hash = createHash("sha256").update(text).digest("hex");
    const kept = key === undefined ? undefined : book.keys.get(key);
    if (kept) {
      if (kept.hash !== hash) throw reusedKey();
      await book.settled();
      context.header("Idempotent-Replayed", "true");
      return answer(context, requireSession(book, kept.sessionId), deps);
    }
    const session = newSession(decodeForm(text), now());
    await book.write({ session, ...(key === undefined ? {} : { key: { key, hash, sessionId: session.id } }) });
    return answer(context, session, deps);
  });

  api.get("/checkout/sessions", async (context) => {
    await book.settled();
    const since = Number(context.req.query("created[gte]") ?? 0);
    const status = context.req.query("status");
    const found = [...book.sessions.values()]
      .filter((session) => session.created >= since && (status === undefined || session.status === status))
      .toSorted((one, other) => other.created - one.created)
      .slice(0, Math.min(Number(context.req.query("limit") ?? 10), 100));
    const data = found.map((session) => toStripe(session, deps.payOrigin()));
    return context.json({ object: "list", url: "/v1/checkout/sessions", has_more: false, data });
  });

  api.get("/checkout/sessions/:id", async (context) => {
    await book.settled();
    return answer(context, requireSession(book, context.req.param("id")), deps);
  });

  api.post("/payment_intents", async (context) => {
    const text = await context.req.text();
    const key = context.req.header("Idempotency-Key");
    const hash = createHash("sha256").update(text).digest("hex");
    const kept = key === undefined ? undefined : book.keys.get(key);
    if (kept && kept.hash !== hash) throw reusedKey();
    const known = kept && book.intents.get(kept.sessionId);
    await book.settled();
    const intent = known ?? (await chargeKept(book, decodeForm(text), now(), key === undefined ? null : { key, hash }));
    // The money is taken, and the answer gets lost on its way.
    return (await deps.disturbAfter()) ?? intentAnswer(intent);
  });

  api.post("/checkout/sessions/:id/expire", async (context) => {
    const session = requireSession(book, context.req.param("id"));
    return answer(context, await expireSession(book, session, now()), deps);
  });

  api.post("/refunds", async (context) => {
    const form = decodeForm(await context.req.text());
    const { id, chargeId } = await refundCharge(book, textAt(form, "payment_intent"), now());
    return context.json({ id, object: "refund", charge: chargeId, status: "succeeded" });
  });

  api.notFound((context) => {
    return fault(new StripeFault(404, `Unrecognized request URL (${context.req.method}: ${context.req.path}).`));
  });
  api.onError((error) => {
    if (error instanceof StripeFault) return fault(error);
    throw error;
  });
  return api;
}

function isKey(header: string | undefined, key: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(header ?? ""), digest(`Bearer ${key}`));
}

function answer(context: Context, session: Session, deps: StripeApiDeps): Response {
  const card = deps.book.cards.get(session.setup?.card ?? "");
  const method = card && { id: card.id, object: "payment_method", card: { brand: "visa", last4: card.last4 } };
  // As the shop asks for it: expand=setup_intent.payment_method.
  const setup_intent = method ? { id: `seti_${card.id}`, object: "setup_intent", payment_method: method } : null;
  return context.json({ ...toStripe(session, deps.payOrigin()), setup_intent });
}

function requireSession(book: Book, id: string): Session {
  const session = book.sessions.get(id);
  if (session) return session;
  throw new StripeFault(404, `No such checkout.session: ${id}`, { code: "resource_missing", param: "session" });
}

function reusedKey(): StripeFault {
  const message = "Keys for idempotent requests can only be used with the same parameters they were first used with.";
  return new StripeFault(400, message, { type: "idempotency_error" });
}

function fault({ status, message, type, param, code }: StripeFault): Response {
  return Response.json({ error: { type, message, param, code } }, { status });
}
