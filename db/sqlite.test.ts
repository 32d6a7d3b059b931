import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { isStoreUnavailable, StoreUnavailable } from "./errors.ts";
import { readMigrations } from "./migrate.ts";
import { currentPriceVersion } from "./queries/prices.ts";
import { connectSqlite, type SqliteOptions } from "./sqlite.ts";
import { describeStore } from "./store.test-suite.ts";
import { type Connection, getStore, openStore } from "./store.ts";

const folder = mkdtempSync(join(tmpdir(), "holdfast-sqlite-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
function freshFile(): string {
  count += 1;
  return join(folder, `shop-${count}`, "holdfast.db");
}

describeStore("the store on SQLite", async () => connectSqlite({ file: freshFile() }));

describe("SQLite in trouble", () => {
  let connection: Connection | null = null;
  afterEach(() => connection?.store.close());

  async function open(options: Partial<SqliteOptions>): Promise<{ file: string; opened: Connection }> {
    const file = freshFile();
    const opened = connectSqlite({ file, ...options });
    connection = opened;
    await opened.migrate(await readMigrations("sqlite"));
    return { file, opened };
  }

  const addLease = ({ store }: Connection, name: string, holder = "test") =>
    store.tx(async ({ q, t }) => {
      await q.insert(t.lease).values({ name, holder, until: 0 });
      return name;
    });

  const leases = async ({ store: { read } }: Connection) =>
    (await read.q.select({ name: read.t.lease.name }).from(read.t.lease)).map((row) => row.name).sort();

  it("says that it is busy while another process writes, and works again afterwards", async () => {
    const { file, opened } = await open({ busyTimeoutMs: 10 });
    const other = new Database(file);
    other.exec("begin immediate");
    const refused = await addLease(opened, "blocked").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StoreUnavailable);
    expect(refused).toMatchObject({ failure: "busy" });
    other.exec("rollback");
    other.close();
    expect(await addLease(opened, "free")).toBe("free");
  });

  it("lets only the one that fills the disk fail, though it takes the whole group down", async () => {
    const { opened } = await open({ pragmas: ["max_page_count = 80"] });
    const results = await Promise.allSettled([
      addLease(opened, "before"),
      addLease(opened, "huge", "x".repeat(1_000_000)),
      addLease(opened, "after"),
    ]);
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(results[1]).toMatchObject({ reason: { name: "StoreUnavailable", failure: "full" } });
    expect(await leases(opened)).toEqual(["after", "before"]);
  });

  it("finishes what has begun before it closes", async () => {
    const { file, opened } = await open({});
    const writing = Promise.all([addLease(opened, "one"), addLease(opened, "two")]);
    await opened.store.close();
    await writing;
    connection = connectSqlite({ file });
    expect(await leases(connection)).toEqual(["one", "two"]);
  });

  it("recognises a failed plain read too", async () => {
    const { opened } = await open({});
    const cause = Object.assign(new Error("disk I/O error"), { code: "SQLITE_IOERR_READ" });
    expect(isStoreUnavailable(new Error("Failed query", { cause }))).toBe(true);
    const { q, t } = opened.store.read;
    const refused = await q
      .insert(t.lease)
      .values({ name: "x", holder: "x", until: 0 })
      .catch((error: unknown) => error);
    expect(isStoreUnavailable(refused)).toBe(true);
    expect(isStoreUnavailable(new Error("Connection terminated by the shopper"))).toBe(false);
  });
});

describe("opening the shop's store", () => {
  it("migrates and seeds once when several open it at the same time", async () => {
    const dataDir = join(folder, "together");
    const stores = await Promise.all([1, 2, 3].map(() => openStore({ dataDir, seed: true })));
    for (const store of stores) expect(await currentPriceVersion(store.read)).toBe(1);
    await Promise.all(stores.map((store) => store.close()));
  });

  it("is done once per process, and again after it failed", async () => {
    const before = { ...process.env };
    try {
      process.env.DATABASE_URL = "postgres://127.0.0.1:1/nobody";
      const refused = await getStore().catch((error: unknown) => error);
      expect(isStoreUnavailable(refused)).toBe(true);
      delete process.env.DATABASE_URL;
      process.env.DATA_DIR = join(folder, "process");
      const [one, two] = await Promise.all([getStore(), getStore()]);
      expect(one).toBe(two);
      await one.close();
    } finally {
      process.env = before;
    }
  });
});
