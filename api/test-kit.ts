import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getOffers, getProduct, listProducts } from "../db/queries/catalogue.ts";
import { currentPriceVersion } from "../db/queries/prices.ts";
import { getStock } from "../db/queries/stock.ts";
import { openStore, type Store } from "../db/store.ts";
import { requirePrice } from "../domain/money.ts";
import { totalsOf } from "../domain/pricing.ts";
import { type PaymentPort, PaymentUnavailable } from "../payments/port.ts";
import type { Currency } from "../protocol/money.ts";
import type { OrderRequest } from "../protocol/orders.ts";
import { MIN_API_VERSION } from "../protocol/versions.ts";
import { createApi } from "./app.ts";
import type { Api, ApiDeps } from "./context.ts";
import { getTokenDigest } from "./operator-token.ts";

export const SHOP = "http://localhost:3000";

/** An acquirer that is away. */
export const noPayments: PaymentPort = {
  createPaymentPage: () => Promise.reject(new PaymentUnavailable("away")),
  getPaymentPage: () => Promise.reject(new PaymentUnavailable("away")),
  listPaidPages: () => Promise.reject(new PaymentUnavailable("away")),
  expirePage: () => Promise.reject(new PaymentUnavailable("away")),
  refundPage: () => Promise.reject(new PaymentUnavailable("away")),
  createCardPage: () => Promise.reject(new PaymentUnavailable("away")),
  getKeptCard: () => Promise.reject(new PaymentUnavailable("away")),
  chargeCard: () => Promise.reject(new PaymentUnavailable("away")),
  parseWebhook: () => Promise.reject(new PaymentUnavailable("away")),
};

export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface TestApi {
  readonly api: Api;
  readonly deps: ApiDeps;
  readonly store: Store;
  readonly dataDir: string;
  readonly clock: { now: number };
  readonly logged: LogLine[];
  close(): Promise<void>;
}

const freshSqlite = (dataDir: string) => openStore({ dataDir, seed: true });

/** The API on a freshly seeded store of its own, with a clock that stands still until a test moves it. */
export async function testApi(changes: Partial<ApiDeps> = {}, open = freshSqlite): Promise<TestApi> {
  const dataDir = await mkdtemp(join(tmpdir(), "api-"));
  const store = await open(dataDir);
  const clock = { now: Date.now() };
  const logged: LogLine[] = [];
  const deps: ApiDeps = {
    getStore: () => Promise.resolve(store),
    payments: noPayments,
    now: () => clock.now,
    release: () => "release-under-test",
    dataDir,
    minApiVersion: MIN_API_VERSION,
    tokenDigest: () => getTokenDigest({}, dataDir),
    operations: () => null,
    secret: "secret-under-test",
    origin: null,
    trustProxy: false,
    log: (level, message, fields = {}) => logged.push({ level, message, fields }),
    ...changes,
  };
  return {
    api: createApi(deps),
    deps,
    store,
    dataDir,
    clock,
    logged,
    async close() {
      await store.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

export type Call = (path: string, init?: RequestInit) => Promise<Response>;

/** A browser of one shopper: keeps cookies and says where its requests come from. */
export interface Browser {
  readonly get: Call;
  /** Posts JSON; a string goes out as it is. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  cookie: string | null;
}

/** What a browser talks to. */
export interface Served {
  request(url: string, init: RequestInit): Response | Promise<Response>;
}

export function browser(api: Served, origin = SHOP): Browser {
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("Host", new URL(origin).host);
    if (shopper.cookie !== null) headers.set("Cookie", shopper.cookie);
    const response = await api.request(`${origin}${path}`, { ...init, headers });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) shopper.cookie = set.split(";")[0] ?? null;
    return response;
  };
  const shopper: Browser = {
    cookie: null,
    get: (path, init) => call(path, init),
    post: (path, body, headers = {}) =>
      call(path, {
        method: "POST",
        body: typeof body === "string" ? body : JSON.stringify(body),
        headers: { "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin", ...headers },
      }),
  };
  return shopper;
}

/** A SKU of the seed with at least `least` units to sell. */
export async function anySku(store: Store, least = 3): Promise<string> {
  const { items } = await listProducts(store.read, { limit: 100 });
  for (const item of items) {
    for (const sku of await skusOf(store, item.slug)) if (((await getStock(store.read, sku)) ?? 0) >= least) return sku;
  }
  throw new Error(`the seed has no SKU with ${least} units`);
}

async function skusOf(store: Store, slug: string): Promise<string[]> {
  return ((await getProduct(store.read, slug))?.variants ?? []).map((variant) => variant.sku);
}

/** An order request as an honest page makes it from the current prices. */
export async function orderFor(
  store: Store,
  wanted: Readonly<Record<string, number>>,
  changes: Partial<OrderRequest> = {},
): Promise<OrderRequest> {
  const currency: Currency = changes.currency ?? "EUR";
  const delivery = changes.delivery ?? "standard";
  const priceVersion = await currentPriceVersion(store.read);
  const offers = await getOffers(store.read, Object.keys(wanted));
  const priced = offers.map((offer) => ({
    sku: offer.sku,
    unit: requirePrice(offer.prices, currency),
    quantity: wanted[offer.sku] ?? 0,
  }));
  const totals = totalsOf(priced, currency, delivery);
  return {
    cartId: crypto.randomUUID(),
    currency,
    lines: priced.map(({ sku, unit, quantity }) => ({ sku, quantity, unitAmount: unit.amount, priceVersion })),
    contact: { name: "Ada Byrne", email: "ada@example.com" },
    address: { line1: "1 Quay Street", city: "Galway", postcode: "H91 AE8X", country: "IE" },
    delivery,
    payment: "on-delivery",
    shown: { delivery: totals.delivery.amount, total: totals.total.amount },
    ...changes,
  };
}

export function keyed(key: string = crypto.randomUUID()): Record<string, string> {
  return { "Idempotency-Key": key };
}
