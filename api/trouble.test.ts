import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { auditLedger } from "../db/queries/ledger.ts";
import { setStock } from "../db/queries/stock.ts";
import { connectSqlite, type SqliteOptions } from "../db/sqlite.ts";
import { openStore, type Store } from "../db/store.ts";
import { bundled } from "../load/lib/bundle.ts";
import type { Order } from "../protocol/orders.ts";
import { createApi } from "./app.ts";
import { anySku, browser, keyed, orderFor, testApi } from "./test-kit.ts";

const { writer: writerScript } = await bundled({ writer: "db/writer/main.ts" });

/** A shop whose disk or lock is in trouble while `during` runs, and is well again afterwards. */
async function inTrouble(options: Partial<SqliteOptions>, during: (trouble: Trouble) => Promise<void>): Promise<void> {
  let store: Store | null = null;
  const shop = await testApi({ getStore: async () => store ?? shop.store });
  const sku = await anySku(shop.store);
  await shop.store.tx((db) => setStock(db, sku, 100_000));
  const file = join(shop.dataDir, "holdfast.db");
  const ada = browser(createApi({ ...shop.deps, getStore: async () => store ?? shop.store }));
  const told: string[] = [];
  const bodies = new Map<unknown, unknown>();
  const order = async (key: Record<string, string>) => {
    const body = bodies.get(key) ?? (await orderFor(shop.store, { [sku]: 1 }));
    bodies.set(key, body);
    const answer = await ada.post("/api/orders", body, key);
    if (answer.status === 201) told.push(((await answer.json()) as Order).id);
    return answer;
  };
  const well = async () => {
    await store?.close();
    store = null;
  };
  try {
    store = connectSqlite({ file, writerScript, ...options }).store;
    await during({ order, well, file });
    const after = await openStore({ dataDir: shop.dataDir });
    const kept = (await after.read.q.select({ id: after.read.t.order.id }).from(after.read.t.order)).map(
      ({ id }) => id,
    );
    expect(kept.toSorted()).toEqual([...new Set(told)].toSorted());
    expect(await auditLedger(after.read)).toEqual([]);
    await after.close();
  } finally {
    await well();
    await shop.close();
  }
}

interface Trouble {
  readonly order: (key: Record<string, string>) => Promise<Response>;
  readonly well: () => Promise<void>;
  readonly file: string;
}

test("a full disk answers 503 and loses nothing; the same order goes through once there is room", async () => {
  await inTrouble({ pragmas: ["max_page_count = 1"] }, async ({ order, well }) => {
    // The smallest limit that SQLite accepts is the size of the file: only what fits into free pages still does.
    const keys = Array.from({ length: 60 }, () => keyed());
    const answers = await Promise.all(keys.map((key) => order(key)));
    const statuses = new Set(answers.map(({ status }) => status));
    expect(statuses).toContain(503);
    for (const status of statuses) expect([201, 503]).toContain(status);
    const refused = answers.find(({ status }) => status === 503);
    expect(refused?.headers.get("Retry-After")).toBe("2");
    expect(await refused?.json()).toMatchObject({ code: "unavailable" });
    await well();
    for (const key of keys) expect((await order(key)).status).toBe(201);
  });
}, 60_000);

test("a locked database answers 503 and loses nothing; the same order goes through once it is free", async () => {
  await inTrouble({ busyTimeoutMs: 50 }, async ({ order, file }) => {
    const other = new Database(file);
    other.exec("begin immediate");
    const key = keyed();
    const refused = await order(key);
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: "unavailable" });
    other.exec("rollback");
    other.close();
    expect((await order(key)).status).toBe(201);
    expect((await order(key)).headers.get("Idempotency-Replayed")).toBe("true");
  });
}, 60_000);
