import { beforeEach, describe, expect, test } from "vitest";
import { HEADER } from "../protocol/headers.ts";
import { API_VERSION, OUTBOX_FORMAT } from "../protocol/versions.ts";
import type { DeviceDatabase } from "./database.ts";
import { drainPorts, type Fate, freshDevice, problemAnswer, type ShopServer, shopServer } from "./device.test-suite.ts";
import { type DrainPorts, drain } from "./drain.ts";
import { getOrder, renewOrder, takeBackOrder } from "./orders.ts";
import { queueCounts } from "./outbox.ts";
import { queueAnOrder } from "./queued.test-suite.ts";

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
const queue = (createdAt = now) => queueAnOrder(db, createdAt);
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
