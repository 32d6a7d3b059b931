import { describe, expect, it } from "vitest";
import { auditLedger } from "../queries/ledger.ts";
import { cancelOrder, getOrder, placeOrder } from "../queries/orders.ts";
import { getStock } from "../queries/stock.ts";
import { type ChargeNews, forgetCard, getStoredCard, settleCharge, storeCard } from "../queries/stored-cards.ts";
import type { Store } from "../store.ts";
import { requirePlaced } from "./orders.suite.ts";
import { lineOf, placing, requestOf, TEST_NOW } from "./orders.ts";

const CARD = { customer: "cus_1", method: "pm_1", brand: "visa", last4: "4242" };

export function describeCards(getStore: () => Store): void {
  const order = async () => {
    const request = requestOf([lineOf("ROPE-10", 2)], { payment: "kept-card" });
    return requirePlaced(await placeOrder(getStore(), placing(request))).id;
  };
  const charged = (orderId: string, outcome: ChargeNews["outcome"]) =>
    settleCharge(getStore(), { orderId, outcome, now: TEST_NOW + 1_000 });
  const read = (id: string) => getOrder(getStore().read, "device-a", id);
  const topics = async () => {
    const { q, t } = getStore().read;
    return (await q.select({ topic: t.dispatch.topic }).from(t.dispatch)).map((row) => row.topic).sort();
  };

  describe("kept cards", () => {
    it("are one per owner, the newest, until they are forgotten", async () => {
      const store = getStore();
      await storeCard(store, "device-a", CARD, TEST_NOW);
      const newer = { ...CARD, method: "pm_2", last4: "1881" };
      await storeCard(store, "device-a", newer, TEST_NOW + 1);
      expect(await getStoredCard(store.read, "device-a")).toEqual(newer);
      expect(await getStoredCard(store.read, "device-b")).toBeNull();
      await forgetCard(store, "device-a");
      expect(await getStoredCard(store.read, "device-a")).toBeNull();
    });

    it("pay for an order once, however often and at once that is told", async () => {
      const id = await order();
      expect(await topics()).toEqual(["order.awaiting-payment", "payment.charge"]);
      await Promise.all(Array.from({ length: 4 }, () => charged(id, { kind: "paid", providerId: "pi_1" })));
      const paid = await read(id);
      expect(paid).toMatchObject({ status: "placed", payment: { method: "kept-card", status: "paid" } });
      expect(paid?.events.map(({ kind }) => kind)).toEqual(["awaiting-payment", "paid"]);
      expect(await getStock(getStore().read, "ROPE-10")).toBe(8);
      expect(await auditLedger(getStore().read)).toEqual([]);
    });

    it.each([
      ["declined", "card-declined"],
      ["second-step", "second-step"],
    ] as const)("that are %s leave the order waiting for another way to pay, told once", async (kind, event) => {
      const id = await order();
      await Promise.all(Array.from({ length: 4 }, () => charged(id, { kind })));
      const waiting = await read(id);
      expect(waiting).toMatchObject({ status: "awaiting-payment", payment: { method: "card", status: "failed" } });
      expect(waiting?.events.map(({ kind: told }) => told)).toEqual(["awaiting-payment", event]);
      expect(await auditLedger(getStore().read)).toEqual([]);
    });

    it("that are charged for an order which was taken back get their money back", async () => {
      const id = await order();
      await cancelOrder(getStore(), { id, owner: "device-a", now: TEST_NOW });
      await charged(id, { kind: "paid", providerId: "pi_1" });
      expect((await read(id))?.status).toBe("cancelled");
      expect(await topics()).toContain("payment.refund-due");
      expect(await auditLedger(getStore().read)).toEqual([]);
    });
  });
}
