import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { addUnits, ownCounters } from "../domain/cart/document.ts";
import { cartLinesOf } from "../domain/cart/server-cart.ts";
import { HEADER } from "../protocol/headers.ts";
import { uuidv7 } from "../protocol/ids.ts";
import { API_VERSION, OUTBOX_FORMAT } from "../protocol/versions.ts";
import { openCart, storeLocalUpdate } from "./carts.ts";
import { type DeviceDatabase, deviceDatabase } from "./database.ts";
import {
  drainPorts,
  type Fate,
  freshDevice,
  orderRequest,
  problemAnswer,
  type ShopServer,
  shopServer,
} from "./device.test-suite.ts";
import { type DrainPorts, drain } from "./drain.ts";
import { getOrder, mergeServerOrders, queueOrder, renewOrder, takeBackOrder } from "./orders.ts";
import { queueCounts } from "./outbox.ts";
import { queuePlainWrite } from "./plain-writes.ts";

const START = Date.parse("2026-11-22T10:00:00Z");

let db: DeviceDatabase;
let server: ShopServer;
let now = START;

beforeEach(async () => {
  db = await freshDevice();
  server = shopServer();
  now = START;
});

const ports = (change: Partial<DrainPorts> = {}) => drainPorts(server, { now: () => now, ...change });

async function queue(createdAt = now): Promise<string> {
  const key = uuidv7(createdAt);
  const following = { cartId: uuidv7(), update: null, count: 0 };
  await queueOrder(db, { key, request: orderRequest(uuidv7()), offers: [], now: createdAt, following });
  return key;
}

async function fillCart(doc = new Y.Doc()): Promise<string> {
  const { cartId, device } = await openCart(db, { cartId: uuidv7(), device: "phone1", now });
  const updates: Uint8Array[] = [];
  const collect = (update: Uint8Array) => updates.push(update);
  doc.on("update", collect);
  addUnits(doc, device, "ROPE-10", 2);
  addUnits(doc, device, "LAMP-RED", 1);
  doc.off("update", collect);
  for (const bytes of updates) {
    await storeLocalUpdate(db, {
      cartId,
      bytes,
      replaced: 0,
      own: ownCounters(doc, "phone1"),
      stateVector: Y.encodeStateVector(doc),
      count: 3,
      now,
    });
  }
  return cartId;
}

const keysSeen = () => server.seen.filter((call) => call.path === "/api/orders").map((call) => call.key);

