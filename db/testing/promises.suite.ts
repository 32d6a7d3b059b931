import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Quote } from "../../domain/quotes.ts";
import { uuidv7 } from "../../protocol/ids.ts";
import { shop } from "../../shop.config.ts";
import { auditLedger } from "../queries/ledger.ts";
import { placeOrder } from "../queries/orders.ts";
import { currentPriceVersion, pricesAt } from "../queries/prices.ts";
import { publishPrices } from "../queries/publish-prices.ts";
import { setStock } from "../queries/stock.ts";
import type { Store } from "../store.ts";
import { lineOf, placing, requestOf, TEST_NOW } from "./orders.ts";

const HOUR = 3_600_000;
const WINDOW = shop.policy.honourHours * HOUR;
const SKUS = ["ROPE-10", "LAMP-BRASS"] as const;
const RUNS = process.env.HOLDFAST_LONG ? 400 : 100;

const hours = fc.integer({ min: 0, max: 80 });
const step = fc.oneof(
  fc.record({
    do: fc.constant("publish" as const),
    sku: fc.constantFrom(...SKUS),
    amount: fc.integer({ min: 1, max: 9_999 }),
    after: hours,
  }),
  /** Somebody opens their cart; `signed` where they were online, else a page from the cache shows it. */
  fc.record({ do: fc.constant("look" as const), signed: fc.boolean(), after: hours }),
  /** They order what they saw then, after so many hours in a tunnel, by a clock that is wrong by `skew`. */
  fc.record({
    do: fc.constant("order" as const),
    which: fc.nat(),
    after: hours,
    skew: fc.integer({ min: -90, max: 90 }),
    quantity: fc.integer({ min: 1, max: 3 }),
  }),
  /** Somebody claims to have seen another price. */
  fc.record({
    do: fc.constant("forge" as const),
    which: fc.nat(),
    amount: fc.integer({ min: 0, max: 9_999 }),
    version: fc.nat({ max: 40 }),
    after: hours,
  }),
);

interface Sighting {
  readonly version: number;
  readonly amounts: ReadonlyMap<string, number>;
  readonly quote: Quote | null;
}

interface Price {
  readonly amount: number;
  readonly from: number;
}

/** What the suite itself remembers of all prices, to hold the shop against. */
class Memory {
  readonly prices = new Map<string, Price[]>();

  set(sku: string, amount: number, from: number): void {
    this.prices.set(sku, [...(this.prices.get(sku) ?? []), { amount, from }]);
  }

  /** The prices that were true at some time since `since`. */
  since(sku: string, since: number): number[] {
    const all = this.prices.get(sku) ?? [];
    return all
      .filter((_, index) => (all[index + 1]?.from ?? Number.POSITIVE_INFINITY) > since)
      .map(({ amount }) => amount);
  }
}

