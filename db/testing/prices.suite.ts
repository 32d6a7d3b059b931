import { describe, expect, it } from "vitest";
import { dropScheduled, listScheduled, schedulePlan } from "../queries/price-plans.ts";
import { currentPriceVersion, pricesAt } from "../queries/prices.ts";
import { publishDue, publishPlan, publishPrices } from "../queries/publish-prices.ts";
import type { Store } from "../store.ts";
import { EUR, TEST_NOW } from "./orders.ts";

const HOUR = 3_600_000;
const SKUS = ["LAMP-BRASS", "LAMP-BLACK", "TABLE-WHITE", "ROPE-10", "ROPE-20"];

export function describePriceBook(getStore: () => Store): void {
  const costs = async (version?: number) => {
    const { read } = getStore();
    return Object.fromEntries(await pricesAt(read, SKUS, "EUR", version ?? (await currentPriceVersion(read))));
  };

  describe("the price book", () => {
    it("takes so many per cent off a shelf at one moment, to the nearest minor unit", async () => {
      const store = getStore();
      expect(await publishPlan(store, { kind: "sale", percent: 33, scope: { category: "rope" } }, TEST_NOW)).toBe(2);
      expect(await costs()).toEqual({ ...EUR, "ROPE-10": 1005, "ROPE-20": 1675 });
      expect(await costs(1)).toEqual(EUR);
      const yen = await pricesAt(store.read, ["ROPE-10"], "JPY", 2);
      expect(yen.get("ROPE-10")).toBe(2010);
    });

    it("refuses a sale of nothing, a reduction that is none, and one price named twice", async () => {
      const store = getStore();
      const nowhere = publishPlan(store, { kind: "sale", percent: 10, scope: { category: "nowhere" } }, TEST_NOW);
      await expect(nowhere).rejects.toThrow(/no price to publish/);
      const given = publishPlan(store, { kind: "sale", percent: 100, scope: { all: true } }, TEST_NOW);
      await expect(given).rejects.toThrow(RangeError);
      const change = { sku: "ROPE-10", currency: "EUR", amount: 1 } as const;
      await expect(publishPrices(store, { changes: [change, change], now: TEST_NOW })).rejects.toThrow(/twice/);
      expect(await currentPriceVersion(store.read)).toBe(1);
    });

    it("publishes what is scheduled when its time has come, once, in the order of the times", async () => {
      const store = getStore();
      const sale = { kind: "sale", percent: 20, scope: { product: "bow-line" } } as const;
      const set = { kind: "set", changes: [{ sku: "ROPE-10", currency: "EUR", amount: 999 }] } as const;
      await schedulePlan(store, { plan: set, at: TEST_NOW + 2 * HOUR, now: TEST_NOW });
      await schedulePlan(store, { plan: sale, at: TEST_NOW + HOUR, now: TEST_NOW });
      expect(await publishDue(store, TEST_NOW)).toBeNull();

      const tries = await Promise.all(Array.from({ length: 4 }, () => publishDue(store, TEST_NOW + HOUR)));
      expect(tries.filter((due) => due !== null)).toMatchObject([{ version: 2, failed: null }]);
      expect(await costs()).toMatchObject({ "ROPE-10": 1200, "ROPE-20": 2000 });
      expect(await publishDue(store, TEST_NOW + 3 * HOUR)).toMatchObject({ version: 3 });
      expect(await costs()).toMatchObject({ "ROPE-10": 999, "ROPE-20": 2000 });
      expect(await listScheduled(store.read)).toEqual([]);
    });

    it("ends a sale by what was before, except where a price was changed meanwhile", async () => {
      const store = getStore();
      const plan = { kind: "sale", percent: 50, scope: { all: true } } as const;
      const of = await schedulePlan(store, { plan, at: TEST_NOW, now: TEST_NOW });
      await schedulePlan(store, { plan: { kind: "end", of }, at: TEST_NOW + HOUR, now: TEST_NOW });
      await publishDue(store, TEST_NOW);
      await publishPrices(store, { changes: [{ sku: "ROPE-10", currency: "EUR", amount: 700 }], now: TEST_NOW });
      await publishDue(store, TEST_NOW + HOUR);
      expect(await costs()).toEqual({ ...EUR, "ROPE-10": 700 });
    });

    it("forgets a scheduled sale together with its end, and one that makes no sense holds up no other", async () => {
      const store = getStore();
      const plan = { kind: "sale", percent: 50, scope: { all: true } } as const;
      const of = await schedulePlan(store, { plan, at: TEST_NOW, now: TEST_NOW });
      await schedulePlan(store, { plan: { kind: "end", of }, at: TEST_NOW + HOUR, now: TEST_NOW });
      expect(await dropScheduled(store, of)).toBe(true);
      expect(await dropScheduled(store, of)).toBe(false);
      expect(await listScheduled(store.read)).toEqual([]);

      const gone = { kind: "set", changes: [{ sku: "NOPE", currency: "EUR", amount: 1 }] } as const;
      await schedulePlan(store, { plan: gone, at: TEST_NOW, now: TEST_NOW });
      await schedulePlan(store, { plan, at: TEST_NOW + 1, now: TEST_NOW });
      expect(await publishDue(store, TEST_NOW + HOUR)).toMatchObject({
        version: null,
        failed: expect.stringContaining("NOPE"),
      });
      expect(await publishDue(store, TEST_NOW + HOUR)).toMatchObject({ version: 2 });
    });

    it("reprices thousands at one moment", async () => {
      const store = getStore();
      const [model] = await store.read.q.select().from(store.read.t.variant).limit(1);
      if (!model) throw new Error("the test catalogue has no variant");
      const skus = Array.from({ length: 2_400 }, (_, index) => `MANY-${index}`);
      for (let start = 0; start < skus.length; start += 400) {
        const slice = skus.slice(start, start + 400);
        await store.tx(async ({ q, t }) => {
          await q
            .insert(t.variant)
            .values(slice.map((sku, index) => ({ ...model, sku, position: 1_000 + start + index })));
          await q
            .insert(t.price)
            .values(
              slice.map((sku) => ({ sku, currency: "EUR" as const, version: 1, amount: 1_000, validFrom: TEST_NOW })),
            );
        });
      }
      const plan = { kind: "sale", percent: 10, scope: { all: true } } as const;
      expect(await publishPlan(store, plan, TEST_NOW)).toBe(2);
      const after = await pricesAt(store.read, ["MANY-0", "MANY-2399"], "EUR", 2);
      expect([...after.values()]).toEqual([900, 900]);
    });
  });
}
