import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { findKeyOwners } from "../db/queries/order-lookups.ts";
import {
  type FirstAnswer,
  getOrder,
  listOrders,
  listOrdersAfter,
  placeOrder,
  settleAnswer,
} from "../db/queries/orders.ts";
import { currentPriceVersion } from "../db/queries/prices.ts";
import type { Db } from "../db/store.ts";
import { canonicalJson } from "../domain/orders/canonical-json.ts";
import { faultsOf } from "../domain/orders/check-request.ts";
import { HEADER } from "../protocol/headers.ts";
import { isUuid, uuidv7 } from "../protocol/ids.ts";
import { type Order, type OrderListV1, type OrderPage, type OrderRequest, orderRequest } from "../protocol/orders.ts";
import { shop } from "../shop.config.ts";
import { privateText } from "./answers.ts";
import { readJson, requireShape } from "./body.ts";
import type { Api, ApiContext, ApiDeps } from "./context.ts";
import { deviceCookie, deviceOfKey, getDevice } from "./device.ts";
import { healPayment, tryKeptCard, tryPaymentPage } from "./order-payment.ts";
import { ApiProblem, invalid } from "./problem.ts";
import { readQuote } from "./quote-signature.ts";

/** The most orders in one answer. */
const PAGE = 50;

const orderQuery = z.object({
  cursor: z.optional(z.uuid()),
  limit: z
    ._default(z.pipe(z.string().check(z.regex(/^\d{1,3}$/)), z.transform(Number)), PAGE)
    .check(z.refine((value) => value >= 1 && value <= PAGE, { error: `A page has 1 to ${PAGE} orders.` })),
});

export function orders(api: Api, deps: ApiDeps): void {
  api.post("/api/orders", async (context) => {
    const key = requireKey(context);
    const request = requireSellable(await readJson(context, orderRequest));
    const { order, answer, replayed, owner, cookie } = await place(context, deps, key, request);
    const body = await firstBody(context, deps, { owner, key, order, answer });
    return orderText(deps, body, {
      status: 201,
      headers: {
        Location: `/api/orders/${order.id}`,
        ...(replayed ? { [HEADER.idempotencyReplayed]: "true" } : {}),
        ...(cookie === null ? {} : { "Set-Cookie": cookie }),
      },
    });
  });

  api.get("/api/orders", async (context) => {
    const owner = getDevice(context, deps);
    const { read } = await deps.getStore();
    // R7: version 1 knows no pages, and its clients look for `orders`.
    if (context.get("apiVersion") === 1) {
      const orders = owner === null ? [] : await listOrders(read, owner, PAGE);
      return orderAnswer(deps, { orders });
    }
    const { cursor, limit } = requireShape(orderQuery, context.req.query());
    const page = owner === null ? [] : await pageOf(read, owner, cursor, limit + 1);
    if (page === null) throw invalid("/cursor", "Take the cursor from nextCursor of the page before.");
    const items = page.slice(0, limit);
    const answer: OrderPage = { items, nextCursor: page.length > limit ? (items.at(-1)?.id ?? null) : null };
    return orderAnswer(deps, answer);
  });

  api.get("/api/orders/:id", async (context) => {
    const { owner, order } = await requireOrder(context, deps);
    return orderAnswer(deps, await healPayment(deps, owner, order));
  });
}

function pageOf(read: Db, owner: string, cursor: string | undefined, limit: number): Promise<Order[] | null> {
  return cursor === undefined ? listOrders(read, owner, limit) : listOrdersAfter(read, owner, cursor, limit);
}

/** The device's own order with the id in the path; another's is as absent as none. */
export async function requireOrder(context: ApiContext, deps: ApiDeps): Promise<{ owner: string; order: Order }> {
  const owner = getDevice(context, deps);
  const { read } = await deps.getStore();
  const id = context.req.param("id") ?? "";
  const order = owner !== null && isUuid(id) ? await getOrder(read, owner, id) : null;
  if (owner === null || order === null) throw new ApiProblem("not-found", { detail: "This device has no such order." });
  return { owner, order };
}

/** An answer about orders, kept by no cache, with the price version of the moment (P1). */
export function orderAnswer(deps: ApiDeps, body: Order | OrderPage | OrderListV1): Promise<Response> {
  return orderText(deps, JSON.stringify(body));
}