export function describePromises(getStore: () => Store): void {
  describe("a price that was shown", () => {
    it("is never exceeded, over any schedule of prices, clocks and tunnels; and nobody invents a lower one", {
      timeout: 120_000,
    }, async () => {
      const store = getStore();
      await store.tx(async (db) => {
        for (const sku of SKUS) await setStock(db, sku, 1_000_000);
      });
      const memory = new Memory();
      for (const [sku, amount] of await pricesAt(store.read, SKUS, "EUR", 1)) memory.set(sku, amount, 0);
      let now = TEST_NOW;
      const counts = { placed: 0, honoured: 0, asked: 0 };

      const order = async (seen: Sighting, quantity: number, skew: number, honest: boolean) => {
        const lines = SKUS.map((sku) =>
          lineOf(sku, quantity, { unitAmount: seen.amounts.get(sku) ?? 0, priceVersion: seen.version }),
        );
        const request = requestOf(lines);
        const input = placing(request, {
          now,
          quote: seen.quote,
          orderId: uuidv7(now),
          key: uuidv7(now + skew * HOUR),
        });
        const [outcome, again] = await Promise.all([
          placeOrder(store, input),
          placeOrder(store, { ...input, orderId: uuidv7(now) }),
        ]);
        const current = await pricesAt(store.read, SKUS, "EUR", await currentPriceVersion(store.read));
        if (outcome.kind === "placed" || outcome.kind === "replay") {
          const placed = outcome.order;
          expect("order" in again ? again.order.id : null).toBe(placed.id);
          expect(placed.total.amount).toBeLessThanOrEqual(request.shown.total);
          for (const line of placed.lines) {
            const shown = seen.amounts.get(line.sku) ?? 0;
            expect(line.unitAmount).toBeLessThanOrEqual(shown);
            expect(line.unitAmount).toBeLessThanOrEqual(current.get(line.sku) ?? 0);
            expect(memory.since(line.sku, now - WINDOW)).toContain(line.unitAmount);
            const accepted = await pricesAt(store.read, [line.sku], "EUR", line.priceVersion);
            expect(line.unitAmount).toBe(accepted.get(line.sku));
            if (line.unitAmount < (current.get(line.sku) ?? 0)) counts.honoured += 1;
          }
          counts.placed += 1;
          return;
        }
        if (outcome.kind !== "price-changed") throw new Error(JSON.stringify(outcome));
        counts.asked += 1;
        expect(again).toEqual(outcome);
        for (const change of outcome.changes) {
          expect(change.now).toBeGreaterThan(change.shown);
          expect(change.now).toBe(current.get(change.sku));
          // Whoever saw a price that was true within the window is not asked.
          const promised =
            seen.quote === null
              ? memory.since(change.sku, now - WINDOW).includes(change.shown)
              : now <= seen.quote.validUntil;
          if (honest) expect(promised).toBe(false);
        }
      };

      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
          const seen: Sighting[] = [];
          for (const one of steps) {
            now += one.after * HOUR + 1;
            switch (one.do) {
              case "publish":
                await publishPrices(store, { changes: [{ sku: one.sku, currency: "EUR", amount: one.amount }], now });
                memory.set(one.sku, one.amount, now);
                break;
              case "look": {
                const version = await currentPriceVersion(store.read);
                const amounts = await pricesAt(store.read, SKUS, "EUR", version);
                const signed = { currency: "EUR", priceVersion: version, validUntil: now + WINDOW } as const;
                const quote = one.signed ? { ...signed, amounts: Object.fromEntries(amounts) } : null;
                seen.push({ version, amounts, quote });
                break;
              }
              case "order": {
                const sighting = seen[one.which % seen.length];
                if (sighting) await order(sighting, one.quantity, one.skew, true);
                break;
              }
              case "forge": {
                const quote = seen[one.which % seen.length]?.quote ?? null;
                const amounts = new Map(SKUS.map((sku) => [sku, one.amount]));
                await order({ version: one.version, amounts, quote }, 1, 0, false);
                break;
              }
            }
          }
        }),
        { seed: 20261127, numRuns: RUNS, endOnFailure: true },
      );
      expect(counts.placed).toBeGreaterThan(RUNS / 5);
      expect(counts.honoured).toBeGreaterThan(0);
      expect(counts.asked).toBeGreaterThan(0);
      expect(await auditLedger(store.read)).toEqual([]);
    });

    it("added offline, then dearer, and three days pass: the order waits, once, however often it is sent", async () => {
      const store = getStore();
      const request = requestOf([lineOf("ROPE-10", 2)]);
      await publishPrices(store, {
        changes: [{ sku: "ROPE-10", currency: "EUR", amount: 1900 }],
        now: TEST_NOW + HOUR,
      });
      const input = placing(request, { now: TEST_NOW + 72 * HOUR });
      const asked = { kind: "price-changed", changes: [{ sku: "ROPE-10", shown: 1500, now: 1900 }] };
      expect(await placeOrder(store, input)).toEqual(asked);
      expect(await placeOrder(store, input)).toEqual(asked);
      expect(await store.read.q.select().from(store.read.t.order)).toEqual([]);

      // Back below what was shown, the very same order goes through, at the lower price.
      const lower = { sku: "ROPE-10", currency: "EUR", amount: 1400 } as const;
      await publishPrices(store, { changes: [lower], now: TEST_NOW + 73 * HOUR });
      const placed = await placeOrder(store, { ...input, now: TEST_NOW + 74 * HOUR });
      expect(placed).toMatchObject({ kind: "placed", order: { total: { amount: 2800 } } });
      expect(await placeOrder(store, { ...input, now: TEST_NOW + 75 * HOUR })).toMatchObject({ kind: "replay" });
    });
  });
}
