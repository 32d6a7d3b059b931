import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { asStoreError } from "./errors.ts";
import { withFileLock } from "./file-lock.ts";
import { groupCommit } from "./group-commit.ts";
import { runHot } from "./hot.ts";
import { JOURNAL_TABLE } from "./migrate.ts";
import { sqliteTables } from "./schema/sqlite.ts";
import type { Connection, Db } from "./store.ts";
import { bindBody, refuseNested } from "./tx-scope.ts";
import { writerThread } from "./writer/thread.ts";

export interface SqliteOptions {
  readonly file: string;
  /** How long a statement waits for a lock of another process, in milliseconds; the whole process waits with it. */
  readonly busyTimeoutMs?: number;
  /** More settings of the writer's connection, such as `max_page_count = 5000`. */
  readonly pragmas?: readonly string[];
  /** Serves the hot transactions on a thread of its own; absent, they run on this one. */
  readonly writerScript?: string | undefined;
  /** The most transactions that share one commit. */
  readonly maxGroup?: number;
}

/** What the script of a writer's thread gets. */
export type WriterOptions = Pick<SqliteOptions, "file" | "busyTimeoutMs" | "pragmas" | "maxGroup">;

export interface SqliteConnection extends Connection {
  /** Leaves the file to another connection of this process, between two commits, until the promise of `until` settles. */
  pause(until: () => Promise<void>): void;
}

function dbOver(client: Database.Database): Db {
  const q = drizzle({ client, casing: "snake_case" });
  // Queries are written against PostgreSQL's types; an engine-only call fails here, on the engine everybody develops on.
  return { engine: "sqlite", q: q as unknown as Db["q"], t: sqliteTables };
}

/**
 * Opens (and makes) a database file with one writer connection and one for reading. With a writer's thread there is a second
 * writing connection there, and the two take turns.
 */
export function connectSqlite({ writerScript, ...options }: SqliteOptions): SqliteConnection {
  const { file, busyTimeoutMs = 2_000, pragmas = [], maxGroup } = options;
  mkdirSync(dirname(file), { recursive: true });
  const writer = new Database(file, { timeout: busyTimeoutMs });
  for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", ...pragmas]) {
    writer.pragma(pragma);
  }
  const reader = new Database(file, { readonly: true, timeout: busyTimeoutMs });
  const thread = writerScript === undefined ? null : writerThread(writerScript, options satisfies WriterOptions);
  const group = groupCommit(writer, dbOver(writer), { maxGroup, turn: thread?.turn });

  const tx = async <T>(body: (db: Db) => Promise<T>): Promise<T> => {
    refuseNested();
    return group.run(bindBody(body));
  };

  return {
    store: {
      engine: "sqlite",
      read: dbOver(reader),
      tx,
      run: (name, input) => (thread === null ? runHot(tx, name, input) : thread.run(name, input)),
      async close() {
        await group.drained();
        await thread?.close();
        reader.close();
        writer.close();
      },
    },
    begin: async () => thread?.start(),
    pause: group.pause,
    exclusively: (body) => withFileLock(`${file}.lock`, body),
    async migrate(migrations) {
      writer.exec("begin immediate");
      try {
        writer.exec(JOURNAL_TABLE);
        const seen = new Set(writer.prepare("select tag from schema_migration").pluck().all());
        for (const { tag, statements } of migrations.filter((migration) => !seen.has(migration.tag))) {
          for (const statement of statements) writer.exec(statement);
          writer.prepare("insert into schema_migration (tag, applied_at) values (?, ?)").run(tag, Date.now());
        }
        writer.exec("commit");
      } catch (error) {
        if (writer.inTransaction) writer.exec("rollback");
        throw asStoreError(error);
      }
    },
  };
}
