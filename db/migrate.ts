import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "./root.ts";
import type { Engine } from "./store.ts";

export interface Migration {
  readonly tag: string;
  readonly statements: readonly string[];
}

/** Remembers what was applied; portable SQL, and no sequence as drizzle's own journal table has one. */
export const JOURNAL_TABLE =
  "create table if not exists schema_migration (tag text primary key, applied_at bigint not null)";

interface Journal {
  readonly entries: readonly { readonly tag: string }[];
}

export function migrationsFolder(engine: Engine): string {
  return join(projectRoot(), "db/migrations", engine);
}

/** The migrations that drizzle-kit wrote for an engine, oldest first. */
export async function readMigrations(engine: Engine): Promise<Migration[]> {
  const folder = migrationsFolder(engine);
  const journal = JSON.parse(await readFile(join(folder, "meta/_journal.json"), "utf8")) as Journal;
  return Promise.all(
    journal.entries.map(async ({ tag }) => ({
      tag,
      statements: (await readFile(join(folder, `${tag}.sql`), "utf8")).split("--> statement-breakpoint"),
    })),
  );
}
