import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import type { Session } from "./book.ts";
import type { CardFaults, CardForm } from "./cards.ts";
import { style } from "./pay-style.ts";

const styleHash = createHash("sha256").update(style).digest("base64");

/** Nothing but this page's own style; the form may lead back to the shop, as browsers check redirects of a form too. */
export function securityHeaders(session: Session | null): Record<string, string> {
  const targets = session ? [session.successUrl, session.cancelUrl].map((url) => new URL(url).origin) : [];
  const formAction = ["'self'", ...new Set(targets)].join(" ");
  return {
    "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  };
}

interface Notice {
  readonly message?: string;
  readonly faults?: CardFaults;
}

export function payPage(session: Session, form: CardForm, { message, faults = {} }: Notice) {
  const problem = message ?? (Object.keys(faults).length > 0 ? "Please check the fields marked below." : undefined);
  const keeps = session.setup !== undefined;
  const what = keeps ? "Keep a card" : `Pay ${price(session, session.amountTotal)}`;
  const trouble = keeps ? "Not kept yet: " : "Not paid yet: ";
  return frame(
    `${problem ? trouble : ""}${what}`,
    html`
      <h1>${what}</h1>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : ""}
      ${keeps ? html`<p>Nothing is charged now. The shop may charge this card for orders that you place, also while you are offline.</p>` : summary(session)}
      <form method="post" action="/pay/${session.id}">
        ${field({ name: "number", label: "Card number", value: form.number, fault: faults.number, auto: "cc-number", hint: "16 digits" })}
        <div class="pair">
          ${field({ name: "expiry", label: "Expiry date", value: form.expiry, fault: faults.expiry, auto: "cc-exp", hint: "MM / YY" })}
          ${field({ name: "cvc", label: "Security code", value: "", fault: faults.cvc, auto: "cc-csc", hint: "3 or 4 digits" })}
        </div>
        <button type="submit">${keeps ? "Keep this card" : what}</button>
      </form>
      <p><a href="${session.cancelUrl}">Cancel and go back to the shop</a></p>
      ${keeps ? keptCards : testCards}
    `,
  );
}

export function closedPage(session: Session | null) {
  const paid = session?.status === "complete";
  const title =
    paid && session.setup
      ? "This card is kept already"
      : paid
        ? "This is paid already"
        : session
          ? "This payment page has closed"
          : "There is no such payment";
  const back = paid ? session.successUrl : session?.cancelUrl;
  return frame(
    title,
    html`
      <h1>${title}</h1>
      <p>${paid ? "Nothing more will be charged." : "Nothing was charged."}</p>
      ${back ? html`<p><a href="${back}">Back to the shop</a></p>` : ""}
    `,
  );
}

function summary(session: Session) {
  return html`<table>
    <caption>Your order</caption>
    <tbody>
      ${session.items.map(
        (item) => html`<tr>
          <th scope="row">${item.name}${item.quantity > 1 ? `\u00a0×\u00a0${item.quantity}` : ""}</th>
          <td>${price(session, item.unitAmount * item.quantity)}</td>
        </tr>`,
      )}
    </tbody>
    <tfoot><tr><th scope="row">Total</th><td>${price(session, session.amountTotal)}</td></tr></tfoot>
  </table>`;
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly fault: string | undefined;
  readonly auto: string;
  readonly hint: string;
}

function field({ name, label, value, fault, auto, hint }: Field) {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input id="${name}" name="${name}" value="${value}" autocomplete="${auto}" inputmode="numeric" required maxlength="40"
      aria-describedby="${name}-hint"${fault ? raw(' aria-invalid="true"') : ""}>
    <p id="${name}-hint" class="${fault ? "fault" : "hint"}">${fault ?? hint}</p>
  </div>`;
}

const testCards = html`<aside aria-labelledby="cards">
  <h2 id="cards">Test cards</h2>
  <p>No money moves here. Any later date and any code will do.</p>
  <dl>
    <dt>4242 4242 4242 4242</dt><dd>pays</dd>
    <dt>4000 0000 0000 0002</dt><dd>is declined</dd>
    <dt>4000 0000 0000 9995</dt><dd>has no money left</dd>
    <dt>4000 0000 0000 0341</dt><dd>gets no answer from its bank</dd>
  </dl>
</aside>`;

const keptCards = html`<aside aria-labelledby="cards">
  <h2 id="cards">Test cards</h2>
  <p>No money moves here. Any later date and any code will do.</p>
  <dl>
    <dt>4242 4242 4242 4242</dt><dd>pays when it is charged</dd>
    <dt>4000 0000 0000 9995</dt><dd>is declined when it is charged</dd>
    <dt>4000 0025 0000 3155</dt><dd>wants its owner's word when it is charged</dd>
  </dl>
</aside>`;

function price(session: Session, amount: number): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency: session.currency.toUpperCase() });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

function frame(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Harbour Pay — test acquirer</title>
<style>${raw(style)}</style>
</head>
<body>
<header><p><strong>Harbour Pay</strong> <span>test acquirer</span></p></header>
<main>${body}</main>
<footer><p>Harbour Pay is a stand-in for a payment provider. The shop never sees a card number.</p></footer>
</body>
</html>`;
}
