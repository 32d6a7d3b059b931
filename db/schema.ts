import { sql } from "drizzle-orm";
import type { Picture } from "../protocol/catalogue.ts";
import type { Currency } from "../protocol/money.ts";
import type {
  Address,
  Contact,
  DeliveryMethod,
  OrderStatus,
  PaymentMethod,
  PaymentStatus,
} from "../protocol/orders.ts";
import type { Kit } from "./kit.ts";

export interface Colour {
  readonly code: string;
  readonly name: string;
  readonly swatch: string;
}

/** What can happen to an order; the history is append-only. */
export type OrderEventKind =
  | "placed"
  | "awaiting-payment"
  | "payment-failed"
  | "paid"
  | "paid-late"
  | "paid-twice"
  | "expired"
  | "cancelled"
  | "switched-to-on-delivery";

export type PaymentPageStatus = "open" | "paid" | "failed" | "expired";

/** The tables of the shop, written once; instants are UTC milliseconds, amounts are integer minor units. */
export function defineTables(kit: Kit) {
  const { table, id, text, integer, amount, instant, json, bytes, index, uniqueIndex, primaryKey, check } = kit;

  const category = table("category", {
    id: id().primaryKey(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    blurb: text().notNull(),
    /** Slug of the product whose first picture stands for the category. */
    cover: text().notNull(),
    position: integer().notNull(),
  });

  const collection = table("collection", {
    id: id().primaryKey(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    blurb: text().notNull(),
    position: integer().notNull(),
  });

  const product = table(
    "product",
    {
      id: id().primaryKey(),
      slug: text().notNull().unique(),
      categoryId: id()
        .notNull()
        .references(() => category.id),
      name: text().notNull(),
      tagline: text().notNull(),
      description: json<readonly string[]>().notNull(),
      materials: text().notNull(),
      care: text().notNull(),
      origin: text().notNull(),
      colours: json<readonly Colour[]>().notNull(),
      sizes: json<readonly string[]>().notNull(),
      /** Slugs of related products. */
      related: json<readonly string[]>().notNull(),
      position: integer().notNull(),
    },
    (t) => [uniqueIndex("product_position").on(t.position), index("product_category").on(t.categoryId, t.position)],
  );

  const collectionProduct = table(
    "collection_product",
    {
      collectionId: id()
        .notNull()
        .references(() => collection.id),
      position: integer().notNull(),
      productId: id()
        .notNull()
        .references(() => product.id),
    },
    (t) => [primaryKey({ columns: [t.collectionId, t.position] })],
  );

  const variant = table(
    "variant",
    {
      sku: text().primaryKey(),
      productId: id()
        .notNull()
        .references(() => product.id),
      colour: text().notNull(),
      size: text(),
      position: integer().notNull(),
    },
    (t) => [uniqueIndex("variant_product").on(t.productId, t.position)],
  );

  const media = table(
    "media",
    {
      productId: id()
        .notNull()
        .references(() => product.id),
      position: integer().notNull(),
      colour: text().notNull(),
      view: text().notNull(),
      base: text().notNull(),
      alt: text().notNull(),
    },
    (t) => [primaryKey({ columns: [t.productId, t.position] })],
  );

  const priceBook = table("price_book", {
    version: integer().primaryKey(),
    publishedAt: instant().notNull(),
  });

  /** A price holds from its version until the next version that names the same variant and currency. */
  const price = table(
    "price",
    {
      sku: text()
        .notNull()
        .references(() => variant.sku),
      currency: text<Currency>().notNull(),
      version: integer()
        .notNull()
        .references(() => priceBook.version),
      amount: amount().notNull(),
      validFrom: instant().notNull(),
    },
    (t) => [primaryKey({ columns: [t.sku, t.currency, t.version] }), check("price_amount", sql`${t.amount} >= 0`)],
  );

  const stock = table(
    "stock",
    {
      sku: text()
        .primaryKey()
        .references(() => variant.sku),
      available: integer().notNull(),
      /** Units ever booked in, less corrections: what is not available was sold or is held (P6). */
      received: integer().notNull(),
    },
    // P5: the last line of defence against overselling.
    (t) => [check("stock_available", sql`${t.available} >= 0`)],
  );

  const cart = table(
    "cart",
    {
      id: id().primaryKey(),
      owner: text().notNull(),
      /** The whole cart as one compacted Yjs update; null until the first accepted one. */
      state: bytes(),
      revision: integer().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [index("cart_owner").on(t.owner)],
  );

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
    },
    (t) => [primaryKey({ columns: [t.owner, t.key] }), index("idempotency_expires").on(t.expiresAt)],
  );

  /** The server's outbox: written with the change it tells of, deleted when delivered. */
  const dispatch = table(
    "dispatch",
    {
      id: id().primaryKey(),
      topic: text().notNull(),
      payload: json<Readonly<Record<string, string | number>>>().notNull(),
      createdAt: instant().notNull(),
      attempts: integer().notNull(),
      /** Not before this; while it is leased, the end of the lease. */
      nextAt: instant().notNull(),
      /** Who works on it; null when nobody does. */
      lease: text(),
      lastError: text(),
    },
    (t) => [index("dispatch_next").on(t.nextAt)],
  );

  /** Which process may run a background job now. */
  const lease = table("lease", {
    name: text().primaryKey(),
    holder: text().notNull(),
    until: instant().notNull(),
  });

  return {
    category,
    collection,
    product,
    collectionProduct,
    variant,
    media,
    priceBook,
    price,
    stock,
    cart,
    order,
    orderLine,
    orderEvent,
    reservation,
    payment,
    paymentPage,
    paymentEvent,
    idempotency,
    dispatch,
    lease,
  };
}

export type Tables = ReturnType<typeof defineTables>;
