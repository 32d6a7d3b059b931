import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditLedger, type LedgerRule } from "../queries/ledger.ts";
import { attachPaymentPage, placeOrder } from "../queries/orders.ts";
import type { Db, Store } from "../store.ts";
import { requirePlaced } from "./orders.suite.ts";
import { lineOf, placing, requestOf, TEST_NOW } from "./orders.ts";

type Forgery = (db: Db, orderId: string) => Promise<unknown>;

/** One way to falsify the books for each thing that they must prove. */
const forgeries: readonly [string, LedgerRule, Forgery][] = [
  ["a unit that left the shelf unsold", "stock-conserved", ({ q, t }) => q.update(t.stock).set({ available: 5 })],
  ["a line below its price", "line-price", ({ q, t }) => q.update(t.orderLine).set({ unitAmount: 1 })],
  ["a total that is not the sum", "order-sum", ({ q, t }) => q.update(t.order).set({ total: 1 })],
  ["an order without payment", "order-sum", ({ q, t }) => q.delete(t.payment)],
  ["a charge of another amount", "order-sum", ({ q, t }) => q.update(t.payment).set({ amount: 1 })],
  [
    "goods sent unpaid",
    "one-charge",
    ({ q, t }, id) => q.update(t.order).set({ status: "placed" }).where(eq(t.order.id, id)),
  ],
  [
    "money kept for a cancelled order",
    "one-charge",
    async ({ q, t }) => {
      await q.update(t.order).set({ status: "cancelled" });
      await q.update(t.payment).set({ status: "paid", paidBy: "page" });
    },
  ],
  ["money that nobody booked", "one-charge", ({ q, t }) => q.update(t.paymentPage).set({ status: "paid" })],
  ["an unpaid order that holds nothing", "reservation", ({ q, t }) => q.delete(t.reservation)],
  [
    "two keys for one order",
    "one-key",
    ({ q, t }, orderId) =>
      q.insert(t.idempotency).values({ owner: "x", key: "x", requestHash: "x", orderId, expiresAt: 0 }),
  ],
];

export function describeLedger(getStore: () => Store): void {
  describe("the ledger", () => {
    let orderId: string;

    beforeEach(async () => {
      const store = getStore();
      const request = requestOf([lineOf("ROPE-10", 2)], { payment: "card" });
      orderId = requirePlaced(await placeOrder(store, placing(request))).id;
      await attachPaymentPage(store, { orderId, providerId: "page", url: "https://pay.example/", now: TEST_NOW });
    });

    it("finds nothing in honest books", async () => {
      expect(await auditLedger(getStore().read)).toEqual([]);
    });

    it.each(forgeries)("notices %s", async (_, rule, forge) => {
      const store = getStore();
      await store.tx((db) => forge(db, orderId));
      expect((await auditLedger(store.read)).map((violation) => violation.rule)).toContain(rule);
    });
  });
}
