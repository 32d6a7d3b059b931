import type { KeptCardAnswer } from "../protocol/cards.ts";
import type { CartList, CartSyncAnswer } from "../protocol/cart.ts";
import type { PricesAnswer, SearchAnswer } from "../protocol/catalogue.ts";
import type { Order, OrderPage } from "../protocol/orders.ts";
import type { QuoteAnswer } from "../protocol/quotes.ts";
import type { CatalogueSnapshot } from "../protocol/snapshot.ts";

/** The fields that the device relies on; the server's schemas hold the rest. */
function has(value: unknown, checks: Readonly<Record<string, (field: unknown) => boolean>>): boolean {
  if (typeof value !== "object" || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return Object.entries(checks).every(([name, check]) => check(fields.get(name)));
}

const isText = (value: unknown): boolean => typeof value === "string";
const isCount = (value: unknown): boolean => Number.isSafeInteger(value);
const isList = (value: unknown): boolean => Array.isArray(value);
const isMoney = (value: unknown): boolean => has(value, { currency: isText, amount: isCount });

export function isOrder(value: unknown): value is Order {
  return has(value, {
    id: isText,
    number: isText,
    status: isText,
    createdAt: isText,
    lines: isList,
    total: isMoney,
    payment: (payment) => has(payment, { method: isText, status: isText }),
  });
}

export function isOrderPage(value: unknown): value is OrderPage {
  return has(value, {
    items: (items) => Array.isArray(items) && items.every(isOrder),
    nextCursor: (cursor) => cursor === null || isText(cursor),
  });
}

const isLine = (line: unknown): boolean => has(line, { sku: isText, quantity: isCount });
const areLines = (lines: unknown): boolean => Array.isArray(lines) && lines.every(isLine);

export function isCartList(value: unknown): value is CartList {
  const isCart = (cart: unknown) => has(cart, { id: isText, updatedAt: isText, lines: areLines });
  return has(value, { items: (items) => Array.isArray(items) && items.every(isCart) });
}

export function isCartSyncAnswer(value: unknown): value is CartSyncAnswer {
  const isAbsentOr = (check: (field: unknown) => boolean) => (field: unknown) => field === undefined || check(field);
  return has(value, {
    update: isText,
    stateVector: isText,
    epoch: isAbsentOr(isCount),
    taken: isAbsentOr((taken) => typeof taken === "boolean"),
    lines: areLines,
  });
}

export function isPricesAnswer(value: unknown): value is PricesAnswer {
  const isOffer = (offer: unknown) => has(offer, { sku: isText, name: isText, prices: isList });
  return has(value, {
    priceVersion: isCount,
    at: isText,
    offers: (offers) => Array.isArray(offers) && offers.every(isOffer),
    unknown: isList,
  });
}

export function isQuoteAnswer(value: unknown): value is QuoteAnswer {
  return has(value, { currency: isText, quote: isText, validUntil: isText });
}

export function isKeptCardAnswer(value: unknown): value is KeptCardAnswer {
  return has(value, { card: (card) => card === null || has(card, { brand: isText, last4: isText }) });
}

export function isSearchAnswer(value: unknown): value is SearchAnswer {
  const isCard = (card: unknown) => has(card, { slug: isText, name: isText, from: isList, picture: () => true });
  return has(value, { priceVersion: isCount, items: (items) => Array.isArray(items) && items.every(isCard) });
}

export function isCatalogueSnapshot(value: unknown): value is CatalogueSnapshot {
  const isProduct = (product: unknown) =>
    has(product, { slug: isText, name: isText, colours: isList, from: isList, picture: isList });
  return has(value, {
    priceVersion: isCount,
    complete: (complete) => typeof complete === "boolean",
    currencies: isList,
    categories: isList,
    collections: isList,
    colours: isList,
    products: (products) => Array.isArray(products) && products.every(isProduct),
  });
}

/** What the shop answers to a write that only had to arrive: the id under which it has it. */
export function isReceipt(value: unknown): value is { readonly id: string } {
  return typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";
}
