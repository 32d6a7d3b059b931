import * as pg from "drizzle-orm/pg-core";
import * as sqlite from "drizzle-orm/sqlite-core";

const bytea = pg.customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** The column vocabulary on PostgreSQL; its types are the ones that every query is checked against. */
export const postgresKit = {
  table: pg.pgTable,
  /** UUIDv7 as text, made by the app (protocol/ids.ts). */
  id: () => pg.text(),
  text: <T extends string = string>() => pg.text().$type<T>(),
  integer: () => pg.integer(),
  /** Integer minor units of a currency, safe beyond 32 bits. */
  amount: () => pg.bigint({ mode: "number" }),
  /** UTC in milliseconds since 1970: the same number on both engines. */
  instant: () => pg.bigint({ mode: "number" }),
  boolean: () => pg.boolean(),
  json: <T>() => pg.json().$type<T>(),
  bytes: () => bytea(),
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
  check: pg.check,
};

export type Kit = typeof postgresKit;

const behindTheSameNames = {
  table: sqlite.sqliteTable,
  id: () => sqlite.text(),
  text: () => sqlite.text(),
  integer: () => sqlite.integer(),
  amount: () => sqlite.integer(),
  instant: () => sqlite.integer(),
  boolean: () => sqlite.integer({ mode: "boolean" }),
  json: () => sqlite.text({ mode: "json" }),
  bytes: () => sqlite.blob({ mode: "buffer" }),
  index: sqlite.index,
  uniqueIndex: sqlite.uniqueIndex,
  primaryKey: sqlite.primaryKey,
  check: sqlite.check,
} satisfies Record<keyof Kit, unknown>;

/** The same vocabulary on SQLite. */
// The schema uses only what both builders spell alike, so one set of types (PostgreSQL's) can stand for both.
export const sqliteKit = behindTheSameNames as unknown as Kit;
