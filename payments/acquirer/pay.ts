import { Hono } from "hono";
import type { Book } from "./book.ts";
import { askBank, askToKeep, type CardForm, cardFaults } from "./cards.ts";
import type { Deliveries } from "./deliver.ts";
import { closedPage, payPage, securityHeaders } from "./pay-page.ts";
import { completeSession, keepCard } from "./sessions.ts";

export interface PayDeps {
  readonly book: Book;
  readonly deliveries: Deliveries;
  readonly now: () => number;
}

const EMPTY: CardForm = { number: "", expiry: "", cvc: "" };

/** The hosted payment page: the only place where a card number is typed. */
export function pay({ book, deliveries, now }: PayDeps): Hono {
  const api = new Hono();

  api.get("/:id", (context) => {
    const session = book.sessions.get(context.req.param("id"));
    if (!session) return context.html(closedPage(null), 404, securityHeaders(null));
    const page = session.status === "open" ? payPage(session, EMPTY, {}) : closedPage(session);
    return context.html(page, 200, securityHeaders(session));
  });

  api.post("/:id", async (context) => {
    const session = book.sessions.get(context.req.param("id"));
    if (!session) return context.html(closedPage(null), 404, securityHeaders(null));
    if (session.status !== "open") return context.html(closedPage(session), 409, securityHeaders(session));
    const form = toCard(new URLSearchParams(await context.req.text()));
    const faults = cardFaults(form, now());
    if (Object.keys(faults).length > 0) {
      return context.html(payPage(session, form, { faults }), 422, securityHeaders(session));
    }
    const back = () => context.redirect(session.successUrl.replaceAll("{CHECKOUT_SESSION_ID}", session.id), 303);
    if (session.setup !== undefined) {
      const bank = askToKeep(form.number);
      if (bank.kind === "declined") {
        const message = `${bank.reason} Try another card.`;
        return context.html(payPage(session, form, { message }), 402, securityHeaders(session));
      }
      await keepCard(book, session, bank, now());
      deliveries.wake();
      return back();
    }
    const bank = askBank(form.number);
    if (bank.kind === "declined") {
      return context.html(
        payPage(session, form, { message: `${bank.reason} Try another card.` }),
        402,
        securityHeaders(session),
      );
    }
    if (bank.kind === "no-answer") {
      const message = "The bank does not answer. Nothing was charged: try again or use another card.";
      return context.html(payPage(session, form, { message }), 504, securityHeaders(session));
    }
    // A second tap on Pay finds the session complete and charges nothing; both lead back to the shop.
    await completeSession(book, session.id, bank.last4, now());
    deliveries.wake();
    await deliveries.tried();
    return back();
  });

  return api;
}

function toCard(form: URLSearchParams): CardForm {
  const field = (name: keyof CardForm) => (form.get(name) ?? "").slice(0, 40);
  return { number: field("number"), expiry: field("expiry"), cvc: field("cvc") };
}
