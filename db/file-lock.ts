import { setTimeout as delay } from "node:timers/promises";
import Database from "better-sqlite3";
import { driverCode, StoreUnavailable } from "./errors.ts";

export interface FileLockOptions {
  readonly deadlineMs?: number;
  /** Called once when somebody else holds the lock. */
  readonly onWait?: () => void;
}

/**
 * Runs `body` while no other process holds this lock, which is a database file of its own: the system frees it when its
 * holder dies, however that happens. Throws `StoreUnavailable` when it is still held after the deadline (2 minutes).
 */
export async function withFileLock<T>(
  file: string,
  body: () => Promise<T>,
  { deadlineMs = 120_000, onWait }: FileLockOptions = {},
): Promise<T> {
  const lock = new Database(file, { timeout: 0 });
  const deadline = Date.now() + deadlineMs;
  try {
    for (let waited = false; !tryLock(lock); waited = true) {
      if (!waited) onWait?.();
      if (Date.now() > deadline) throw new StoreUnavailable("busy", new Error(`another process holds ${file}`));
      await delay(50);
    }
    return await body();
  } finally {
    lock.close();
  }
}

function tryLock(lock: Database.Database): boolean {
  try {
    lock.exec("begin exclusive");
    return true;
  } catch (error) {
    if (driverCode(error)?.startsWith("SQLITE_BUSY")) return false;
    throw error;
  }
}
