import type * as z from "zod/mini";
import { priceBands } from "../domain/finding/price-bands.ts";
import { cardPageAnswer, cardPageRequest, keptCardAnswer, keptCardRequest } from "../protocol/cards.ts";
import { cartList, cartSyncAnswer, cartSyncRequest } from "../protocol/cart.ts";
import { categoryList, pricesAnswer, productAnswer, productList, searchAnswer } from "../protocol/catalogue.ts";
import { clearCacheAnswer, clearCacheRequest } from "../protocol/clear-cache.ts";
import { SORTS } from "../protocol/finding.ts";
import { CURRENCIES } from "../protocol/money.ts";
import {
  dialRequest,
  killRequest,
  operatorStatus,
  signedAnswer,
  signInRequest,
  switchRequest,
} from "../protocol/operator.ts";
import { priceOrder, priceOrderAnswer, stockOrder, stockOrderAnswer } from "../protocol/operator-goods.ts";
import { order, orderPage, orderRequest } from "../protocol/orders.ts";
import type { ProblemCode } from "../protocol/problems.ts";
import { quoteAnswer, quoteRequest } from "../protocol/quotes.ts";
import { forgetAnswer, healthAnswer, versionAnswer } from "../protocol/service.ts";
import { invitation, joinRequest, leaveAnswer, sharing } from "../protocol/sharing.ts";
import { catalogueSnapshot } from "../protocol/snapshot.ts";
import { shop } from "../shop.config.ts";

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface Endpoint {
  readonly method: "get" | "post" | "delete";
  /** As OpenAPI writes it: `/api/orders/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  /** What the body has to be; absent where there is none. */
  readonly request?: z.core.$ZodType;
  readonly success: 200 | 201;
  readonly answer: z.core.$ZodType | null;
  /** Apart from `invalid`, `version-skew`, `unavailable` and `internal`, which every endpoint may answer with. */
  readonly problems: readonly ProblemCode[];
  /** Whether the answer shows prices and tells their version. */
  readonly priced?: boolean;
}

const text = (name: string, description: string, schema: Record<string, unknown> = {}): Parameter => ({
  name,
  in: "query",
  required: false,
  description,
  schema: { type: "string", ...schema },
});

/** A parameter that may be given several times. */
const repeated = (name: string, description: string, items: Record<string, unknown>): Parameter => ({
  ...text(name, description),
  schema: { type: "array", items },
});

const BANDS = priceBands(shop.currencies[0]).length;

const pathId = (name: string, description: string, schema: Record<string, unknown>): Parameter => ({
  name,
  in: "path",
  required: true,
  description,
  schema: { type: "string", ...schema },
});

const idempotencyKey: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description: "A UUID made and stored before the first try. The same key and body always mean the same order.",
  schema: { type: "string", format: "uuid" },
};

const orderId = pathId("id", "The order's id.", { format: "uuid" });
const cartId = pathId("id", "The cart's id, a UUID that the device makes.", { format: "uuid" });
const WRITE = ["cross-site", "too-large", "unsupported-media", "malformed"] as const;

