import { PGlite } from "@electric-sql/pglite";
import type pg from "pg";
import { poolFor } from "../postgres.ts";
import { poolOverPglite } from "./pglite-pool.ts";

export interface TestPostgres {
  /** A pool on a database whose tables are empty. */
  empty(): Promise<pg.Pool>;
  close(): Promise<void>;
}

/**
 * The PostgreSQL of a test: the server of TEST_DATABASE_URL, which is emptied and where transactions really run beside each
 * other, else PGlite in this process.
 */
export async function openTestPostgres(): Promise<TestPostgres> {
  const url = process.env.TEST_DATABASE_URL;
  const lite = url ? null : await PGlite.create();
  return {
    async empty() {
      const pool = lite ? poolOverPglite(lite) : poolFor(url ?? "");
      const { rows } = await pool.query<{ name: string }>(
        "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migration'",
      );
      if (rows.length > 0) await pool.query(`truncate ${rows.map(({ name }) => `"${name}"`).join(", ")}`);
      return pool;
    },
    close: async () => lite?.close(),
  };
}