describe("sending an order", () => {
  test("it is placed once, under its key, and leaves the outbox", async () => {
    const key = await queue();
    expect(await drain(ports())).toEqual({ sent: 1, nextAttemptAt: null });
    expect(await getOrder(db, key)).toMatchObject({ state: "confirmed", order: { status: "placed" }, attempts: 1 });
    expect(await db.count("outbox")).toBe(0);
    expect(keysSeen()).toEqual([key]);
    const headers = server.seen[0]?.headers;
    expect(headers?.get(HEADER.apiVersion)).toBe(String(API_VERSION));
    expect(headers?.get(HEADER.clientBuild)).toBe("build-A");
    expect(headers?.get("Content-Type")).toBe("application/json");
  });

  test("an order is also found by its id at the server", async () => {
    const key = await queue();
    await drain(ports());
    const id = (await getOrder(db, key))?.order?.id ?? "";
    expect((await getOrder(db, id))?.key).toBe(key);
  });

  test("an answer that was lost costs a second try under the same key, not a second order", async () => {
    const key = await queue();
    server.fates.push("answer-lost");
    await drain(ports());
    expect(await getOrder(db, key)).toMatchObject({ state: "queued", attempts: 1 });
    now += 60_000;
    await drain(ports());
    expect(keysSeen()).toEqual([key, key]);
    expect(server.orders.size).toBe(1);
    expect(await getOrder(db, key)).toMatchObject({ state: "confirmed", attempts: 2 });
  });

  test("a replay is the first answer, so how the order stands now is asked for; where nobody tells, the first answer holds", async () => {
    for (const [asking, status] of [
      ["ok", "expired"],
      ["unreachable", "placed"],
      [() => problemAnswer("unavailable"), "placed"],
    ] as const) {
      const key = await queue();
      server.fates.push("answer-lost");
      await drain(ports());
      const order = server.orders.get(key);
      if (!order) throw new Error("the order did not arrive");
      server.orders.set(key, { ...order, status: "expired" });
      server.fates.push("ok", asking);
      now += 60_000;
      await drain(ports());
      expect(server.seen.at(-1)?.path).toBe(`/api/orders/${order.id}`);
      expect(await getOrder(db, key)).toMatchObject({ state: "confirmed", order: { id: order.id, status } });
      expect(await db.count("outbox")).toBe(0);
    }
  });

  test("a broken entry never holds up the rest", async () => {
    const broken = await queue(now);
    const fine = await queue(now + 1);
    server.fates.push(() => problemAnswer("internal"));
    await drain(ports());
    expect(await getOrder(db, broken)).toMatchObject({ state: "queued" });
    expect(await getOrder(db, fine)).toMatchObject({ state: "confirmed" });
  });

  test.each<[string, Fate, object]>([
    ["no network", "unreachable", { waitsFor: null, problem: null }],
    [
      "a hotel's login page",
      () => new Response("<h1>Welcome", { headers: { "Content-Type": "text/html" } }),
      { waitsFor: null },
    ],
    ["JSON of somebody else", () => Response.json({ hello: "world" }), { waitsFor: null }],
    [
      "half an answer",
      () => new Response('{"id":', { headers: { "Content-Type": "application/json" } }),
      { waitsFor: null },
    ],
    ["a gateway's 502", () => new Response("bad gateway", { status: 502 }), { waitsFor: null }],
    ["a gateway's time-out", () => new Response("", { status: 504 }), { waitsFor: null }],
    ["a key still in progress", () => problemAnswer("in-progress"), { waitsFor: null }],
    ["too many requests", () => problemAnswer("too-many-requests"), { waitsFor: null }],
    ["a missing sign-in", () => problemAnswer("unauthenticated"), { waitsFor: "sign-in" }],
    ["a shop too old", () => problemAnswer("version-skew"), { waitsFor: "update" }],
    ["stock gone", () => problemAnswer("out-of-stock"), { waitsFor: "shopper" }],
    ["a 4xx without a problem", () => new Response("no", { status: 418 }), { waitsFor: null }],
  ])("%s keeps it, under the same key", async (_, fate, expected) => {
    const key = await queue();
    server.fates.push(fate);
    await drain(ports());
    expect(await db.get("outbox", key)).toMatchObject({ key, lease: null, ...expected });
    now += 10 * 60_000;
    await renewOrder(db, key, now);
    await drain(ports());
    expect(keysSeen()).toEqual([key, key]);
    expect(await getOrder(db, key)).toMatchObject({ state: "confirmed", problem: null });
  });

  test("a refused order says why and waits for the shopper", async () => {
    const key = await queue();
    server.fates.push(() => problemAnswer("out-of-stock"));
    await drain(ports());
    now += 24 * 60 * 60_000;
    await drain(ports(), { eager: true });
    expect(keysSeen()).toHaveLength(1);
    expect(await getOrder(db, key)).toMatchObject({
      state: "needs-you",
      problem: { code: "out-of-stock" },
      nextAttemptAt: null,
    });
    expect(await queueCounts(db)).toEqual({ waiting: 0, needsYou: 1 });
  });

  test("a shop too old tries again by itself once another release runs here", async () => {
    const key = await queue();
    server.fates.push(() => problemAnswer("version-skew"));
    await drain(ports());
    await drain(ports(), { eager: true });
    expect(keysSeen()).toHaveLength(1);
    await drain(ports({ clientBuild: "build-B" }));
    expect(keysSeen()).toEqual([key, key]);
  });

  test("waiting grows with every try, and Retry-After is kept even by the eager", async () => {
    const key = await queue();
    server.fates.push("unreachable", "unreachable", () => problemAnswer("unavailable", { "Retry-After": "120" }));
    expect((await drain(ports())).nextAttemptAt).toBe(now + 500);
    now += 500;
    expect((await drain(ports())).nextAttemptAt).toBe(now + 1_000);
    now += 1;
    await drain(ports(), { eager: true });
    expect(await db.get("outbox", key)).toMatchObject({ attempts: 3, heldUntil: now + 120_000 });
    now += 119_000;
    await drain(ports(), { eager: true });
    expect(keysSeen()).toHaveLength(3);
    now += 1_000;
    await drain(ports());
    expect(await getOrder(db, key)).toMatchObject({ state: "confirmed" });
  });

  test("a stranger's refusal between two tries decides nothing", async () => {
    const key = await queue();
    server.fates.push("answer-lost", () => new Response("<h1>Blocked", { status: 403 }));
    await drain(ports());
    now += 1;
    await drain(ports(), { eager: true });
    expect(server.seen).toHaveLength(2);
    expect(await takeBackOrder(db, key, now)).toBe("asking");
    await drain(ports());
    expect(server.orders.get(key)?.status).toBe("cancelled");
  });

  test("a clock that was set back keeps nothing waiting", async () => {
    await queue();
    server.fates.push(() => problemAnswer("unavailable", { "Retry-After": "60" }));
    await drain(ports());
    now -= 365 * 86_400_000;
    const report = await drain(ports());
    expect(report).toEqual({ sent: 1, nextAttemptAt: null });
  });

  test("an entry of a format from the future is left alone", async () => {
    const key = await queue();
    const entry = await db.get("outbox", key);
    if (entry) await db.put("outbox", { ...entry, format: OUTBOX_FORMAT + 1 });
    await drain(ports(), { eager: true });
    expect(server.seen).toHaveLength(0);
    expect(await db.get("outbox", key)).toMatchObject({ attempts: 0 });
  });

  test("without a lock over all tabs, another holder's lease is respected until it ends", async () => {
    const key = await queue();
    const entry = await db.get("outbox", key);
    if (entry) await db.put("outbox", { ...entry, lease: { holder: "another tab", until: now + 5_000 } });
    await drain(ports({ lockSpansTabs: false }));
    expect(server.seen).toHaveLength(0);
    now += 5_000;
    await drain(ports({ lockSpansTabs: false }));
    expect(keysSeen()).toEqual([key]);
  });

  test("without a way to the shop nothing is tried, so that the order can still be taken back here", async () => {
    const key = await queue();
    await drain(ports({ reachable: async () => false }), { eager: true });
    expect(await db.get("outbox", key)).toMatchObject({ attempts: 0 });
    expect(await takeBackOrder(db, key, now)).toBe("cancelled");
  });

  test("it stops between two entries when asked to", async () => {
    await queue(now);
    await queue(now + 1);
    await drain(ports({ stop: () => server.seen.length === 1 }));
    expect(server.seen).toHaveLength(1);
    expect(await db.count("outbox")).toBe(1);
  });
});

