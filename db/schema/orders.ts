import { sql } from "drizzle-orm";
import type { Picture } from "../../protocol/catalogue.ts";
import type { Currency } from "../../protocol/money.ts";
import type {
  Address,
  Contact,
  DeliveryMethod,
  OrderStatus,
  PaymentMethod,
  PaymentStatus,
} from "../../protocol/orders.ts";
import type { Kit } from "../kit.ts";
import type { defineCatalogue } from "./catalogue.ts";

/** What can happen to an order; the history is append-only. */
export type OrderEventKind =
  | "placed"
  | "awaiting-payment"
  | "payment-failed"
  | "card-declined"
  | "second-step"
  | "paid"
  | "paid-late"
  | "paid-twice"
  | "expired"
  | "cancelled"
  | "switched-to-on-delivery";

export type PaymentPageStatus = "open" | "paid" | "failed" | "expired";

/** What was bought, what it was charged, and how it is paid. */
export function defineOrders(kit: Kit, { variant, priceBook }: ReturnType<typeof defineCatalogue>) {
  const { table, id, text, integer, amount, instant, json, index, primaryKey, check } = kit;

  const order = table(
    "orders",
    {
      id: id().primaryKey(),
      number: text().notNull().unique(),
      owner: text().notNull(),
      cartId: id().notNull(),
      status: text<OrderStatus>().notNull(),
      currency: text<Currency>().notNull(),
      contact: json<Contact>().notNull(),
      address: json<Address>().notNull(),
      delivery: text<DeliveryMethod>().notNull(),
      subtotal: amount().notNull(),
      deliveryPrice: amount().notNull(),
      total: amount().notNull(),
      shownTotal: amount().notNull(),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [
      index("orders_owner").on(t.owner, t.createdAt),
      // P3: never charged more than was shown.
      check("orders_total", sql`${t.total} <= ${t.shownTotal}`),
    ],
  );

  const orderLine = table(
    "order_line",
    {
      orderId: id()
        .notNull()
        .references(() => order.id),
      position: integer().notNull(),
      sku: text()
        .notNull()
        .references(() => variant.sku),
      product: text().notNull(),
      name: text().notNull(),
      label: text().notNull(),
      picture: json<Picture>().notNull(),
      quantity: integer().notNull(),
      unitAmount: amount().notNull(),
      shownAmount: amount().notNull(),
      /** The accepted price version: `unitAmount` is the price of that version. */
      priceVersion: integer()
        .notNull()
        .references(() => priceBook.version),
    },
    (t) => [
      primaryKey({ columns: [t.orderId, t.sku] }),
      index("order_line_sku").on(t.sku),
      check("order_line_quantity", sql`${t.quantity} > 0`),
      check("order_line_amount", sql`${t.unitAmount} <= ${t.shownAmount}`),
    ],
  );

  const orderEvent = table(
    "order_event",
    {
      orderId: id()
        .notNull()
        .references(() => order.id),
      sequence: integer().notNull(),
      at: instant().notNull(),
      kind: text<OrderEventKind>().notNull(),
    },
    (t) => [primaryKey({ columns: [t.orderId, t.sequence] })],
  );

  /** Stock that is held for an order whose payment is open. */
  const reservation = table(
    "reservation",
    {
      orderId: id()
        .notNull()
        .references(() => order.id),
      sku: text()
        .notNull()
        .references(() => variant.sku),
      quantity: integer().notNull(),
      expiresAt: instant().notNull(),
    },
    (t) => [primaryKey({ columns: [t.orderId, t.sku] }), index("reservation_expires").on(t.expiresAt)],
  );

  /** One per order: it is charged once, or unpaid by design (P6). */
  const payment = table("payment", {
    orderId: id()
      .primaryKey()
      .references(() => order.id),
    method: text<PaymentMethod>().notNull(),
    status: text<PaymentStatus>().notNull(),
    currency: text<Currency>().notNull(),
    amount: amount().notNull(),
    /** The newest page on which it can be paid: the provider's id and address. */
    page: text(),
    url: text(),
    /** The provider's id of the page that paid it. */
    paidBy: text(),
    updatedAt: instant().notNull(),
  });

  /** Every page that was ever opened for an order, so that money from an old one is noticed. */
  const paymentPage = table(
    "payment_page",
    {
      providerId: text().primaryKey(),
      orderId: id()
        .notNull()
        .references(() => order.id),
      status: text<PaymentPageStatus>().notNull(),
      createdAt: instant().notNull(),
    },
    (t) => [index("payment_page_order").on(t.orderId)],
  );

  /** Events of the payment provider that were already taken in. */
  const paymentEvent = table("payment_event", {
    id: text().primaryKey(),
    providerId: text()
      .notNull()
      .references(() => paymentPage.providerId),
    outcome: text().notNull(),
    at: instant().notNull(),
  });

  /** A card that a shopper keeps with the payment provider for orders they make without a network; the number never came here. */
  const storedCard = table("stored_card", {
    owner: text().primaryKey(),
    /** The provider's ids of the customer and of the card. */
    customer: text().notNull(),
    method: text().notNull(),
    brand: text().notNull(),
    last4: text().notNull(),
    createdAt: instant().notNull(),
  });

  const idempotency = table(
    "idempotency",
    {
      owner: text().notNull(),
      key: text().notNull(),
      requestHash: text().notNull(),
      orderId: id()
        .notNull()
        .references(() => order.id),
      expiresAt: instant().notNull(),
      /** The body of the first answer, a 201, and the API version that it was written in; null until it was made. */
      answer: text(),
      answerVersion: integer(),
    },
    (t) => [
      primaryKey({ columns: [t.owner, t.key] }),
      index("idempotency_key").on(t.key),
      index("idempotency_expires").on(t.expiresAt),
    ],
  );

  return { order, orderLine, orderEvent, reservation, payment, paymentPage, paymentEvent, storedCard, idempotency };
}
