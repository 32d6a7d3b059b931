import type { Store } from "../db/store.ts";
import type { PaymentEvent, PaymentPage, PaymentPageRequest, PaymentPort } from "../payments/port.ts";

/** Called at every point where another request could come in between. */
export type Point = (where: string) => Promise<void>;

/** The same store, with a point before and after each of its transactions. */
export function pointedStore(store: Store, point: Point): Store {
  const around = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    await point(`before ${name}`);
    const value = await work();
    await point(`after ${name}`);
    return value;
  };
  return {
    ...store,
    tx: (body) => around("a transaction", () => store.tx(body)),
    run: (name, input) => around(name, () => store.run(name, input)),
  };
}

interface Page extends PaymentPageRequest {
  readonly providerId: string;
  state: PaymentPage["state"];
  refunded: boolean;
}

export interface ToyAcquirer {
  readonly port: PaymentPort;
  /** The shopper pays; false where the page is closed. Its webhook waits until it is delivered. */
  pay(providerId: string): boolean;
  /** Webhooks that were not delivered yet. */
  readonly events: PaymentEvent[];
  /** What was captured for an order and not given back, in minor units. */
  keptFor(orderId: string): number;
}

/** An acquirer in memory, with a point before and after each of its answers. */
export function toyAcquirer(point: Point): ToyAcquirer {
  const pages = new Map<string, Page>();
  const byAttempt = new Map<string, string>();
  const events: PaymentEvent[] = [];
  const shown = ({ providerId, orderId, state }: Page): PaymentPage => ({
    providerId,
    orderId,
    state,
    url: state === "open" ? `https://pay.example/${providerId}` : null,
  });
  const answering = async <T>(name: string, work: () => T): Promise<T> => {
    await point(`before ${name}`);
    const value = work();
    await point(`after ${name}`);
    return value;
  };
  const tell = (page: Page, outcome: PaymentEvent["outcome"]) => {
    events.push({ eventId: crypto.randomUUID(), providerId: page.providerId, orderId: page.orderId, outcome });
  };

  return {
    events,
    port: {
      createPaymentPage: (request) =>
        answering("opening a page", () => {
          const known = pages.get(byAttempt.get(request.attempt) ?? "");
          if (known) return shown(known);
          const page: Page = { ...request, providerId: crypto.randomUUID(), state: "open", refunded: false };
          pages.set(page.providerId, page);
          byAttempt.set(request.attempt, page.providerId);
          return shown(page);
        }),
      getPaymentPage: (providerId) =>
        answering("asking after a page", () => {
          const page = pages.get(providerId);
          return page ? shown(page) : null;
        }),
      listPaidPages: () =>
        answering("listing what was paid", () =>
          [...pages.values()].filter(({ state }) => state === "paid").map(shown),
        ),
      expirePage: (providerId) =>
        answering("closing a page", () => {
          const page = pages.get(providerId);
          if (!page) return null;
          if (page.state === "open") {
            page.state = "expired";
            tell(page, "expired");
          }
          return shown(page);
        }),
      refundPage: (providerId) =>
        answering("giving money back", () => {
          const page = pages.get(providerId);
          if (page?.state === "paid") page.refunded = true;
        }),
      createCardPage: () => answering("opening a card page", () => ({ url: "https://pay.example/card" })),
      getKeptCard: () =>
        answering("asking after a card", () => ({ customer: "cus", method: "pm", brand: "visa", last4: "4242" })),
      chargeCard: ({ orderId, attempt, currency, amount }) =>
        answering("charging a card", () => {
          const known = byAttempt.get(attempt);
          if (known !== undefined) return { kind: "paid", providerId: known };
          const items = [{ name: "all", unitAmount: amount, quantity: 1 }];
          const page: Page = {
            orderId,
            attempt,
            currency,
            items,
            email: "",
            successUrl: "",
            cancelUrl: "",
            providerId: `pi_${crypto.randomUUID()}`,
            state: "paid",
            refunded: false,
          };
          pages.set(page.providerId, page);
          byAttempt.set(attempt, page.providerId);
          tell(page, "paid");
          return { kind: "paid", providerId: page.providerId };
        }),
      parseWebhook: async (body) => JSON.parse(new TextDecoder().decode(body)) as PaymentEvent,
    },
    pay(providerId) {
      const page = pages.get(providerId);
      if (page?.state !== "open") return false;
      page.state = "paid";
      tell(page, "paid");
      return true;
    },
    keptFor(orderId) {
      const kept = [...pages.values()].filter(
        (page) => page.orderId === orderId && page.state === "paid" && !page.refunded,
      );
      const sum = (page: Page) => page.items.reduce((total, item) => total + item.unitAmount * item.quantity, 0);
      return kept.reduce((total, page) => total + sum(page), 0);
    },
  };
}
