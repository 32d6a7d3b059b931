import { describe, expect, it } from "vitest";
import { auditLedger } from "../queries/ledger.ts";
import {
  attachPaymentPage,
  cancelOrder,
  expireReservations,
  getOrder,
  type PaymentNews,
  placeOrder,
  settlePayment,
  switchToOnDelivery,
} from "../queries/orders.ts";
import { getStock, setStock } from "../queries/stock.ts";
import type { Store } from "../store.ts";
import { requirePlaced } from "./orders.suite.ts";
import { lineOf, placing, requestOf, TEST_NOW } from "./orders.ts";

const LATER = TEST_NOW + 3_600_000;

export function describePayments(getStore: () => Store): void {
  let event = 0;
  const tell = (outcome: PaymentNews["outcome"], over: Partial<PaymentNews> = {}) => {
    event += 1;
    return settlePayment(getStore(), {
      providerId: "page-1",
      outcome,
      eventId: `event-${event}`,
      now: TEST_NOW,
      ...over,
    });
  };
  const orderByCard = async () => {
    const request = requestOf([lineOf("ROPE-10", 4), lineOf("LAMP-BRASS", 2)], { payment: "card" });
    const { id } = requirePlaced(await placeOrder(getStore(), placing(request)));
    await attach(id, "page-1");
    return id;
  };
  const attach = (orderId: string, providerId: string) =>
    attachPaymentPage(getStore(), { orderId, providerId, url: `https://pay.example/${providerId}`, now: TEST_NOW });
  const read = (id: string) => getOrder(getStore().read, "device-a", id);
  const refunds = async () => {
    const { q, t } = getStore().read;
    const rows = await q.select({ topic: t.dispatch.topic, payload: t.dispatch.payload }).from(t.dispatch);
    return rows.filter((row) => row.topic === "payment.refund-due").map((row) => row.payload);
  };

  describe("payments", () => {
    it("show the page to pay on, and place the order when it is paid", async () => {
      const id = await orderByCard();
      expect((await read(id))?.payment.url).toBe("https://pay.example/page-1");
      expect(await tell("paid")).toEqual({ kind: "settled", orderId: id, status: "placed", payment: "paid" });
      expect(await read(id)).toMatchObject({
        status: "placed",
        payment: { status: "paid", url: null, reservedUntil: null },
        events: [{ kind: "awaiting-payment" }, { kind: "paid" }],
      });
      expect(await getStock(getStore().read, "ROPE-10")).toBe(6);
    });

    it("count an event once, and money once, however often they are told", async () => {
      const id = await orderByCard();
      const twice = await Promise.all([tell("paid", { eventId: "same" }), tell("paid", { eventId: "same" })]);
      expect(twice.map((outcome) => outcome.kind).sort()).toEqual(["seen", "settled"]);
      await tell("paid");
      expect((await read(id))?.events.map((entry) => entry.kind)).toEqual(["awaiting-payment", "paid"]);
      expect(await refunds()).toEqual([]);
    });

    it("ask for news of an unknown page to be told again", async () => {
      expect(await tell("paid", { providerId: "nobody", eventId: "early" })).toEqual({ kind: "unknown-payment" });
      await orderByCard();
      expect((await tell("paid", { eventId: "early" })).kind).toBe("settled");
    });

    it("let the shopper try again after a refused card", async () => {
      const id = await orderByCard();
      expect(await tell("failed")).toMatchObject({ status: "awaiting-payment", payment: "failed" });
      expect(await attach(id, "page-2")).toBe(true);
      expect((await read(id))?.payment).toMatchObject({ status: "pending", url: "https://pay.example/page-2" });
      await tell("failed");
      expect((await read(id))?.payment.status).toBe("pending");
      expect(await tell("paid", { providerId: "page-2" })).toMatchObject({ status: "placed", payment: "paid" });
      expect(await attach(id, "page-3")).toBe(false);
    });

    it("believe money over a refusal or an end that arrives after it", async () => {
      const id = await orderByCard();
      await tell("paid");
      expect(await tell("failed")).toMatchObject({ status: "placed", payment: "paid" });
      expect(await tell("expired")).toMatchObject({ status: "placed", payment: "paid" });
      expect((await read(id))?.status).toBe("placed");
    });

    it("end the order when its page ends unpaid", async () => {
      await orderByCard();
      expect(await tell("expired")).toMatchObject({ status: "expired", payment: "cancelled" });
      expect(await getStock(getStore().read, "ROPE-10")).toBe(10);
    });

    it("save an expired order when the money comes late and the goods are still there", async () => {
      const id = await orderByCard();
      await expireReservations(getStore(), { now: LATER, limit: 10 });
      expect(await tell("paid", { now: LATER })).toMatchObject({ status: "placed", payment: "paid" });
      expect(await getStock(getStore().read, "ROPE-10")).toBe(6);
      expect((await read(id))?.events.at(-1)).toMatchObject({ kind: "paid" });
    });

    it("owe the money back when it comes late and any of the goods is gone", async () => {
      const store = getStore();
      const id = await orderByCard();
      await expireReservations(store, { now: LATER, limit: 10 });
      await store.tx((db) => setStock(db, "ROPE-10", 3));
      expect(await tell("paid", { now: LATER })).toMatchObject({ status: "expired", payment: "paid" });
      expect(await read(id)).toMatchObject({ status: "expired" });
      expect((await read(id))?.events.at(-1)?.kind).toBe("paid-late");
      expect(await refunds()).toEqual([{ orderId: id, providerId: "page-1" }]);
      expect(await getStock(store.read, "LAMP-BRASS")).toBe(10);
      expect(await getStock(store.read, "ROPE-10")).toBe(3);
    });

    it("owe the money back for an order that the shopper cancelled", async () => {
      const id = await orderByCard();
      await cancelOrder(getStore(), { owner: "device-a", id, now: TEST_NOW });
      expect(await tell("paid")).toMatchObject({ status: "cancelled", payment: "paid" });
      expect(await refunds()).toHaveLength(1);
    });

    it("owe the second money back when two pages were paid", async () => {
      const id = await orderByCard();
      await attach(id, "page-2");
      await tell("paid", { providerId: "page-2" });
      await tell("paid");
      await tell("paid");
      expect((await read(id))?.events.at(-1)?.kind).toBe("paid-twice");
      expect(await refunds()).toEqual([{ orderId: id, providerId: "page-1" }]);
    });

    it("take money that comes after the shopper chose to pay at the door: nothing is due there then", async () => {
      const id = await orderByCard();
      await switchToOnDelivery(getStore(), { owner: "device-a", id, now: TEST_NOW });
      expect(await tell("paid")).toMatchObject({ status: "placed", payment: "paid" });
      expect((await read(id))?.payment.method).toBe("card");
      expect(await refunds()).toEqual([]);
    });

    it("leave honest books on every path", async () => {
      const id = await orderByCard();
      await attach(id, "page-2");
      for (const outcome of ["failed", "expired", "paid"] as const) {
        await tell(outcome);
        expect(await auditLedger(getStore().read)).toEqual([]);
      }
      await tell("paid", { providerId: "page-2" });
      expect(await auditLedger(getStore().read)).toEqual([]);
    });
  });
}
