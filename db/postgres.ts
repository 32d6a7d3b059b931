import { setTimeout as delay } from "node:timers/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { asStoreError, driverCode, TxConflict } from "./errors.ts";
import { runHot } from "./hot.ts";
import { JOURNAL_TABLE } from "./migrate.ts";
import { postgresTables } from "./schema/postgres.ts";
import type { Connection, Db } from "./store.ts";
import { bindBody, refuseNested } from "./tx-scope.ts";

const MAX_ATTEMPTS = 12;
/** Any number that no other use of advisory locks in this database has: "hold" in ASCII. */
const LOCK_KEY = 0x686f6c64;

/** A pool for a `postgres://` address. */
export function poolFor(url: string): pg.Pool {
  return new pg.Pool({ connectionString: url, max: 16, connectionTimeoutMillis: 5_000, statement_timeout: 10_000 });
}

function dbOver(client: pg.Pool | pg.PoolClient): Db {
  return { engine: "postgres", q: drizzle({ client, casing: "snake_case" }), t: postgresTables };
}

/** The store over a pool, which it closes in the end. */
export function connectPostgres(pool: pg.Pool): Connection {
  // A connection that breaks while idle leaves the pool by itself; without a listener it would end the process.
  pool.on("error", (error) => console.warn(`postgres: an idle connection was lost: ${error.message}`));
  const dbs = new WeakMap<pg.PoolClient, Db>();

  /** One `Db` per connection, so that what was prepared on it stays prepared. */
  function dbOf(client: pg.PoolClient): Db {
    const known = dbs.get(client);
    if (known) return known;
    const db = dbOver(client);
    dbs.set(client, db);
    return db;
  }

  async function attempt<T>(body: (db: Db) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken = false;
    try {
      // Every write is guarded by a condition or a key, so read committed is enough and a hot row only queues.
      await client.query("begin isolation level read committed");
      const value = await body(dbOf(client));
      await client.query("commit");
      return value;
    } catch (error) {
      await client.query("rollback").catch(() => {
        // A connection that cannot even roll back is thrown away, and the server rolls back for it.
        broken = true;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async function tx<T>(body: (db: Db) => Promise<T>): Promise<T> {
    refuseNested();
    const bound = bindBody(body);
    for (let count = 1; ; count += 1) {
      try {
        return await attempt(bound);
      } catch (error) {
        if (count === MAX_ATTEMPTS || !isWorthAnother(error)) throw asStoreError(error);
        await delay(Math.random() * 5 * 2 ** Math.min(count, 6));
      }
    }
  }

  return {
    store: {
      engine: "postgres",
      read: dbOver(pool),
      tx,
      run: (name, input) => runHot(tx, name, input),
      close: () => pool.end(),
    },
    begin: async () => {},
    async exclusively(body) {
      const client = await pool.connect();
      try {
        await client.query("set statement_timeout = 0");
        await client.query("select pg_advisory_lock($1)", [LOCK_KEY]);
        return await body();
      } finally {
        // Ending the session frees the lock, whatever state the session is in.
        client.release(true);
      }
    },
    async migrate(migrations) {
      const client = await pool.connect();
      try {
        await client.query("begin");
        await client.query(JOURNAL_TABLE);
        const { rows } = await client.query<{ tag: string }>("select tag from schema_migration");
        const seen = new Set(rows.map((row) => row.tag));
        for (const { tag, statements } of migrations.filter((migration) => !seen.has(migration.tag))) {
          for (const statement of statements) await client.query(statement);
          await client.query("insert into schema_migration (tag, applied_at) values ($1, $2)", [tag, Date.now()]);
        }
        await client.query("commit");
        client.release();
      } catch (error) {
        // Dropping the session rolls back.
        client.release(true);
        throw asStoreError(error);
      }
    },
  };
}

/** Serialization failure, deadlock, or a guard that lost: the same body on fresh data may well succeed. */
function isWorthAnother(error: unknown): boolean {
  const code = driverCode(error);
  return error instanceof TxConflict || code === "40001" || code === "40P01";
}
