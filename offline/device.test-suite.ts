import "fake-indexeddb/auto";
import { type ServerCart, syncServerCart } from "../domain/cart/server-cart.ts";
import { NO_WRITERS } from "../domain/cart/writers.ts";
import type { CartSyncRequest } from "../protocol/cart.ts";
import { HEADER, PROBLEM_TYPE } from "../protocol/headers.ts";
import type { Order, OrderRequest } from "../protocol/orders.ts";
import { PROBLEMS, type ProblemCode } from "../protocol/problems.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { type DeviceDatabase, deviceDatabase } from "./database.ts";
import type { DrainPorts } from "./drain.ts";

/** A device on which nothing has happened yet. */
export async function freshDevice(): Promise<DeviceDatabase> {
  const db = await deviceDatabase();
  const tx = db.transaction([...db.objectStoreNames], "readwrite");
  await Promise.all([...[...db.objectStoreNames].map((name) => tx.objectStore(name).clear()), tx.done]);
  return db;
}

export function orderRequest(cartId: string): OrderRequest {
  return {
    cartId,
    currency: "EUR",
    lines: [{ sku: "ROPE-10", quantity: 2, unitAmount: 1250, priceVersion: 3 }],
    contact: { name: "Nuala Byrne", email: "nuala@example.ie" },
    address: { line1: "1 Quay Street", city: "Galway", postcode: "H91", country: "IE" },
    delivery: "standard",
    payment: "on-delivery",
    shown: { delivery: 590, total: 3090 },
  };
}

export function orderAnswer(id: string, request: OrderRequest, status: Order["status"] = "placed"): Order {
  return {
    id,
    number: `HF-${id.slice(0, 4)}`,
    status,
    createdAt: "2026-11-22T09:00:00.000Z",
    currency: request.currency,
    lines: [],
    contact: request.contact,
    address: request.address,
    delivery: request.delivery,
    subtotal: { currency: "EUR", amount: 2500 },
    deliveryPrice: { currency: "EUR", amount: 590 },
    total: { currency: "EUR", amount: 3090 },
    payment: { method: request.payment, status: "due-on-delivery", url: null, reservedUntil: null },
    events: [],
  };
}

export function problemAnswer(code: ProblemCode, headers: Record<string, string> = {}): Response {
  const { status, title } = PROBLEMS[code];
  return new Response(JSON.stringify({ type: `urn:holdfast:problem:${code}`, code, title, status }), {
    status,
    headers: { "Content-Type": PROBLEM_TYPE, ...headers },
  });
}

/** What happens to one call: the server's own answer, an answer instead of it, no way there, or an answer that is lost. */
export type Fate = "ok" | "unreachable" | "answer-lost" | (() => Response);

interface Seen {
  readonly path: string;
  readonly key: string | null;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A shop that keeps its promises: one order per key, carts by the real rule, cancellation of what it has. */
export function shopServer() {
  const orders = new Map<string, Order>();
  /** What each key was answered first, however its order stands now. */
  const answers = new Map<string, Order>();
  const carts = new Map<string, Uint8Array | null>();
  const epochs = new Map<string, Pick<ServerCart, "epoch" | "writers">>();
  const seen: Seen[] = [];
  const fates: Fate[] = [];

  function storedCart(cartId: string): ServerCart | null {
    const state = carts.get(cartId);
    return state ? { epoch: 0, writers: NO_WRITERS, ...epochs.get(cartId), state } : null;
  }

  function sync(cartId: string, request: CartSyncRequest): Response {
    const { epoch = null, own = null, updates, stateVector } = request;
    const synced = syncServerCart(storedCart(cartId), {
      owner: "device-a",
      updates: updates.map(fromBase64),
      stateVector: stateVector === null ? null : fromBase64(stateVector),
      epoch,
      own,
    });
    if (!synced.ok) return problemAnswer("cart-refused");
    carts.set(cartId, synced.cart.state);
    epochs.set(cartId, synced.cart);
    const { answer } = synced;
    return Response.json({
      ...answer,
      update: toBase64(answer.update),
      stateVector: toBase64(answer.stateVector),
    });
  }

  function place(key: string, body: OrderRequest): Response {
    const replayed = answers.get(key);
    if (replayed !== undefined) {
      return Response.json(replayed, { status: 201, headers: { [HEADER.idempotencyReplayed]: "true" } });
    }
    const order = orderAnswer(crypto.randomUUID(), body);
    orders.set(key, order);
    answers.set(key, order);
    return Response.json(order, { status: 201 });
  }

  function tell(id: string): Response {
    const order = [...orders.values()].find((known) => known.id === id);
    return order ? Response.json(order) : problemAnswer("not-found");
  }

  function cancel(id: string): Response {
    for (const [key, order] of orders) {
      if (order.id !== id) continue;
      orders.set(key, { ...order, status: "cancelled" });
      return Response.json(orders.get(key));
    }
    return problemAnswer("not-found");
  }

  function answer(path: string, key: string | null, body: unknown): Response {
    const cart = /^\/api\/carts\/([^/]+)\/sync$/.exec(path)?.[1];
    // The drain is under test here, not the server: its bodies are taken as they come.
    if (cart) return sync(cart, body as CartSyncRequest);
    if (path === "/api/orders" && key) return place(key, body as OrderRequest);
    const asked = /^\/api\/orders\/([^/]+)$/.exec(path)?.[1];
    if (asked) return tell(asked);
    const cancelled = /^\/api\/orders\/([^/]+)\/cancel$/.exec(path)?.[1];
    return cancelled ? cancel(cancelled) : problemAnswer("not-found");
  }

  const fetchShop: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    const path = String(input);
    const key = headers.get(HEADER.idempotencyKey);
    const body: unknown = JSON.parse(String(init?.body));
    seen.push({ path, key, headers, body });
    const fate = fates.shift() ?? "ok";
    if (fate === "unreachable") throw new TypeError("Failed to fetch");
    if (typeof fate === "function") return fate();
    const answered = answer(path, key, body);
    if (fate === "answer-lost") throw new TypeError("Failed to fetch");
    return answered;
  };
  return { fetch: fetchShop, orders, carts, epochs, seen, fates };
}

export type ShopServer = ReturnType<typeof shopServer>;

/** Drain ports with a clock and a coin in the test's hand. */
export function drainPorts(server: Pick<ShopServer, "fetch">, change: Partial<DrainPorts> = {}): DrainPorts {
  return {
    database: deviceDatabase,
    fetch: server.fetch,
    now: Date.now,
    random: () => 0.5,
    lock: (unit) => unit(),
    lockSpansTabs: true,
    holder: "test",
    clientBuild: "build-A",
    reachable: async () => true,
    ...change,
  };
}
