import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isStoreUnavailable, StoreUnavailable, TxConflict } from "./errors.ts";
import { connectPostgres } from "./postgres.ts";
import { describeStore } from "./store.test-suite.ts";
import type { Connection } from "./store.ts";
import { openTestPostgres, type TestPostgres } from "./testing/postgres.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await openTestPostgres();
  // It may unpack and start a whole PostgreSQL.
}, 120_000);
afterAll(() => postgres.close());

async function connect(): Promise<Connection> {
  return connectPostgres(await postgres.empty());
}

describeStore("the store on PostgreSQL", connect);

describe("PostgreSQL in trouble", () => {
  it("runs a transaction again when a guard lost or the engine asks for it", async () => {
    const { store } = await connect();
    let runs = 0;
    const outcome = await store.tx(async () => {
      runs += 1;
      if (runs === 1) throw new TxConflict("somebody was first");
      if (runs === 2) throw Object.assign(new Error("could not serialize access"), { code: "40001" });
      if (runs === 3)
        throw new Error("Failed query", { cause: Object.assign(new Error("deadlock"), { code: "40P01" }) });
      return "done";
    });
    expect([outcome, runs]).toEqual(["done", 4]);
    await store.close();
  });

  it("gives up as busy when it never gets through, and does not repeat other errors", async () => {
    const { store } = await connect();
    let runs = 0;
    const busy = await store.tx(async () => Promise.reject(new TxConflict("again"))).catch((error: unknown) => error);
    expect(busy).toBeInstanceOf(StoreUnavailable);
    expect(busy).toMatchObject({ failure: "busy" });
    const failing = store.tx(async () => {
      runs += 1;
      throw new RangeError("no");
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(runs).toBe(1);
    await store.close();
  });

  it("says that the server is away", async () => {
    const { store } = connectPostgres(new pg.Pool({ host: "127.0.0.1", port: 1 }));
    const away = await store.tx(async () => 1).catch((error: unknown) => error);
    expect(away).toBeInstanceOf(StoreUnavailable);
    expect(away).toMatchObject({ failure: "away" });
    const read = await store.read.q
      .select()
      .from(store.read.t.lease)
      .catch((error: unknown) => error);
    expect(isStoreUnavailable(read)).toBe(true);
    await store.close();
  });
});
