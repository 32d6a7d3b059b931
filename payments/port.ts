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
  /** Null for an event that says nothing about a page; throws WebhookRefused unless the acquirer signed these very bytes. */
  parseWebhook(body: Uint8Array, signature: string): Promise<PaymentEvent | null>;
}

export class PaymentUnavailable extends Error {
  override readonly name = "PaymentUnavailable";
}

export class WebhookRefused extends Error {
  override readonly name = "WebhookRefused";
}
