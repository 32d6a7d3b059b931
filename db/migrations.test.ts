import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type DrizzleSnapshotJSON,
  type DrizzleSQLiteSnapshotJSON,
  generateDrizzleJson,
  generateMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from "drizzle-kit/api";
import { describe, expect, it } from "vitest";
import { migrationsFolder, readMigrations } from "./migrate.ts";
import * as postgres from "./schema/postgres.ts";
import * as sqlite from "./schema/sqlite.ts";
import type { Engine } from "./store.ts";

async function newestSnapshot<T>(engine: Engine): Promise<T> {
  const { length } = await readMigrations(engine);
  const name = `${String(length - 1).padStart(4, "0")}_snapshot.json`;
  return JSON.parse(await readFile(join(migrationsFolder(engine), "meta", name), "utf8"));
}

// `npm run db:generate` writes what is missing.
describe("the migrations", () => {
  it("lead to the schema on SQLite", async () => {
    const before = await newestSnapshot<DrizzleSQLiteSnapshotJSON>("sqlite");
    const schema = await generateSQLiteDrizzleJson({ ...sqlite }, before.id, "snake_case");
    expect(await generateSQLiteMigration(before, schema)).toEqual([]);
  });

  it("lead to the schema on PostgreSQL", async () => {
    const before = await newestSnapshot<DrizzleSnapshotJSON>("postgres");
    const schema = generateDrizzleJson({ ...postgres }, before.id, undefined, "snake_case");
    expect(await generateMigration(before, schema)).toEqual([]);
  });

  it("know every table that the schema defines", () => {
    for (const { tables, named } of [
      { tables: sqlite.sqliteTables, named: { ...sqlite } },
      { tables: postgres.postgresTables, named: { ...postgres } },
    ]) {
      expect(Object.keys(named)).toEqual(expect.arrayContaining(Object.keys(tables)));
    }
  });
});
