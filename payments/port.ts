import type { Currency } from "../protocol/money.ts";

/** What the acquirer shows and charges for. Amounts are integer minor units of `currency`. */
export interface PaymentPageRequest {
  readonly orderId: string;
  /** Requests with the same attempt make one page, however often they are sent. */
  readonly attempt: string;
  readonly currency: Currency;
  readonly items: readonly { readonly name: string; readonly unitAmount: number; readonly quantity: number }[];
  readonly email: string;
  readonly successUrl: string;
  readonly cancelUrl: string;
}

export interface PaymentPage {
  readonly providerId: string;
  readonly orderId: string | null;
  readonly state: "open" | "paid" | "expired";
  /** Where the shopper pays; null once the page is closed. */
  readonly url: string | null;
}

export interface PaymentEvent {
  readonly eventId: string;
  readonly providerId: string;
  readonly orderId: string | null;
  readonly outcome: "paid" | "failed" | "expired";
}

/** Where a shopper gives a card to keep; `owner` is a name that tells nobody who it is. */
export interface CardPageRequest {
  readonly owner: string;
  readonly currency: Currency;
  /** `{CHECKOUT_SESSION_ID}` in it becomes the page's id. */
  readonly successUrl: string;
  readonly cancelUrl: string;
}

/** A card that the acquirer keeps: its ids there, and what a shopper recognises it by. */
export interface KeptCard {
  readonly customer: string;
  readonly method: string;
  readonly brand: string;
  readonly last4: string;
}

export interface CardCharge {
  readonly orderId: string;
  /** Requests with the same attempt make one charge, however often they are sent. */
  readonly attempt: string;
  readonly currency: Currency;
  readonly amount: number;
  readonly customer: string;
  readonly method: string;
}

/** `second-step`: the bank wants the word of the card's owner, who is not there. Nothing was charged unless it is `paid`. */
export type ChargeOutcome =
  | { readonly kind: "paid"; readonly providerId: string }
  | { readonly kind: "declined" | "second-step" };

export interface CallOptions {
  /** Ends the call after this long, with no second try; a shopper is waiting. */
  readonly timeoutMs?: number;
}

/** The acquirer as the shop knows it. Every call ends by itself; throws PaymentUnavailable when it does not answer. */
export interface PaymentPort {
  createPaymentPage(request: PaymentPageRequest, options?: CallOptions): Promise<PaymentPage>;
  /** Null where the acquirer knows no such page. */
  getPaymentPage(providerId: string, options?: CallOptions): Promise<PaymentPage | null>;
  /** The pages that were paid among those opened at or after `since` (milliseconds since 1970), at most the newest hundred. */
  listPaidPages(since: number): Promise<PaymentPage[]>;
  /** Closes the page for good and tells how it stands then: `paid` means that the shopper was faster. */
  expirePage(providerId: string): Promise<PaymentPage | null>;
  /** Gives back all that was paid on a page, once however often it is called; nothing for a page that nobody paid. */
  refundPage(providerId: string): Promise<void>;
  /** A hosted page on which a card is kept and nothing is charged. */
  createCardPage(request: CardPageRequest, options?: CallOptions): Promise<{ readonly url: string }>;
  /** The card that was kept on a page; null for a page that is not complete, unknown, or another owner's. */
  getKeptCard(pageId: string, owner: string, options?: CallOptions): Promise<KeptCard | null>;
  /** Charges a kept card while its owner is away. Throws PaymentUnavailable when nobody knows whether it was charged. */
  chargeCard(charge: CardCharge, options?: CallOptions): Promise<ChargeOutcome>;
  /** Null for an event that says nothing about a page; throws WebhookRefused unless the acquirer signed these very bytes. */
  parseWebhook(body: Uint8Array, signature: string): Promise<PaymentEvent | null>;
}

export class PaymentUnavailable extends Error {
  override readonly name = "PaymentUnavailable";
}

export class WebhookRefused extends Error {
  override readonly name = "WebhookRefused";
}