/** Every address of the API: the OpenAPI document, the Allow header and a test of completeness are made from it. */
export const ENDPOINTS: readonly Endpoint[] = [
  {
    method: "get",
    path: "/api/version",
    summary: "Which release, API versions and price version the server is at.",
    success: 200,
    answer: versionAnswer,
    problems: [],
    priced: true,
  },
  {
    method: "get",
    path: "/api/health",
    summary: "200 while the database answers, else 503.",
    success: 200,
    answer: healthAnswer,
    problems: [],
  },
  {
    method: "get",
    path: "/api/openapi.json",
    summary: "This document.",
    success: 200,
    answer: null,
    problems: [],
  },
  {
    method: "get",
    path: "/api/categories",
    summary: "The shop's categories, in its order.",
    success: 200,
    answer: categoryList,
    problems: [],
  },
  {
    method: "get",
    path: "/api/products",
    summary: "Products page by page, as far as one variant of each fits everything that is chosen.",
    parameters: [
      text("category", "Slug of a category."),
      text("collection", "Slug of a collection; it wins over a category."),
      repeated("colour", "Codes of colours; any of them fits.", { type: "string" }),
      repeated("size", "Sizes; any of them fits.", { type: "string" }),
      repeated("price", "Numbers of price bands; any of them fits.", { type: "integer", minimum: 1, maximum: BANDS }),
      text("stock", "Only what can be had now.", { enum: ["in"] }),
      text("sort", "As shelved, by the lowest price, or by name.", { enum: SORTS, default: "shelf" }),
      text("currency", "The currency of price bands and of the order by price.", {
        enum: CURRENCIES,
        default: shop.currencies[0],
      }),
      text("facets", "Whether the answer tells what the list can be narrowed by.", { enum: ["true"] }),
      text("cursor", "nextCursor of the page before."),
      text("limit", "How many at most.", { type: "integer", minimum: 1, maximum: 100, default: 24 }),
    ],
    success: 200,
    answer: productList,
    problems: [],
    priced: true,
  },
  {
    method: "get",
    path: "/api/products/{slug}",
    summary: "One product with variants, prices and availability.",
    parameters: [pathId("slug", "The product's slug.", {})],
    success: 200,
    answer: productAnswer,
    problems: ["not-found"],
    priced: true,
  },
  {
    method: "get",
    path: "/api/search",
    summary: "Products by words, beginnings of words and words with a typo, the best first.",
    parameters: [{ ...text("q", "What to look for.", { maxLength: 100 }), required: true }],
    success: 200,
    answer: searchAnswer,
    problems: [],
    priced: true,
  },
  {
    method: "get",
    path: "/api/catalogue",
    summary: "The whole shop in small, for searching without a network; not complete where it would be too large.",
    success: 200,
    answer: catalogueSnapshot,
    problems: [],
    priced: true,
  },
  {
    method: "get",
    path: "/api/prices",
    summary: "Current prices and availability of SKUs.",
    parameters: [{ ...text("skus", "SKUs with commas between them, at most 100."), required: true }],
    success: 200,
    answer: pricesAnswer,
    problems: [],
    priced: true,
  },
  {
    method: "get",
    path: "/api/prices/live",
    summary: "An event stream that tells the price version now and whenever it changes.",
    success: 200,
    answer: null,
    problems: [],
    priced: true,
  },
  {
    method: "post",
    path: "/api/quotes",
    summary: "Signs what a cart shows, so that an order can name it later; nothing is stored.",
    request: quoteRequest,
    success: 200,
    answer: quoteAnswer,
    problems: WRITE,
    priced: true,
  },
  {
    method: "get",
    path: "/api/carts",
    summary: "The asking device's carts that hold something and were not ordered, the last changed first.",
    success: 200,
    answer: cartList,
    problems: [],
  },
  {
    method: "post",
    path: "/api/carts/{id}/sync",
    summary: "Exchanges Yjs updates of a cart, both ways; the first sync of an unknown cart makes it the device's own.",
    parameters: [cartId],
    request: cartSyncRequest,
    success: 200,
    answer: cartSyncAnswer,
    problems: [...WRITE, "not-found", "cart-refused"],
  },
  {
    method: "get",
    path: "/api/carts/{id}/live",
    summary:
      "An event stream that tells a member what its device lacks of the cart, as CartLiveEvent, now and ever after.",
    parameters: [
      cartId,
      text("vector", "The Yjs state vector of what the device has, in base64; the whole cart is told without it."),
      text("epoch", "The epoch of the device's document.", { type: "integer", minimum: 0 }),
      {
        name: "Last-Event-ID",
        in: "header",
        required: false,
        description: "The id of the last event, as browsers send it when they come back: what was missed is told.",
        schema: { type: "string" },
      },
    ],
    success: 200,
    answer: null,
    problems: ["not-found"],
  },
  {
    method: "get",
    path: "/api/carts/{id}/members",
    summary: "How a cart is shared: its members, whether a link lets others in, and the key of its room.",
    parameters: [cartId],
    success: 200,
    answer: sharing,
    problems: ["not-found"],
  },
  {
    method: "post",
    path: "/api/carts/{id}/invitation",
    summary: "Makes a secret that lets others into the owner's cart, in place of the one before; the body is {}.",
    parameters: [cartId],
    success: 200,
    answer: invitation,
    problems: [...WRITE, "not-found", "too-many-requests"],
  },
  {
    method: "delete",
    path: "/api/carts/{id}/invitation",
    summary: "Ends the invitation; who came by it stays.",
    parameters: [cartId],
    success: 200,
    answer: sharing,
    problems: ["cross-site", "not-found"],
  },
  {
    method: "post",
    path: "/api/carts/join",
    summary: "Makes the device a member of the cart that it has a secret of; asking again changes nothing.",
    request: joinRequest,
    success: 200,
    answer: sharing,
    problems: [...WRITE, "invitation-ended", "cart-full", "too-many-requests"],
  },
  {
    method: "delete",
    path: "/api/carts/{id}/members/{member}",
    summary: "The owner takes a member out, and the invitation ends with it.",
    parameters: [cartId, pathId("member", "The member's id.", { format: "uuid" })],
    success: 200,
    answer: sharing,
    problems: ["cross-site", "not-found"],
  },
  {
    method: "post",
    path: "/api/carts/{id}/leave",
    summary: "The device is no member of the cart any more; the body is {}.",
    parameters: [cartId],
    success: 200,
    answer: leaveAnswer,
    problems: [...WRITE, "not-found"],
  },
  {
    method: "get",
    path: "/api/cards",
    summary: "The card that this device keeps with the acquirer, as its owner recognises it.",
    success: 200,
    answer: keptCardAnswer,
    problems: [],
  },
  {
    method: "post",
    path: "/api/cards",
    summary: "Opens a page of the acquirer on which a card is kept and nothing is charged.",
    request: cardPageRequest,
    success: 200,
    answer: cardPageAnswer,
    problems: [...WRITE, "payment-unavailable"],
  },
  {
    method: "post",
    path: "/api/cards/kept",
    summary: "Takes over the card that was kept on a page.",
    request: keptCardRequest,
    success: 200,
    answer: keptCardAnswer,
    problems: [...WRITE, "not-found", "payment-unavailable"],
  },
  {
    method: "post",
    path: "/api/cards/forget",
    summary: "Forgets the card that this device keeps.",
    success: 200,
    answer: keptCardAnswer,
    problems: [...WRITE, "not-found"],
  },
  {
    method: "post",
    path: "/api/orders",
    summary: "Places an order exactly once; a replay is given the first answer again, byte for byte.",
    parameters: [idempotencyKey],
    request: orderRequest,
    success: 201,
    answer: order,
    problems: [...WRITE, "key-missing", "key-reused", "in-progress", "unknown-sku", "out-of-stock", "price-changed"],
    priced: true,
  },
  {
    method: "get",
    path: "/api/orders",
    summary:
      "The asking device's orders, the newest first, page by page. Version 1 answers the newest fifty as `orders`.",
    parameters: [
      text("cursor", "nextCursor of the page before.", { format: "uuid" }),
      text("limit", "How many at most.", { type: "integer", minimum: 1, maximum: 50, default: 50 }),
    ],
    success: 200,
    answer: orderPage,
    problems: [],
    priced: true,
  },
  {
    method: "get",
    path: "/api/orders/{id}",
    summary: "One order of the asking device.",
    parameters: [orderId],
    success: 200,
    answer: order,
    problems: ["not-found"],
    priced: true,
  },
  {
    method: "post",
    path: "/api/orders/{id}/payment",
    summary: "Opens the payment page of an order that waits for its card payment; the body is {}.",
    parameters: [orderId],
    success: 200,
    answer: order,
    problems: [...WRITE, "not-found", "not-cancellable", "payment-unavailable"],
    priced: true,
  },
  {
    method: "post",
    path: "/api/orders/{id}/pay-on-delivery",
    summary: "Switches an order that waits for its card payment to payment on delivery; the body is {}.",
    parameters: [orderId],
    success: 200,
    answer: order,
    problems: [...WRITE, "not-found", "not-cancellable"],
    priced: true,
  },
  {
    method: "post",
    path: "/api/orders/{id}/cancel",
    summary: "Cancels an order that waits for its payment; the body is {}.",
    parameters: [orderId],
    success: 200,
    answer: order,
    problems: [...WRITE, "not-found", "not-cancellable"],
    priced: true,
  },
  {
    method: "post",
    path: "/api/clear-cache",
    summary: "Tells a stale client's browser to clear its caches, or with a confirmed `wipe` everything it keeps.",
    parameters: [
      {
        name: "X-App-Version",
        in: "header",
        required: false,
        description: "The release that the page was built from. Absent or current: nothing is cleared.",
        schema: { type: "string" },
      },
    ],
    request: clearCacheRequest,
    success: 200,
    answer: clearCacheAnswer,
    problems: [...WRITE, "not-flushed"],
  },
  {
    method: "post",
    path: "/api/operator/session",
    summary: "Lets an operator in by the token that the first start printed.",
    request: signInRequest,
    success: 200,
    answer: signedAnswer,
    problems: [...WRITE, "unauthenticated", "too-many-requests"],
  },
  {
    method: "post",
    path: "/api/operator/sign-out",
    summary: "Ends the operator's session in this browser.",
    success: 200,
    answer: signedAnswer,
    problems: ["cross-site"],
  },
  {
    method: "get",
    path: "/api/operator/status",
    summary: "Releases, the dial between them and the kill switches.",
    success: 200,
    answer: operatorStatus,
    problems: ["unauthenticated"],
  },
  {
    method: "post",
    path: "/api/operator/kill",
    summary: "Throws kill switches; those that are not named stay.",
    request: killRequest,
    success: 200,
    answer: operatorStatus,
    problems: [...WRITE, "unauthenticated"],
  },
  {
    method: "post",
    path: "/api/operator/prices",
    summary: "Publishes a price or a sale, now or at a time, or drops what is scheduled.",
    request: priceOrder,
    success: 200,
    answer: priceOrderAnswer,
    problems: [...WRITE, "unauthenticated", "not-found"],
    priced: true,
  },
  {
    method: "post",
    path: "/api/operator/stock",
    summary: "Sets how many units of a SKU can be sold.",
    request: stockOrder,
    success: 200,
    answer: stockOrderAnswer,
    problems: [...WRITE, "unauthenticated", "unknown-sku"],
  },
  {
    method: "post",
    path: "/api/operator/switch",
    summary: "Makes a release that is kept the live one, for everybody.",
    request: switchRequest,
    success: 200,
    answer: operatorStatus,
    problems: [...WRITE, "unauthenticated", "release-refused"],
  },
  {
    method: "post",
    path: "/api/operator/dial",
    summary: "Moves the dial between the live release and the one beside it.",
    request: dialRequest,
    success: 200,
    answer: operatorStatus,
    problems: [...WRITE, "unauthenticated", "release-refused"],
  },
  {
    method: "post",
    path: "/api/forget",
    summary: "Takes the device's cookie back: whoever used it owns nothing on this browser any more.",
    success: 200,
    answer: forgetAnswer,
    problems: ["cross-site"],
  },
  {
    method: "post",
    path: "/api/webhooks/stripe",
    summary: "Takes in signed events of the acquirer.",
    success: 200,
    answer: null,
    problems: ["too-large"],
  },
];

/** The methods that some endpoint takes at this path, for the Allow header; empty where there is no such address. */
export function methodsAt(path: string): string[] {
  const fits = ENDPOINTS.filter((endpoint) => patternOf(endpoint).test(path));
  const methods = new Set(fits.map((endpoint) => endpoint.method.toUpperCase()));
  if (methods.has("GET")) methods.add("HEAD");
  return [...methods].sort();
}

function patternOf({ path }: Endpoint): RegExp {
  return new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`);
}
