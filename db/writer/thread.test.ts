import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { bundled } from "../../load/lib/bundle.ts";
import { readMigrations } from "../migrate.ts";
import { auditLedger } from "../queries/ledger.ts";
import { placeOrder } from "../queries/orders.ts";
import { getStock } from "../queries/stock.ts";
import { seedStore } from "../seed.ts";
import { connectSqlite, type SqliteConnection } from "../sqlite.ts";
import { describeStore, EVERYTHING, WRITING } from "../store.test-suite.ts";
import { TEST_STOCK, testCatalogue } from "../testing/catalogue.ts";
import { lineOf, placing, requestOf } from "../testing/orders.ts";

const folder = mkdtempSync(join(tmpdir(), "holdfast-writer-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
// Bundled as in a release: threads that strip types come and go with WebAssembly of their own, over which V8 now and then falls.
const { writer: writerScript, mortal } = await bundled({
  writer: "db/writer/main.ts",
  mortal: "db/testing/mortal-writer.ts",
});

let count = 0;
function freshFile(): string {
  count += 1;
  return join(folder, `shop-${count}`, "holdfast.db");
}

const suites = process.env.HOLDFAST_LONG ? EVERYTHING : WRITING;

describeStore(
  "the store on SQLite, its writer on a thread",
  async () => connectSqlite({ file: freshFile(), writerScript }),
  suites,
);

describe("the writer's thread", () => {
  let connection: SqliteConnection;
  beforeEach(async () => {
    connection = connectSqlite({
      file: freshFile(),
      writerScript: mortal,
    });
    await connection.migrate(await readMigrations("sqlite"));
    await seedStore(connection.store, testCatalogue);
    await connection.begin();
  });
  afterEach(() => connection.store.close());

  const order = (key: string, sku = "ROPE-10") =>
    placeOrder(connection.store, placing(requestOf([lineOf(sku)]), { key, orderId: crypto.randomUUID() }));

  it("may die at any moment: what was not answered is repeated under its key, and exists once", async () => {
    const keys = Array.from({ length: 8 }, () => crypto.randomUUID());
    await order(keys[0] ?? "");
    const dying = connection.store.run("syncCart", {
      owner: "device-a",
      cartId: "die",
      updates: [],
      stateVector: null,
      epoch: 0,
      own: null,
      now: 0,
    });
    const first = await Promise.allSettled([dying, ...keys.map((key) => order(key))]);
    expect(first[0]).toMatchObject({ status: "rejected", reason: { name: "StoreUnavailable", failure: "away" } });

    const outcomes = await Promise.all(keys.map((key) => order(key)));
    expect(outcomes.every(({ kind }) => kind === "placed" || kind === "replay")).toBe(true);
    expect(await getStock(connection.store.read, "ROPE-10")).toBe(TEST_STOCK - keys.length);
    expect(await auditLedger(connection.store.read)).toEqual([]);
  });

  it("shares the file with transactions of this thread, each in its turn", async () => {
    const { store } = connection;
    const mixed = Array.from({ length: 6 }, (_, index) => [
      order(crypto.randomUUID(), "ROPE-20"),
      store.tx(async ({ q, t }) => {
        await q.insert(t.lease).values({ name: `lease-${index}`, holder: "here", until: 0 });
      }),
    ]).flat();
    await Promise.all(mixed);
    expect((await store.read.q.select().from(store.read.t.lease)).length).toBe(6);
    expect(await getStock(store.read, "ROPE-20")).toBe(TEST_STOCK - 6);
  });

  it("answers what it was asked before it closes", async () => {
    const placed = order(crypto.randomUUID());
    await connection.store.close();
    expect(await placed).toMatchObject({ kind: "placed" });
    connection = connectSqlite({ file: freshFile() });
  });
});
