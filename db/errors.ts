import { DrizzleQueryError } from "drizzle-orm";

export type StoreFailure = "busy" | "full" | "io" | "away";

const SQLITE_FAILURES: readonly [RegExp, StoreFailure][] = [
  [/^SQLITE_(BUSY|LOCKED)/, "busy"],
  [/^SQLITE_FULL/, "full"],
  [/^SQLITE_(IOERR|CANTOPEN|READONLY|NOMEM)/, "io"],
];

// SQLSTATE classes, PostgreSQL manual, appendix A.
const POSTGRES_FAILURES: readonly [RegExp, StoreFailure][] = [
  [/^(40001|40P01|55P03|57014|53300|53400)$/, "busy"],
  [/^(53100|53200)$/, "full"],
  [/^58/, "io"],
  [/^(08...|57P0.)$/, "away"],
  [/^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN)$/, "away"],
];

// The pg client tells these by words alone.
const PG_WORDS =
  /^(Connection terminated( unexpectedly| due to connection timeout)?|timeout exceeded when trying to connect|Client has encountered a connection error and is not queryable)$/;

/** The driver's own error; drizzle wraps it and adds the statement and its values, which nothing may be read from. */
function rootCause(error: Error): Error {
  return error.cause instanceof Error ? rootCause(error.cause) : error;
}

/** The driver's code of an error or of its root cause: SQLITE_… or an SQLSTATE. */
export function driverCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const root = rootCause(error);
  return "code" in root && typeof root.code === "string" ? root.code : null;
}

/** Why the engine could not do its work; null for every other error, such as a broken rule or a bug. */
export function storeFailure(error: unknown): StoreFailure | null {
  if (!(error instanceof Error)) return null;
  if (error.name === "StoreUnavailable" && "failure" in error) return error.failure as StoreFailure;
  // Only an exhausted one comes out of a store: so many others wrote to the same rows.
  if (error.name === "TxConflict") return "busy";
  if (PG_WORDS.test(rootCause(error).message)) return "away";
  const code = driverCode(error);
  if (code === null) return null;
  for (const [pattern, failure] of [...SQLITE_FAILURES, ...POSTGRES_FAILURES]) if (pattern.test(code)) return failure;
  return null;
}

/** The engine is busy, full or away: nothing is known to be stored, and the same request may succeed later (503). */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
  readonly failure: StoreFailure;

  constructor(failure: StoreFailure, cause: unknown) {
    super(`the store is ${failure === "io" ? "failing" : failure}`, { cause });
    this.failure = failure;
  }
}

/** True for `StoreUnavailable` of any copy of this module, and for the driver's own error when a plain read failed. */
export function isStoreUnavailable(error: unknown): boolean {
  return storeFailure(error) !== null;
}

/** What a caller of the store gets to see of an error. */
export function asStoreError(error: unknown): unknown {
  if (error instanceof StoreUnavailable) return error;
  // Drizzle's message carries every value of the statement: names and addresses that belong in no log.
  const shown = error instanceof DrizzleQueryError ? rootCause(error) : error;
  const failure = storeFailure(shown);
  return failure === null ? shown : new StoreUnavailable(failure, shown);
}

/** A guarded write found that another transaction came first: the transaction runs again and sees its outcome. */
export class TxConflict extends Error {
  override readonly name = "TxConflict";
}
