import { describe, expect, it } from "vitest";
import { uuidv7 } from "../../protocol/ids.ts";
import { order as orderSchema } from "../../protocol/orders.ts";
import { API_VERSION } from "../../protocol/versions.ts";
import { auditLedger } from "../queries/ledger.ts";
import {
  cancelOrder,
  expireReservations,
  getOrder,
  listOrders,
  type PlaceOrderOutcome,
  placeOrder,
  purgeIdempotency,
  settleAnswer,
  switchToOnDelivery,
} from "../queries/orders.ts";
import { publishPrices } from "../queries/publish-prices.ts";
import { getStock, setStock } from "../queries/stock.ts";
import type { Store } from "../store.ts";
import { lineOf, placing, requestOf, TEST_NOW } from "./orders.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;

export function requirePlaced(outcome: PlaceOrderOutcome) {
  if (outcome.kind !== "placed") throw new Error(`not placed: ${JSON.stringify(outcome)}`);
  return outcome.order;
}

export function describeOrders(getStore: () => Store): void {
  const publish = (amount: number, now: number) =>
    publishPrices(getStore(), { changes: [{ sku: "ROPE-10", currency: "EUR", amount }], now });
  const place = (...args: Parameters<typeof placing>) => placeOrder(getStore(), placing(...args));
  const topics = async () => {
    const { q, t } = getStore().read;
    return (await q.select({ topic: t.dispatch.topic }).from(t.dispatch)).map((row) => row.topic).sort();
  };

  describe("placing an order", () => {
    it("stores the order, takes the stock, and leaves word of it", async () => {
      const store = getStore();
      const order = requirePlaced(await place(requestOf([lineOf("ROPE-10", 2), lineOf("LAMP-BRASS")])));
      expect(orderSchema.parse(order)).toEqual(order);
      expect(order).toMatchObject({
        status: "placed",
        createdAt: new Date(TEST_NOW).toISOString(),
        total: { currency: "EUR", amount: 7500 },
        payment: { method: "on-delivery", status: "due-on-delivery", url: null, reservedUntil: null },
        events: [{ kind: "placed", at: new Date(TEST_NOW).toISOString() }],
      });
      expect(order.number).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(order.lines.map((line) => [line.sku, line.quantity, line.unitAmount, line.priceVersion])).toEqual([
        ["ROPE-10", 2, 1500, 1],
        ["LAMP-BRASS", 1, 4500, 1],
      ]);
      expect(await getStock(store.read, "ROPE-10")).toBe(8);
      expect(await topics()).toEqual(["order.placed"]);
      expect(await getOrder(store.read, "device-a", order.id)).toEqual(order);
    });

    it("holds the stock of a card order for a time", async () => {
      const order = requirePlaced(await place(requestOf([lineOf("ROPE-10")], { payment: "card" })));
      expect(order.status).toBe("awaiting-payment");
      expect(order.payment).toEqual({
        method: "card",
        status: "pending",
        url: null,
        reservedUntil: new Date(TEST_NOW + 30 * MINUTE).toISOString(),
      });
      expect(await topics()).toEqual(["order.awaiting-payment"]);
    });

    it("answers the same key with the same order, also when both come at once", async () => {
      const store = getStore();
      const request = requestOf([lineOf("ROPE-10", 3)]);
      const key = uuidv7();
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => place(request, { key })));
      const first = outcomes.filter((outcome) => outcome.kind === "placed").map(requirePlaced);
      expect(first).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome.kind === "replay")).toHaveLength(7);
      for (const outcome of outcomes) expect(outcome).toMatchObject({ order: first[0] });
      expect(await getStock(store.read, "ROPE-10")).toBe(7);
    });

    it("refuses a key that was used for another request, and knows keys by their owner", async () => {
      const key = uuidv7();
      const request = requestOf([lineOf("ROPE-10")]);
      requirePlaced(await place(request, { key }));
      expect(await place(request, { key, requestHash: "other" })).toEqual({ kind: "key-reused" });
      requirePlaced(await place(request, { key, requestHash: "other", owner: "device-b" }));
    });

    it("forgets keys when their time is over, and not before", async () => {
      const store = getStore();
      const key = uuidv7();
      requirePlaced(await place(requestOf([lineOf("ROPE-10")]), { key }));
      const end = TEST_NOW + 30 * 24 * HOUR;
      expect(await purgeIdempotency(store, { now: end - 1, limit: 10 })).toBe(0);
      expect((await place(requestOf([lineOf("ROPE-10")]), { key })).kind).toBe("replay");
      expect(await purgeIdempotency(store, { now: end, limit: 10 })).toBe(1);
    });

    it("keeps the answer to an order with its key: what is paid on delivery at once, the rest when it was made", async () => {
      const store = getStore();
      const [key, cardKey] = [uuidv7(), uuidv7()];
      const onDelivery = await place(requestOf([lineOf("ROPE-10")]), { key });
      const body = JSON.stringify(requirePlaced(onDelivery));
      expect(onDelivery).toMatchObject({ answer: { body, apiVersion: API_VERSION } });
      expect(await place(requestOf([lineOf("ROPE-10")]), { key, apiVersion: 1 })).toMatchObject({
        kind: "replay",
        answer: { body, apiVersion: API_VERSION },
      });

      const request = requestOf([lineOf("ROPE-10")], { payment: "card" });
      expect(await place(request, { key: cardKey })).toMatchObject({ kind: "placed", answer: null });
      expect(await place(request, { key: cardKey })).toMatchObject({ kind: "replay", answer: null });
      const used = { owner: "device-a", key: cardKey };
      const made = ["one", "two", "three"].map((text) => ({ body: JSON.stringify(text), apiVersion: API_VERSION }));
      const given = await Promise.all(made.map((answer) => settleAnswer(store, used, answer)));
      expect(new Set(given.map((answer) => answer.body)).size).toBe(1);
      expect(await place(request, { key: cardKey })).toMatchObject({ kind: "replay", answer: given[0] });
    });

    it("names every sku that it does not sell", async () => {
      const outcome = await place(requestOf([lineOf("ROPE-10"), lineOf("NOPE-1"), lineOf("NOPE-2")]));
      expect(outcome).toEqual({ kind: "unknown-sku", skus: ["NOPE-1", "NOPE-2"] });
    });

    it("throws on one sku in two lines", async () => {
      await expect(place(requestOf([lineOf("ROPE-10"), lineOf("ROPE-10")]))).rejects.toThrow(RangeError);
    });

    it("tells what is left of each short line, and stores nothing", async () => {
      const store = getStore();
      await store.tx((db) => setStock(db, "ROPE-10", 1));
      await store.tx((db) => setStock(db, "LAMP-BRASS", 0));
      const key = uuidv7();
      const outcome = await place(requestOf([lineOf("ROPE-10", 2), lineOf("LAMP-BRASS"), lineOf("ROPE-20")]), { key });
      expect(outcome).toEqual({
        kind: "out-of-stock",
        shortages: [
          { sku: "ROPE-10", wanted: 2, left: 1 },
          { sku: "LAMP-BRASS", wanted: 1, left: 0 },
        ],
      });
      expect(await getStock(store.read, "ROPE-20")).toBe(10);
      expect(await topics()).toEqual([]);
      expect(await auditLedger(store.read)).toEqual([]);
      // The key is free for what the shopper chooses instead.
      requirePlaced(await place(requestOf([lineOf("ROPE-10")]), { key, requestHash: "amended" }));
    });

    it("sells the last unit to exactly one of ten", async () => {
      const store = getStore();
      await store.tx((db) => setStock(db, "LAMP-BRASS", 1));
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          place(requestOf([lineOf("LAMP-BRASS"), lineOf("ROPE-10")]), { owner: `device-${index}` }),
        ),
      );
      expect(outcomes.filter((outcome) => outcome.kind === "placed")).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome.kind === "out-of-stock")).toHaveLength(9);
      expect(await getStock(store.read, "LAMP-BRASS")).toBe(0);
      expect(await getStock(store.read, "ROPE-10")).toBe(9);
      expect(await auditLedger(store.read)).toEqual([]);
    });
  });

  describe("the price of an order", () => {
    it("is the lower one when it fell", async () => {
      await publish(1200, TEST_NOW - HOUR);
      const order = requirePlaced(await place(requestOf([lineOf("ROPE-10", 2)])));
      expect(order.total.amount).toBe(2400);
      expect(order.lines[0]).toMatchObject({ unitAmount: 1200, priceVersion: 2 });
    });

    it("is the one shown when that was true inside the window", async () => {
      await publish(1800, TEST_NOW - 24 * HOUR + 1);
      const order = requirePlaced(await place(requestOf([lineOf("ROPE-10")])));
      expect(order.lines[0]).toMatchObject({ unitAmount: 1500, priceVersion: 1 });
      expect(await auditLedger(getStore().read)).toEqual([]);
    });

    it("is asked for again when the window has closed", async () => {
      await publish(1800, TEST_NOW - 24 * HOUR);
      expect(await place(requestOf([lineOf("ROPE-10"), lineOf("ROPE-20")]))).toEqual({
        kind: "price-changed",
        changes: [{ sku: "ROPE-10", shown: 1500, now: 1800 }],
      });
    });

    it("counts from when this very price ended, not from when some other one changed", async () => {
      const store = getStore();
      const other = [{ sku: "ROPE-20", currency: "EUR", amount: 2400 }] as const;
      await publishPrices(store, { changes: other, now: TEST_NOW - 100 * HOUR });
      await publish(1800, TEST_NOW - HOUR);
      const order = requirePlaced(await place(requestOf([lineOf("ROPE-10")])));
      expect(order.lines[0]).toMatchObject({ unitAmount: 1500, priceVersion: 1 });
    });

    it.each([
      ["an amount that the version never had", { unitAmount: 1000, priceVersion: 1 }],
      ["a version that is yet to come", { unitAmount: 1500, priceVersion: 9 }],
      ["a version before the first", { unitAmount: 1500, priceVersion: 0 }],
    ])("does not honour %s", async (_, claim) => {
      await publish(1800, TEST_NOW - HOUR);
      expect(await place(requestOf([lineOf("ROPE-10", 1, claim)]))).toEqual({
        kind: "price-changed",
        changes: [{ sku: "ROPE-10", shown: claim.unitAmount, now: 1800 }],
      });
    });

    it("is in the currency asked for", async () => {
      const request = requestOf([lineOf("ROPE-10", 1, { unitAmount: 3000 })], { currency: "JPY" });
      expect(requirePlaced(await place(request)).total).toEqual({ currency: "JPY", amount: 3000 });
    });

    it("includes delivery, free from the sum that the shop says", async () => {
      const small = requestOf([lineOf("ROPE-10")], { delivery: "standard", shown: { delivery: 590, total: 2090 } });
      expect(requirePlaced(await place(small))).toMatchObject({
        deliveryPrice: { amount: 590 },
        total: { amount: 2090 },
      });
      const large = requestOf([lineOf("TABLE-WHITE", 2)], { delivery: "standard" });
      expect(requirePlaced(await place(large))).toMatchObject({
        deliveryPrice: { amount: 0 },
        total: { amount: 18000 },
      });
    });

    it("never takes away the free delivery that was shown because a line became cheaper", async () => {
      await publish(1100, TEST_NOW - HOUR);
      const request = requestOf([lineOf("ROPE-10", 8)], { delivery: "standard" });
      const order = requirePlaced(await place(request));
      expect(order).toMatchObject({
        subtotal: { amount: 8800 },
        deliveryPrice: { amount: 0 },
        total: { amount: 8800 },
      });
      expect(await auditLedger(getStore().read)).toEqual([]);
    });

    it("gives no free delivery for a price that was never shown", async () => {
      const lines = [lineOf("ROPE-10", 1, { unitAmount: 50_000 })];
      expect(await place(requestOf(lines, { delivery: "standard" }))).toEqual({
        kind: "price-changed",
        changes: [{ sku: "delivery", shown: 0, now: 590 }],
      });
    });

    it("asks again when delivery or the total was shown too low", async () => {
      const lines = [lineOf("ROPE-10")];
      const cheapDelivery = requestOf(lines, { delivery: "standard", shown: { delivery: 100, total: 1600 } });
      expect(await place(cheapDelivery)).toEqual({
        kind: "price-changed",
        changes: [{ sku: "delivery", shown: 100, now: 590 }],
      });
      const wrongSum = requestOf(lines, { shown: { delivery: 0, total: 1499 } });
      expect(await place(wrongSum)).toEqual({
        kind: "price-changed",
        changes: [{ sku: "total", shown: 1499, now: 1500 }],
      });
    });
  });

  describe("the orders of a device", () => {
    it("are its own only, the newest first", async () => {
      const store = getStore();
      const older = requirePlaced(await place(requestOf([lineOf("ROPE-10")])));
      const newer = requirePlaced(await place(requestOf([lineOf("ROPE-20")]), { now: TEST_NOW + 1 }));
      const foreign = requirePlaced(await place(requestOf([lineOf("ROPE-20")]), { owner: "device-b" }));
      expect((await listOrders(store.read, "device-a")).map((order) => order.id)).toEqual([newer.id, older.id]);
      expect(await getOrder(store.read, "device-a", foreign.id)).toBeNull();
      expect(await listOrders(store.read, "device-c")).toEqual([]);
      expect(await cancelOrder(store, { owner: "device-a", id: foreign.id, now: TEST_NOW })).toEqual({
        kind: "not-found",
      });
    });

    it("can be cancelled while unpaid, which puts the goods back on sale", async () => {
      const store = getStore();
      const { id } = requirePlaced(await place(requestOf([lineOf("ROPE-10", 4)], { payment: "card" })));
      const outcomes = await Promise.all(
        [1, 2].map(() => cancelOrder(store, { owner: "device-a", id, now: TEST_NOW })),
      );
      expect(outcomes.map((outcome) => outcome.kind)).toEqual(["done", "done"]);
      expect(await getOrder(store.read, "device-a", id)).toMatchObject({
        status: "cancelled",
        payment: { status: "cancelled", reservedUntil: null },
        events: [{ kind: "awaiting-payment" }, { kind: "cancelled" }],
      });
      expect(await getStock(store.read, "ROPE-10")).toBe(10);
    });

    it("cannot be cancelled once placed", async () => {
      const { id } = requirePlaced(await place(requestOf([lineOf("ROPE-10")])));
      const outcome = await cancelOrder(getStore(), { owner: "device-a", id, now: TEST_NOW });
      expect(outcome).toMatchObject({ kind: "not-cancellable", order: { status: "placed" } });
    });

    it("can be paid at the door instead", async () => {
      const store = getStore();
      const { id } = requirePlaced(await place(requestOf([lineOf("ROPE-10")], { payment: "card" })));
      const change = { owner: "device-a", id, now: TEST_NOW };
      expect(await switchToOnDelivery(store, change)).toMatchObject({
        kind: "done",
        order: { status: "placed", payment: { method: "on-delivery", status: "due-on-delivery" } },
      });
      expect((await switchToOnDelivery(store, change)).kind).toBe("done");
      expect(await topics()).toEqual(["order.awaiting-payment", "order.placed"]);
      expect(await expireReservations(store, { now: TEST_NOW + HOUR, limit: 10 })).toEqual([]);
      expect(await auditLedger(store.read)).toEqual([]);
    });

    it("expire when they stay unpaid, and not a moment earlier", async () => {
      const store = getStore();
      const { id } = requirePlaced(await place(requestOf([lineOf("ROPE-10", 4)], { payment: "card" })));
      const end = TEST_NOW + 30 * MINUTE;
      expect(await expireReservations(store, { now: end - 1, limit: 10 })).toEqual([]);
      expect(await expireReservations(store, { now: end, limit: 10 })).toEqual([id]);
      expect(await expireReservations(store, { now: end, limit: 10 })).toEqual([]);
      expect(await getOrder(store.read, "device-a", id)).toMatchObject({ status: "expired" });
      expect(await getStock(store.read, "ROPE-10")).toBe(10);
      expect(await topics()).toEqual(["order.awaiting-payment", "order.expired"]);
    });
  });
}
