import { afterEach, describe, expect, test, vi } from "vitest";
import { HEADER } from "../protocol/headers.ts";
import { API_VERSION, OUTBOX_FORMAT } from "../protocol/versions.ts";
import { onFull } from "./database.ts";
import { type Fate, problemAnswer } from "./device.test-suite.ts";
import { drain } from "./drain.ts";
import { getOrder, renewOrder, takeBackOrder } from "./orders.ts";
import { queueCounts } from "./outbox.ts";
import { sendingDevice } from "./queued.test-suite.ts";

const phone = sendingDevice();
const { ports, queue } = phone;
afterEach(() => void vi.restoreAllMocks());

const keysSeen = () => phone.server.seen.filter((call) => call.path === "/api/orders").map((call) => call.key);

describe("sending an order", () => {
  test("it is placed once, under its key, and leaves the outbox", async () => {
    const key = await queue();
    expect(await drain(ports())).toEqual({ sent: 1, nextAttemptAt: null });
    expect(await getOrder(phone.db, key)).toMatchObject({
      state: "confirmed",
      order: { status: "placed" },
      attempts: 1,
    });
    expect(await phone.db.count("outbox")).toBe(0);
    expect(keysSeen()).toEqual([key]);
    const headers = phone.server.seen[0]?.headers;
    expect(headers?.get(HEADER.apiVersion)).toBe(String(API_VERSION));
    expect(headers?.get(HEADER.clientBuild)).toBe("build-A");
    expect(headers?.get("Content-Type")).toBe("application/json");
  });

  test("an order is also found by its id at the server", async () => {
    const key = await queue();
    await drain(ports());
    const id = (await getOrder(phone.db, key))?.order?.id ?? "";
    expect((await getOrder(phone.db, id))?.key).toBe(key);
  });

  test("an answer that was lost costs a second try under the same key, not a second order", async () => {
    const key = await queue();
    phone.server.fates.push("answer-lost");
    await drain(ports());
    expect(await getOrder(phone.db, key)).toMatchObject({ state: "queued", attempts: 1 });
    phone.now += 60_000;
    await drain(ports());
    expect(keysSeen()).toEqual([key, key]);
    expect(phone.server.orders.size).toBe(1);
    expect(await getOrder(phone.db, key)).toMatchObject({ state: "confirmed", attempts: 2 });
  });

  test("a replay is the first answer, so how the order stands now is asked for; where nobody tells, the first answer holds", async () => {
    for (const [asking, status] of [
      ["ok", "expired"],
      ["unreachable", "placed"],
      [() => problemAnswer("unavailable"), "placed"],
    ] as const) {
      const key = await queue();
      phone.server.fates.push("answer-lost");
      await drain(ports());
      const order = phone.server.orders.get(key);
      if (!order) throw new Error("the order did not arrive");
      phone.server.orders.set(key, { ...order, status: "expired" });
      phone.server.fates.push("ok", asking);
      phone.now += 60_000;
      await drain(ports());
      expect(phone.server.seen.at(-1)?.path).toBe(`/api/orders/${order.id}`);
      expect(await getOrder(phone.db, key)).toMatchObject({ state: "confirmed", order: { id: order.id, status } });
      expect(await phone.db.count("outbox")).toBe(0);
    }
  });

  test("a broken entry never holds up the rest", async () => {
    const broken = await queue(phone.now);
    const fine = await queue(phone.now + 1);
    phone.server.fates.push(() => problemAnswer("internal"));
    await drain(ports());
    expect(await getOrder(phone.db, broken)).toMatchObject({ state: "queued" });
    expect(await getOrder(phone.db, fine)).toMatchObject({ state: "confirmed" });
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
    phone.server.fates.push(fate);
    await drain(ports());
    expect(await phone.db.get("outbox", key)).toMatchObject({ key, lease: null, ...expected });
    phone.now += 10 * 60_000;
    await renewOrder(phone.db, key, phone.now);
    await drain(ports());
    expect(keysSeen()).toEqual([key, key]);
    expect(await getOrder(phone.db, key)).toMatchObject({ state: "confirmed", problem: null });
  });

  test("a refused order says why and waits for the shopper", async () => {
    const key = await queue();
    phone.server.fates.push(() => problemAnswer("out-of-stock"));
    await drain(ports());
    phone.now += 24 * 60 * 60_000;
    await drain(ports(), { eager: true });
    expect(keysSeen()).toHaveLength(1);
    expect(await getOrder(phone.db, key)).toMatchObject({
      state: "needs-you",
      problem: { code: "out-of-stock" },
      nextAttemptAt: null,
    });
    expect(await queueCounts(phone.db)).toEqual({ waiting: 0, needsYou: 1 });
  });

  test("a shop too old tries again by itself once another release runs here", async () => {
    const key = await queue();
    phone.server.fates.push(() => problemAnswer("version-skew"));
    await drain(ports());
    await drain(ports(), { eager: true });
    expect(keysSeen()).toHaveLength(1);
    await drain(ports({ clientBuild: "build-B" }));
    expect(keysSeen()).toEqual([key, key]);
  });

  test("waiting grows with every try, and Retry-After is kept even by the eager", async () => {
    const key = await queue();
    phone.server.fates.push("unreachable", "unreachable", () => problemAnswer("unavailable", { "Retry-After": "120" }));
    expect((await drain(ports())).nextAttemptAt).toBe(phone.now + 500);
    phone.now += 500;
    expect((await drain(ports())).nextAttemptAt).toBe(phone.now + 1_000);
    phone.now += 1;
    await drain(ports(), { eager: true });
    expect(await phone.db.get("outbox", key)).toMatchObject({ attempts: 3, heldUntil: phone.now + 120_000 });
    phone.now += 119_000;
    await drain(ports(), { eager: true });
    expect(keysSeen()).toHaveLength(3);
    phone.now += 1_000;
    await drain(ports());
    expect(await getOrder(phone.db, key)).toMatchObject({ state: "confirmed" });
  });

  test("a stranger's refusal between two tries decides nothing", async () => {
    const key = await queue();
    phone.server.fates.push("answer-lost", () => new Response("<h1>Blocked", { status: 403 }));
    await drain(ports());
    phone.now += 1;
    await drain(ports(), { eager: true });
    expect(phone.server.seen).toHaveLength(2);
    expect(await takeBackOrder(phone.db, key, phone.now)).toBe("asking");
    await drain(ports());
    expect(phone.server.orders.get(key)?.status).toBe("cancelled");
  });

  test("a clock that was set back keeps nothing waiting", async () => {
    await queue();
    phone.server.fates.push(() => problemAnswer("unavailable", { "Retry-After": "60" }));
    await drain(ports());
    phone.now -= 365 * 86_400_000;
    const report = await drain(ports());
    expect(report).toEqual({ sent: 1, nextAttemptAt: null });
  });

  test("an entry of a format from the future is left alone", async () => {
    const key = await queue();
    const entry = await phone.db.get("outbox", key);
    if (entry) await phone.db.put("outbox", { ...entry, format: OUTBOX_FORMAT + 1 });
    await drain(ports(), { eager: true });
    expect(phone.server.seen).toHaveLength(0);
    expect(await phone.db.get("outbox", key)).toMatchObject({ attempts: 0 });
  });

  test("without a lock over all tabs, another holder's lease is respected until it ends", async () => {
    const key = await queue();
    const entry = await phone.db.get("outbox", key);
    if (entry) await phone.db.put("outbox", { ...entry, lease: { holder: "another tab", until: phone.now + 5_000 } });
    await drain(ports({ lockSpansTabs: false }));
    expect(phone.server.seen).toHaveLength(0);
    phone.now += 5_000;
    await drain(ports({ lockSpansTabs: false }));
    expect(keysSeen()).toEqual([key]);
  });

  test("without a way to the shop nothing is tried, so that the order can still be taken back here", async () => {
    const key = await queue();
    await drain(ports({ reachable: async () => false }), { eager: true });
    expect(await phone.db.get("outbox", key)).toMatchObject({ attempts: 0 });
    expect(await takeBackOrder(phone.db, key, phone.now)).toBe("cancelled");
  });

  test.each([
    ["before anything is sent", 0],
    ["once the shop has the order", 1],
  ])("a device that is full %s makes room, and the order is placed once and known here", async (_, sentBefore) => {
    const key = await queue();
    let isFull = true;
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, value) {
      if (isFull && phone.server.seen.length >= sentBefore) throw new DOMException("Full", "QuotaExceededError");
      return put.call(this, value);
    });
    onFull(async () => {
      isFull = false;
    });
    expect(await drain(ports())).toMatchObject({ nextAttemptAt: null });
    expect(new Set(keysSeen())).toEqual(new Set([key]));
    expect(phone.server.orders.size).toBe(1);
    expect(await getOrder(phone.db, key)).toMatchObject({ state: "confirmed" });
    expect(await phone.db.count("outbox")).toBe(0);
  });

  test("it stops between two entries when asked to", async () => {
    await queue(phone.now);
    await queue(phone.now + 1);
    await drain(ports({ stop: () => phone.server.seen.length === 1 }));
    expect(phone.server.seen).toHaveLength(1);
    expect(await phone.db.count("outbox")).toBe(1);
  });
});