async function orderText(
  deps: ApiDeps,
  body: string,
  init: { status?: number; headers?: Record<string, string> } = {},
): Promise<Response> {
  const { read } = await deps.getStore();
  const version = String(await currentPriceVersion(read));
  return privateText(body, { ...init, headers: { ...init.headers, [HEADER.priceVersion]: version } });
}

interface Ordered {
  readonly owner: string;
  readonly key: string;
  readonly order: Order;
  readonly answer: FirstAnswer | null;
}

/**
 * What the first request with this key was answered, byte for byte (P5). Where that was never finished, this one begins the
 * payment and finishes it; copies that do so at once all tell what the first of them noted.
 */
async function firstBody(context: ApiContext, deps: ApiDeps, { owner, key, order, answer }: Ordered): Promise<string> {
  const apiVersion = context.get("apiVersion");
  // R7: who asks in another version is told in that version, and how the order stands now.
  if (answer !== null) return answer.apiVersion === apiVersion ? answer.body : JSON.stringify(order);
  const begun = await tryPaymentPage(context, deps, owner, await tryKeptCard(deps, owner, order));
  const body = JSON.stringify(begun);
  const first = await settleAnswer(await deps.getStore(), { owner, key }, { body, apiVersion });
  return first.apiVersion === apiVersion ? first.body : body;
}

function requireKey(context: ApiContext): string {
  const key = context.req.header(HEADER.idempotencyKey)?.toLowerCase() ?? "";
  if (isUuid(key)) return key;
  throw new ApiProblem("key-missing", { detail: `Send a UUID in the header ${HEADER.idempotencyKey}.` });
}

function requireSellable(request: OrderRequest): OrderRequest {
  const errors = faultsOf(request);
  if (errors.length > 0) throw new ApiProblem("invalid", { errors });
  return request;
}

async function place(context: ApiContext, deps: ApiDeps, key: string, request: OrderRequest) {
  const known = getDevice(context, deps);
  const store = await deps.getStore();
  const requestHash = createHash("sha256").update(canonicalJson(request)).digest("hex");
  const owner = ownerOfRequest(await findKeyOwners(store.read, key), requestHash, known, deviceOfKey(key, deps.secret));
  const now = deps.now();
  const { honourHours, reservationMinutes, idempotencyDays } = shop.policy;
  const result = await placeOrder(store, {
    owner,
    key,
    requestHash,
    orderId: uuidv7(now),
    now,
    request,
    quote: request.quote === undefined ? null : readQuote(request.quote, deps.secret),
    honourHours,
    reservationMinutes,
    idempotencyDays,
    apiVersion: context.get("apiVersion"),
  });
  switch (result.kind) {
    case "placed":
    case "replay": {
      const cookie = known === owner ? null : deviceCookie(context, deps, owner);
      return { order: result.order, answer: result.answer, replayed: result.kind === "replay", owner, cookie };
    }
    case "key-reused":
      throw new ApiProblem("key-reused", { detail: "Make a new key for a new order." });
    case "unknown-sku":
      throw new ApiProblem("unknown-sku", { errors: unknownLines(request, result.skus) });
    case "out-of-stock":
      throw new ApiProblem("out-of-stock", { shortages: result.shortages });
    case "price-changed":
      throw new ApiProblem("price-changed", { changes: result.changes });
  }
}

/**
 * Whose request this is (P5). Cookies get lost between two tries while the device keeps the order: key and body, which
 * nobody else has, then tell who sent the first one.
 */
function ownerOfRequest(
  uses: readonly { readonly owner: string; readonly requestHash: string }[],
  requestHash: string,
  known: string | null,
  derived: string,
): string {
  if (known !== null && uses.some((use) => use.owner === known)) return known;
  const first = uses.find((use) => use.requestHash === requestHash) ?? uses.find((use) => use.owner === derived);
  return first?.owner ?? known ?? derived;
}

function unknownLines({ lines }: OrderRequest, skus: readonly string[]) {
  return lines.flatMap(({ sku }, index) =>
    skus.includes(sku) ? [{ pointer: `/lines/${index}/sku`, detail: `Remove the line: ${sku} is not sold here.` }] : [],
  );
}