describe("several at once", () => {
  /** How many calls were under way whenever one began, its own included. */
  async function widthsOf(world: Partial<DrainPorts> = {}): Promise<number[]> {
    const widths: number[] = [];
    let underWay = 0;
    const slow: typeof fetch = async (input, init) => {
      underWay += 1;
      widths.push(underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return server.fetch(input, init);
    };
    await drain(ports({ fetch: slow, ...world }));
    return widths;
  }

  test("a device sends one first, since the shop may not know it yet, and then four at a time", async () => {
    for (let index = 0; index < 7; index += 1) await queue(now + index);
    expect(await widthsOf()).toEqual([1, 1, 2, 3, 4, 1, 2]);
    expect(server.orders.size).toBe(7);
  });

  test("a line that breaks makes it careful again", async () => {
    for (let index = 0; index < 4; index += 1) await queue(now + index);
    server.fates.push("ok", "ok", "unreachable", "unreachable");
    expect(await widthsOf()).toEqual([1, 1, 2, 3]);
    now += 60_000;
    expect(await widthsOf()).toEqual([1, 1]);
    expect(server.orders.size).toBe(4);
  });

  test("two of one lane never overlap, and what any device may send says nothing of who it is", async () => {
    for (const product of ["road-end-mug", "road-end-mug", "skerry-oilskin"]) {
      server.fates.push(() => Response.json({ id: "taken" }));
      await queuePlainWrite(db, { kind: "review", body: { product, stars: 4, text: "Good." } }, now++);
    }
    expect(await widthsOf()).toEqual([1, 1, 1]);
    await queue(now++);
    for (const product of ["road-end-mug", "road-end-mug"]) {
      await queuePlainWrite(db, { kind: "review", body: { product, stars: 4, text: "Still." } }, now++);
    }
    server.fates.push("ok", ...[1, 2].map(() => () => Response.json({ id: "taken" })));
    expect(await widthsOf()).toEqual([1, 1, 1]);
    expect(await db.count("outbox")).toBe(0);
  });
});

describe("taking an order back", () => {
  test("before it was sent it is simply gone", async () => {
    const key = await queue();
    expect(await takeBackOrder(db, key, now)).toBe("cancelled");
    await drain(ports());
    expect(server.seen).toHaveLength(0);
    expect(await getOrder(db, key)).toMatchObject({ state: "cancelled" });
  });

  test("when it may have arrived, the server is asked and the order cancelled there", async () => {
    const key = await queue();
    server.fates.push("answer-lost");
    await drain(ports());
    expect(await takeBackOrder(db, key, now)).toBe("asking");
    expect(await getOrder(db, key)).toMatchObject({ state: "queued", cancelling: true });
    await drain(ports());
    expect(server.orders.get(key)?.status).toBe("cancelled");
    expect(await getOrder(db, key)).toMatchObject({ state: "cancelled", cancelling: false });
    expect(await db.count("outbox")).toBe(0);
  });

  test("a placed one that can no longer be changed says so and stays", async () => {
    const key = await queue();
    await drain(ports());
    server.fates.push(() => problemAnswer("not-cancellable"));
    expect(await takeBackOrder(db, key, now)).toBe("asking");
    await drain(ports());
    expect(await getOrder(db, key)).toMatchObject({
      state: "confirmed",
      cancelling: false,
      problem: { code: "not-cancellable" },
    });
  });

  test("a refused one ends here", async () => {
    const key = await queue();
    server.fates.push(() => problemAnswer("price-changed"));
    await drain(ports());
    expect(await takeBackOrder(db, key, now)).toBe("cancelled");
    expect(await db.count("outbox")).toBe(0);
  });

  test("one that was asked back and then refused is gone", async () => {
    const key = await queue();
    server.fates.push("unreachable", () => problemAnswer("out-of-stock"));
    await drain(ports());
    await takeBackOrder(db, key, now);
    await drain(ports());
    expect(await getOrder(db, key)).toMatchObject({ state: "cancelled", cancelling: false });
    expect(await db.count("outbox")).toBe(0);
  });
});

describe("sending a cart", () => {
  test("its unsent rows go up, the server's answer comes down, nothing is sent twice", async () => {
    const other = new Y.Doc();
    const doc = new Y.Doc();
    const cartId = await fillCart(doc);
    addUnits(other, "laptop", "ROPE-10", 5);
    server.carts.set(cartId, Y.encodeStateAsUpdate(other));
    await drain(ports());

    expect(cartLinesOf(server.carts.get(cartId) ?? null)).toEqual([
      { sku: "LAMP-RED", quantity: 1 },
      { sku: "ROPE-10", quantity: 7 },
    ]);
    const rows = await db.getAllFromIndex("cart-updates", "cart", cartId);
    expect(rows.map((row) => [row.origin, row.sent])).toEqual([
      ["local", true],
      ["local", true],
      ["server", true],
    ]);
    expect(cartLinesOf(Y.mergeUpdates(rows.map((row) => row.bytes)))).toEqual(
      cartLinesOf(server.carts.get(cartId) ?? null),
    );
    expect(await db.get("meta", "cart-summary")).toMatchObject({ count: 8 });
    expect(await db.count("outbox")).toBe(0);

    addUnits(doc, "phone1", "LAMP-RED", 1);
    const bytes = Y.encodeStateAsUpdate(doc);
    await storeLocalUpdate(db, {
      cartId,
      bytes,
      replaced: 0,
      own: ownCounters(doc, "phone1"),
      stateVector: Y.encodeStateVector(doc),
      count: 4,
      now,
    });
    await drain(ports());
    expect(server.seen.at(-1)?.body).toMatchObject({ updates: { length: 1 } });
  });

  test("more rows than one body takes go in several units of one pass", async () => {
    const doc = new Y.Doc();
    const { cartId } = await openCart(db, { cartId: uuidv7(), device: "phone1", now });
    const updates: Uint8Array[] = [];
    doc.on("update", (update: Uint8Array) => updates.push(update));
    for (let index = 0; index < 90; index += 1) addUnits(doc, "phone1", "ROPE-10", 1);
    for (const bytes of updates) {
      await storeLocalUpdate(db, {
        cartId,
        bytes,
        replaced: 0,
        own: ownCounters(doc, "phone1"),
        stateVector: Y.encodeStateVector(doc),
        count: 90,
        now,
      });
    }
    await drain(ports());
    expect(server.seen).toHaveLength(2);
    expect(cartLinesOf(server.carts.get(cartId) ?? null)).toEqual([{ sku: "ROPE-10", quantity: 90 }]);
    expect(await db.count("outbox")).toBe(0);
  });

  test("a server that forgot the cart gets all of it again", async () => {
    const doc = new Y.Doc();
    const cartId = await fillCart(doc);
    await drain(ports());
    server.carts.clear();
    const updates: Uint8Array[] = [];
    doc.on("update", (update: Uint8Array) => updates.push(update));
    addUnits(doc, "phone1", "ROPE-10", 1);
    for (const bytes of updates) {
      await storeLocalUpdate(db, {
        cartId,
        bytes,
        replaced: 0,
        own: ownCounters(doc, "phone1"),
        stateVector: Y.encodeStateVector(doc),
        count: 4,
        now,
      });
    }
    await drain(ports());
    expect(cartLinesOf(server.carts.get(cartId) ?? null)).toContainEqual({ sku: "ROPE-10", quantity: 3 });
    expect(await db.count("outbox")).toBe(0);
  });

  test("a cart whose document the server began anew goes on in that one, with what was written offline", async () => {
    const cartId = await fillCart();
    await drain(ports());
    const fresh = new Y.Doc();
    addUnits(fresh, "laptop", "ROPE-10", 5);
    server.carts.set(cartId, Y.encodeStateAsUpdate(fresh));
    server.epochs.set(cartId, { epoch: 4, writers: { owners: {}, clients: {} } });
    await fillCart();
    await drain(ports());
    expect(cartLinesOf(server.carts.get(cartId) ?? null)).toEqual([
      { sku: "LAMP-RED", quantity: 1 },
      { sku: "ROPE-10", quantity: 7 },
    ]);
    const rows = await db.getAllFromIndex("cart-updates", "cart", cartId);
    expect(rows.map((row) => [row.origin, row.sent])).toEqual([["server", true]]);
    expect(cartLinesOf(rows[0]?.bytes ?? null)).toEqual(cartLinesOf(server.carts.get(cartId) ?? null));
    expect(await db.get("meta", "cart")).toMatchObject({ cartId, epoch: 4, replaced: 1 });
    expect(await db.count("outbox")).toBe(0);
  });

  test("a cart that the server knows as somebody else's goes on under a new id", async () => {
    const cartId = await fillCart();
    server.fates.push(() => problemAnswer("not-found"));
    await drain(ports());
    const head = await db.get("meta", "cart");
    const moved = head?.name === "cart" ? head.cartId : "";
    expect(moved).not.toBe(cartId);
    expect(cartLinesOf(server.carts.get(moved) ?? null)).toHaveLength(2);
    expect(server.carts.has(cartId)).toBe(false);
    expect(await db.count("outbox")).toBe(0);
    expect(await db.countFromIndex("cart-updates", "cart", cartId)).toBe(0);
  });

  test("a stray 404 moves no cart", async () => {
    const cartId = await fillCart();
    server.fates.push(() => new Response("<h1>Not found", { status: 404 }));
    await drain(ports());
    expect(await db.get("meta", "cart")).toMatchObject({ cartId });
    expect(await queueCounts(db)).toEqual({ waiting: 1, needsYou: 0 });
  });

  test("an order closes its cart: the rows and their sync are gone, a fresh cart begins", async () => {
    const cartId = await fillCart();
    const following = { cartId: uuidv7(), update: null, count: 0 };
    const key = uuidv7(now);
    await queueOrder(db, { key, request: orderRequest(cartId), offers: [], now, following });
    expect(await db.get("meta", "cart")).toMatchObject({ cartId: following.cartId });
    expect(await db.get("meta", "cart-summary")).toMatchObject({ cartId: following.cartId, count: 0 });
    expect(await db.countFromIndex("cart-updates", "cart", cartId)).toBe(0);
    expect((await db.getAll("outbox")).map((entry) => entry.kind)).toEqual(["order"]);
  });
});

describe("orders that the server remembers", () => {
  test("come back, unless an order of unknown fate might be the same one", async () => {
    const key = await queue();
    server.fates.push("answer-lost");
    await drain(ports());
    const remembered = [...server.orders.values()];
    expect(await mergeServerOrders(db, remembered)).toEqual([]);
    now += 60_000;
    await drain(ports());
    expect(await mergeServerOrders(db, remembered)).toEqual([key]);
    await db.delete("orders", key);
    server.fates.push(() => problemAnswer("out-of-stock"));
    const refused = await queue();
    await drain(ports());
    expect(await mergeServerOrders(db, remembered)).toEqual([remembered[0]?.id]);
    expect(await getOrder(db, remembered[0]?.id ?? "")).toMatchObject({
      state: "confirmed",
      request: { payment: "on-delivery", shown: { total: 3090 } },
    });
    expect(await getOrder(db, refused)).toMatchObject({ state: "needs-you" });
  });
});

/** Ports that die at the nth step: nothing after it happens, as when the browser is killed. */
function dyingPorts(dieAt: number): { ports: DrainPorts; died: Promise<"died">; steps: () => number } {
  let steps = 0;
  let die: (value: "died") => void = () => {};
  const died = new Promise<"died">((resolve) => {
    die = resolve;
  });
  async function step<T>(result: T): Promise<T> {
    steps += 1;
    if (steps < dieAt) return result;
    die("died");
    return new Promise<never>(() => {});
  }
  return {
    died,
    steps: () => steps,
    ports: ports({
      database: async () => step(await deviceDatabase()),
      fetch: async (input, init) => {
        await step(null);
        return step(await server.fetch(input, init));
      },
      lock: async (unit) => {
        await step(null);
        return step(await unit());
      },
    }),
  };
}

async function proveNothingLost(keys: readonly string[], cartId: string): Promise<void> {
  for (const key of keys) {
    expect(await getOrder(db, key)).toMatchObject({ state: "confirmed", order: { id: server.orders.get(key)?.id } });
  }
  expect([...server.orders.keys()].sort()).toEqual([...keys].sort());
  expect(keysSeen().every((key) => key !== null && keys.includes(key))).toBe(true);
  expect(cartLinesOf(server.carts.get(cartId) ?? null)).toHaveLength(2);
  expect(await db.count("outbox")).toBe(0);
}

test("killed at any step and started again, every order is placed once and the cart arrives", async () => {
  let dieAt = 0;
  let finished = false;
  while (!finished) {
    dieAt += 1;
    db = await freshDevice();
    server = shopServer();
    now = START;
    const cartId = await fillCart();
    const keys = [await queue(now), await queue(now + 1)];
    const { ports: dying, died } = dyingPorts(dieAt);
    finished = (await Promise.race([drain(dying), died])) !== "died";
    now += 1_000;
    await drain(ports(), { eager: true });
    await proveNothingLost(keys, cartId);
  }
  // Three entries, each with its lock, its lease, its call and its settlement.
  expect(dieAt).toBeGreaterThan(20);
});

test("whatever the network does and however often it is killed, no order is lost or doubled", async () => {
  const fate = fc.constantFrom<Fate>(
    "ok",
    "unreachable",
    "answer-lost",
    () => problemAnswer("internal"),
    () => problemAnswer("in-progress"),
    () => problemAnswer("unavailable", { "Retry-After": "1" }),
    () => new Response("<html>", { status: 200, headers: { "Content-Type": "text/html" } }),
  );
  const life = fc.record({ fates: fc.array(fate, { maxLength: 4 }), dieAt: fc.integer({ min: 1, max: 60 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(life, { maxLength: 5 }), async (lives) => {
      db = await freshDevice();
      server = shopServer();
      now = START;
      const cartId = await fillCart();
      const keys = [await queue(now), await queue(now + 1)];
      for (const { fates, dieAt } of lives) {
        server.fates.splice(0, server.fates.length, ...fates);
        const { ports: dying, died } = dyingPorts(dieAt);
        await Promise.race([drain(dying, { eager: true }), died]);
        now += 2_000;
      }
      server.fates.length = 0;
      await drain(ports(), { eager: true });
      await proveNothingLost(keys, cartId);
    }),
    { seed: 42, numRuns: 60 },
  );
});
