import { AsyncLocalStorage } from "node:async_hooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readMigrations } from "./migrate.ts";
import { seedStore } from "./seed.ts";
import type { Connection, Store } from "./store.ts";
import { describeCards } from "./testing/cards.suite.ts";
import { describeCarts } from "./testing/carts.suite.ts";
import { describeCatalogue } from "./testing/catalogue.suite.ts";
import { testCatalogue } from "./testing/catalogue.ts";
import { describeDispatches } from "./testing/dispatches.suite.ts";
import { describeLedger } from "./testing/ledger.suite.ts";
import { describeOrders } from "./testing/orders.suite.ts";
import { describePayments } from "./testing/payments.suite.ts";
import { describePriceBook } from "./testing/prices.suite.ts";
import { describePromises } from "./testing/promises.suite.ts";
import { describeSharing } from "./testing/sharing.suite.ts";
import { describeShopping } from "./testing/shopping.suite.ts";

/** Opens an empty database that nobody else uses. */
export type Harness = () => Promise<Connection>;

type Suite = (getStore: () => Store) => void;

/** What depends most on where a transaction runs. */
export const WRITING: readonly Suite[] = [describeTransactions, describeShopping, describeCarts];

export const EVERYTHING: readonly Suite[] = [
  ...WRITING,
  describeOrders,
  describeCatalogue,
  describePayments,
  describeCards,
  describeSharing,
  describePriceBook,
  describePromises,
  describeDispatches,
  describeLedger,
];

/** What every engine must do alike: the acceptance of a store. */
export function describeStore(name: string, connect: Harness, suites: readonly Suite[] = EVERYTHING): void {
  describe(name, () => {
    let connection: Connection;
    let store: Store;

    beforeEach(async () => {
      connection = await connect();
      store = connection.store;
      await connection.migrate(await readMigrations(store.engine));
      await seedStore(store, testCatalogue);
    });
    afterEach(() => store.close());

    for (const suite of suites) suite(() => store);

    it("migrates a database that is up to date by doing nothing", async () => {
      await connection.migrate(await readMigrations(store.engine));
      expect(await leases(store)).toEqual([]);
    });

    it("seeds a shop once, however often it is seeded", async () => {
      const before = await wholeShop(store);
      await seedStore(store, testCatalogue);
      expect(await wholeShop(store)).toEqual(before);
    });
  });
}

function describeTransactions(getStore: () => Store): void {
  describe("transactions", () => {
    it("shows what was committed to plain reads at once", async () => {
      const store = getStore();
      await store.tx((db) => addLease(db, "one"));
      expect(await leases(store)).toEqual(["one"]);
    });

    it("undoes all of a transaction that throws, and hands its error on", async () => {
      const store = getStore();
      const failing = store.tx(async (db) => {
        await addLease(db, "lost");
        throw new RangeError("no");
      });
      await expect(failing).rejects.toThrow(RangeError);
      expect(await leases(store)).toEqual([]);
    });

    it("undoes all of a transaction that breaks a rule of the schema", async () => {
      const store = getStore();
      const failing = store.tx(async (db) => {
        await addLease(db, "lost");
        await db.q.update(db.t.stock).set({ available: -1 });
      });
      await expect(failing).rejects.toThrow();
      expect(await leases(store)).toEqual([]);
    });

    it("tells no shopper's data in the error of a failed statement", async () => {
      const store = getStore();
      await store.tx((db) => addLease(db, "taken"));
      const holder = "aine@example.org";
      const failing = store.tx(({ q, t }) => q.insert(t.lease).values({ name: "taken", holder, until: 0 }));
      const error = await failing.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Error);
      expect(String(error)).not.toContain(holder);
    });

    it("lets one failing transaction harm none that share its commit", async () => {
      const store = getStore();
      const results = await Promise.allSettled(
        Array.from({ length: 40 }, (_, index) =>
          store.tx(async (db) => {
            await addLease(db, `job-${String(index).padStart(2, "0")}`);
            if (index % 3 === 0) throw new Error("mine alone");
            return index;
          }),
        ),
      );
      const kept = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
      expect(kept).toEqual(Array.from({ length: 40 }, (_, index) => index).filter((index) => index % 3 !== 0));
      expect(await leases(store)).toEqual(kept.map((index) => `job-${String(index).padStart(2, "0")}`));
    });

    it("refuses a transaction inside a transaction, and goes on working", async () => {
      const store = getStore();
      await expect(store.tx(() => store.tx(async () => 1))).rejects.toThrow(/inside another/);
      expect(await store.tx(async () => 2)).toBe(2);
    });

    it("runs each body in its own caller's async context", async () => {
      const store = getStore();
      const caller = new AsyncLocalStorage<number>();
      const seen = await Promise.all(
        [1, 2, 3].map((number) => caller.run(number, () => store.tx(async () => caller.getStore()))),
      );
      expect(seen).toEqual([1, 2, 3]);
    });
  });
}

async function addLease({ q, t }: Store["read"], name: string): Promise<void> {
  await q.insert(t.lease).values({ name, holder: "test", until: 0 });
}

async function leases({ read: { q, t } }: Store): Promise<string[]> {
  return (await q.select({ name: t.lease.name }).from(t.lease)).map((row) => row.name).sort();
}

async function wholeShop({ read: { q, t } }: Store) {
  return {
    categories: await q.select().from(t.category),
    products: await q.select().from(t.product),
    members: await q.select().from(t.collectionProduct),
    variants: await q.select().from(t.variant),
    media: await q.select().from(t.media),
    prices: await q.select().from(t.price),
    stock: await q.select().from(t.stock),
  };
}
