import { join } from "node:path";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { HotInput, HotName, HotOutcome } from "./hot.ts";
import { type Migration, readMigrations } from "./migrate.ts";
import { dataDirOf } from "./root.ts";
import type { Tables } from "./schema.ts";
import { loadSeed, seedWhenEmpty } from "./seed.ts";

export type Engine = "sqlite" | "postgres";

/** A connection to query through: `q` builds and runs statements, `t` names the tables of its engine. */
export interface Db {
  readonly engine: Engine;
  readonly q: PgDatabase<PgQueryResultHKT, Record<string, never>>;
  readonly t: Tables;
}

/** The shop's durable memory, the same on both engines. */
export interface Store {
  readonly engine: Engine;
  /** Plain reads of committed data, beside the writer; a failure is recognised by `isStoreUnavailable`. */
  readonly read: Db;
  /**
   * Runs `body` as one transaction and resolves once it is durable; a throw rolls all of it back and reaches the caller.
   * The body may run more than once, so it awaits the database only and changes nothing else. A `tx` inside a body
   * throws. Rejects with `StoreUnavailable` when the engine is busy, full or away.
   */
  tx<T>(body: (db: Db) => Promise<T>): Promise<T>;
  /** Runs a hot transaction by its name, on the writer's own thread where it has one; as durable and as strict as `tx`. */
  run<Name extends HotName>(name: Name, input: HotInput<Name>): Promise<HotOutcome<Name>>;
  /** Waits for the transactions that have begun, then lets go of every connection. */
  close(): Promise<void>;
}

/** A store that is not open for business yet: its schema may be old and its tables empty. */
export interface Connection {
  readonly store: Store;
  /** Runs `body` while no other process runs one of its own on the same database. */
  exclusively<T>(body: () => Promise<T>): Promise<T>;
  /** Applies, in one transaction, those that the database has not seen; call it inside `exclusively`. */
  migrate(migrations: readonly Migration[]): Promise<void>;
  /** The schema is right and the tables are filled: what works beside the store begins; resolves when it is ready. */
  begin(): Promise<void>;
}

export interface StoreOptions {
  /** `postgres://…` chooses PostgreSQL; else SQLite in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  /** Folder of `holdfast.db`; made when missing. */
  readonly dataDir?: string | undefined;
  /** The script that serves SQLite's writer on a thread of its own; without one it lives on this thread. */
  readonly writerScript?: string | undefined;
  /** Fill an empty database with the seed catalogue. */
  readonly seed?: boolean;
}

// Drivers load on demand: a shop on one engine never needs the other's.
async function connect({ databaseUrl, dataDir, writerScript }: StoreOptions): Promise<Connection> {
  if (databaseUrl) {
    const { connectPostgres, poolFor } = await import("./postgres.ts");
    return connectPostgres(poolFor(databaseUrl));
  }
  const { connectSqlite } = await import("./sqlite.ts");
  return connectSqlite({ file: join(dataDir ?? dataDirOf(), "holdfast.db"), writerScript });
}

/** Opens the database, migrates it under a lock that all processes share and, if asked, seeds it when it is empty. */
export async function openStore(options: StoreOptions = {}): Promise<Store> {
  const { store, exclusively, migrate, begin } = await connect(options);
  try {
    await exclusively(async () => {
      await migrate(await readMigrations(store.engine));
      if (options.seed) await seedWhenEmpty(store, loadSeed);
    });
    await begin();
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}

// Several bundled copies of this module may live in one process; the registry symbol is what they share.
const SLOT = Symbol.for("holdfast.store");
const shared: typeof globalThis & { [SLOT]?: Promise<Store> } = globalThis;

/**
 * The script of the thread where SQLite's writer lives and the jobs run (HOLDFAST_BACKGROUND); null where both stay on the
 * thread that serves. PostgreSQL brings its own writers.
 */
export function backgroundScript(env: Readonly<Record<string, string | undefined>> = process.env): string | null {
  return env.DATABASE_URL ? null : env.HOLDFAST_BACKGROUND || null;
}

/**
 * The store of this process, opened at first use from DATABASE_URL or DATA_DIR, with SQLite's writer beside it if there is a
 * `backgroundScript`; a failed opening is tried again.
 */
export function getStore(): Promise<Store> {
  shared[SLOT] ??= openStore({
    databaseUrl: process.env.DATABASE_URL || undefined,
    writerScript: backgroundScript() ?? undefined,
    seed: true,
  }).catch((error: unknown) => {
    delete shared[SLOT];
    throw error;
  });
  return shared[SLOT];
}
