import * as z from "zod/mini";
import { money, picture, sku } from "./catalogue.ts";
import { CURRENCIES } from "./money.ts";
import { QUOTE_LENGTH } from "./quotes.ts";

const text = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));
const optionalText = (max: number) => z.optional(z.string().check(z.trim(), z.maxLength(max)));
const amount = z.int().check(z.gte(0), z.lte(1_000_000_000));

export const contact = z.strictObject({
  name: text(120),
  email: z.string().check(z.trim(), z.maxLength(254), z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)),
  phone: optionalText(32),
});

export const address = z.strictObject({
  line1: text(120),
  line2: optionalText(120),
  city: text(80),
  region: optionalText(80),
  postcode: text(16),
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
});

/** `kept-card`: one that the shopper left with the acquirer beforehand, charged without them when the order arrives. */
export const PAYMENT_METHODS = ["card", "kept-card", "on-delivery"] as const;

/** What the shopper saw when they said yes: the server never charges more than this (P3). */
export const orderLineRequest = z.strictObject({
  sku,
  quantity: z.int().check(z.gte(1), z.lte(99)),
  /** Unit price shown, in minor units, and the price version that it was shown from. */
  unitAmount: amount,
  priceVersion: z.int().check(z.gte(0)),
});

/** `POST /api/orders`, with the header `Idempotency-Key` (a UUID made and stored before the first try). */
export const orderRequest = z.strictObject({
  cartId: z.uuid(),
  currency: z.enum(CURRENCIES),
  lines: z.array(orderLineRequest).check(z.minLength(1), z.maxLength(50)),
  contact,
  address,
  delivery: z.enum(["standard", "express", "collect"]),
  payment: z.enum(PAYMENT_METHODS),
  /** What the shop had signed for the cart (`POST /api/quotes`), if the cart was ever shown online. */
  quote: z.optional(z.string().check(z.maxLength(QUOTE_LENGTH))),
  /** The delivery price and the total shown, in minor units. */
  shown: z.strictObject({ delivery: amount, total: amount }),
});

export const ORDER_STATUSES = ["awaiting-payment", "placed", "cancelled", "expired"] as const;
export const PAYMENT_STATUSES = ["due-on-delivery", "pending", "paid", "failed", "cancelled"] as const;

export const orderLine = z.strictObject({
  sku,
  product: z.string(),
  name: z.string(),
  label: z.string(),
  picture,
  quantity: z.int(),
  unitAmount: amount,
  /** The price version that the server accepted for this line. */
  priceVersion: z.int(),
});

/** `GET /api/orders/:id`, and the answer to `POST /api/orders` (201; on a replay the first answer's bytes, however the order stands now). */
export const order = z.strictObject({
  id: z.string(),
  number: z.string(),
  status: z.enum(ORDER_STATUSES),
  createdAt: z.string(),
  currency: z.enum(CURRENCIES),
  lines: z.array(orderLine),
  contact,
  address,
  delivery: z.enum(["standard", "express", "collect"]),
  subtotal: money,
  deliveryPrice: money,
  total: money,
  payment: z.strictObject({
    method: z.enum(PAYMENT_METHODS),
    status: z.enum(PAYMENT_STATUSES),
    /** Where to pay, while a card payment is open and its page is known. */
    url: z.nullable(z.string()),
    /** Until when stock is held for an unpaid order, ISO 8601. */
    reservedUntil: z.nullable(z.string()),
  }),
  events: z.array(z.strictObject({ at: z.string(), kind: z.string() })),
});

/**
 * `GET /api/orders?cursor=`: the newest first, those of the asking device only, page by page; `nextCursor` asks for the page
 * after, null on the last one.
 */
export const orderPage = z.strictObject({ items: z.array(order), nextCursor: z.nullable(z.string()) });

/** What version 1 of the API answers there: the newest fifty, with no way to the rest. */
export const orderListV1 = z.strictObject({ orders: z.array(order) });

export type Contact = z.infer<typeof contact>;
export type Address = z.infer<typeof address>;
export type OrderLineRequest = z.infer<typeof orderLineRequest>;
export type OrderRequest = z.infer<typeof orderRequest>;
export type OrderLine = z.infer<typeof orderLine>;
export type Order = z.infer<typeof order>;
export type OrderStatus = (typeof ORDER_STATUSES)[number];
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];
export type OrderPage = z.infer<typeof orderPage>;
export type OrderListV1 = z.infer<typeof orderListV1>;
export type DeliveryMethod = OrderRequest["delivery"];
export type PaymentMethod = OrderRequest["payment"];
