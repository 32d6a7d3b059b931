import { describe, expect, it } from "vitest";
import {
  addDispatch,
  type ClaimedDispatch,
  claimDispatches,
  type DispatchTopic,
  finishDispatch,
  retryDispatch,
} from "../queries/dispatches.ts";
import { dropLease, takeLease } from "../queries/leases.ts";
import type { Store } from "../store.ts";
import { TEST_NOW } from "./orders.ts";

export function describeDispatches(getStore: () => Store): void {
  const claim = (now = TEST_NOW, topics: readonly DispatchTopic[] = ["order.placed"], limit = 10) =>
    claimDispatches(getStore(), { topics, limit, now, leaseMs: 1_000 });
  const send = (count: number) =>
    getStore().tx(async (db) => {
      for (let index = 0; index < count; index += 1) {
        await addDispatch(db, { topic: "order.placed", payload: { orderId: `order-${index}` } }, TEST_NOW + index);
      }
    });
  const orderIds = (claimed: readonly ClaimedDispatch[]) =>
    claimed.map((each) => ("orderId" in each.payload ? each.payload.orderId : null)).sort();

  describe("dispatches", () => {
    it("go to one worker each, the longest waiting first", async () => {
      await send(4);
      const now = TEST_NOW + 100;
      const shares = await Promise.all([claim(now, ["order.placed"], 2), claim(now, ["order.placed"], 2), claim(now)]);
      expect(orderIds(shares.flat())).toEqual(["order-0", "order-1", "order-2", "order-3"]);
      expect(orderIds(shares[0])).toEqual(["order-0", "order-1"]);
    });

    it("are told by topic, and not before they are due", async () => {
      await send(1);
      expect(await claim(TEST_NOW, ["prices.published"])).toEqual([]);
      expect(await claim(TEST_NOW - 1)).toEqual([]);
      const [taken] = await claim();
      expect(taken).toMatchObject({ topic: "order.placed", payload: { orderId: "order-0" }, attempts: 1 });
    });

    it("are gone when finished, and come back when their worker died", async () => {
      await send(1);
      const [lost] = await claim();
      expect(await claim(TEST_NOW + 999)).toEqual([]);
      const [taken] = await claim(TEST_NOW + 1_000);
      if (!lost || !taken) throw new Error("nothing was claimed");
      expect(taken).toMatchObject({ id: lost.id, attempts: 2 });
      expect(await finishDispatch(getStore(), lost)).toBe(false);
      expect(await finishDispatch(getStore(), taken)).toBe(true);
      expect(await claim(TEST_NOW + 9_000)).toEqual([]);
    });

    it("wait longer after each failure", async () => {
      await send(1);
      let now = TEST_NOW;
      for (const seconds of [2, 4, 8]) {
        const [taken] = await claim(now);
        if (!taken) throw new Error("nothing was claimed");
        expect(await retryDispatch(getStore(), { ...taken, error: "away", now })).toBe(true);
        expect(await claim(now + seconds * 1_000 - 1)).toEqual([]);
        now += seconds * 1_000;
      }
      expect(await claim(now)).toHaveLength(1);
    });
  });

  describe("leases", () => {
    it("belong to one holder until they end or are dropped", async () => {
      const store = getStore();
      const take = (holder: string, now: number) => takeLease(store, { name: "expiry", holder, now, forMs: 100 });
      expect(await take("one", 0)).toBe(true);
      expect(await take("two", 99)).toBe(false);
      expect(await take("one", 99)).toBe(true);
      expect(await take("two", 199)).toBe(true);
      await dropLease(store, { name: "expiry", holder: "one" });
      expect(await take("one", 200)).toBe(false);
      await dropLease(store, { name: "expiry", holder: "two" });
      expect(await take("one", 200)).toBe(true);
    });
  });
}
