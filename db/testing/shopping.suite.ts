import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uuidv7 } from "../../protocol/ids.ts";
import { auditLedger } from "../queries/ledger.ts";
import {
  attachPaymentPage,
  cancelOrder,
  expireReservations,
  type PlaceOrder,
  placeOrder,
  settlePayment,
  switchToOnDelivery,
} from "../queries/orders.ts";
import { publishPrices } from "../queries/publish-prices.ts";
import { adjustStock } from "../queries/stock.ts";
import type { Store } from "../store.ts";
import { TEST_SKUS } from "./catalogue.ts";
import { EUR, lineOf, placing, requestOf, TEST_NOW } from "./orders.ts";

const HOUR = 3_600_000;

const sku = fc.constantFrom(...TEST_SKUS);
const which = fc.nat(5);
const action = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("order" as const),
      lines: fc.uniqueArray(fc.record({ sku, quantity: fc.integer({ min: 1, max: 6 }) }), {
        minLength: 1,
        maxLength: 3,
        selector: (line) => line.sku,
      }),
      payment: fc.constantFrom("card" as const, "on-delivery" as const),
      copies: fc.integer({ min: 1, max: 3 }),
    }),
  },
  fc.record({ kind: fc.constantFrom("cancel" as const, "switch" as const), which }),
  fc.record({
    kind: fc.constant("news" as const),
    which,
    page: fc.constantFrom("a", "b"),
    outcome: fc.constantFrom("paid" as const, "failed" as const, "expired" as const),
  }),
  fc.record({ kind: fc.constant("expire" as const) }),
  fc.record({ kind: fc.constant("restock" as const), sku, by: fc.integer({ min: -3, max: 5 }) }),
  fc.record({ kind: fc.constant("publish" as const), sku, percent: fc.integer({ min: 60, max: 160 }) }),
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

/** Runs a crowd of actions, those of one round all at once, against the orders that earlier rounds made. */
async function run(store: Store, rounds: readonly (readonly Action[])[]): Promise<void> {
  const orders: string[] = [];
  let now = TEST_NOW;

  async function act(step: Action): Promise<void> {
    const id = "which" in step ? orders[step.which % Math.max(1, orders.length)] : undefined;
    switch (step.kind) {
      case "order": {
        const lines = step.lines.map((line) => lineOf(line.sku, line.quantity));
        const input: PlaceOrder = placing(requestOf(lines, { payment: step.payment }), { now });
        const outcomes = await Promise.all(
          Array.from({ length: step.copies }, () => placeOrder(store, { ...input, orderId: uuidv7(now) })),
        );
        const made = new Set(outcomes.flatMap((outcome) => ("order" in outcome ? [outcome.order.id] : [])));
        expect(made.size).toBeLessThanOrEqual(1);
        for (const orderId of made) {
          orders.push(orderId);
          for (const page of ["a", "b"]) {
            const providerId = `${orderId}/${page}`;
            await attachPaymentPage(store, { orderId, providerId, url: "https://pay.example/", now });
          }
        }
        return;
      }
      case "cancel":
        if (id) await cancelOrder(store, { owner: "device-a", id, now });
        return;
      case "switch":
        if (id) await switchToOnDelivery(store, { owner: "device-a", id, now });
        return;
      case "news": {
        if (!id) return;
        const providerId = `${id}/${step.page}`;
        await settlePayment(store, { providerId, outcome: step.outcome, eventId: uuidv7(now), now });
        return;
      }
      case "expire":
        await expireReservations(store, { now, limit: 3 });
        return;
      case "restock":
        await store.tx((db) => adjustStock(db, step.sku, step.by));
        return;
      case "publish": {
        const amount = Math.round(((EUR[step.sku] ?? 0) * step.percent) / 100);
        await publishPrices(store, { changes: [{ sku: step.sku, currency: "EUR", amount }], now });
        return;
      }
    }
  }

  for (const round of rounds) {
    await Promise.all(round.map(act));
    now += HOUR / 4;
  }
}

export function describeShopping(getStore: () => Store): void {
  describe("a crowd of shoppers", () => {
    it("never finds the books wrong, whatever it does at once", { timeout: 60_000 }, async () => {
      const store = getStore();
      let ordersSeen = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(action, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 }),
          async (rounds) => {
            // All runs share one shop: the books must be right after each of them.
            await run(store, rounds);
            expect(await auditLedger(store.read)).toEqual([]);
            const stock = await store.read.q.select().from(store.read.t.stock);
            for (const row of stock) expect(row.available).toBeGreaterThanOrEqual(0);
            ordersSeen = (await store.read.q.select({ id: store.read.t.order.id }).from(store.read.t.order)).length;
          },
        ),
        { seed: 20261127, numRuns: 40, endOnFailure: true },
      );
      expect(ordersSeen).toBeGreaterThan(20);
    });
  });
}
