import { setImmediate as nextTurn } from "node:timers/promises";
import type Database from "better-sqlite3";
import { asStoreError } from "./errors.ts";
import type { Db } from "./store.ts";

/** The most transactions that share one commit: it bounds how long the first of them waits for the last. */
const MAX_GROUP = 64;

interface Entry {
  readonly body: (db: Db) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** How a body ended inside its savepoint; nobody hears of it before the commit. */
type Ending = { readonly entry: Entry } & (
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: unknown }
);

/** The engine undid the whole group, not just the savepoint of the body that met the error. */
class GroupLost extends Error {}

/**
 * One writer, one transaction at a time, one commit for all that wait: each body runs in a savepoint of its own, so that
 * a failing one harms no other, and its caller is answered after the commit.
 */
export function groupCommit(writer: Database.Database, db: Db) {
  const queue: Entry[] = [];
  let working: Promise<void> | null = null;

  async function work(): Promise<void> {
    // Requests that arrive in the same turn of the event loop join one group, and answers go out between two.
    do {
      await nextTurn();
      await commitGroup(queue.splice(0, MAX_GROUP));
    } while (queue.length > 0);
    // In the same breath as the look at the queue, so that no entry can slip in between and wait for nobody.
    working = null;
  }

  async function commitGroup(entries: readonly Entry[]): Promise<void> {
    const endings: Ending[] = [];
    try {
      writer.exec("begin immediate");
      for (const entry of entries) endings.push(await inSavepoint(entry));
      writer.exec("commit");
    } catch (error) {
      if (writer.inTransaction) writer.exec("rollback");
      const [only] = entries;
      if (entries.length === 1 && only) only.reject(asStoreError(error instanceof GroupLost ? error.cause : error));
      // A full disk or a failed write took all of them down: each gets its own chance, and its own error.
      else for (const entry of entries) await commitGroup([entry]);
      return;
    }
    for (const ending of endings) {
      if (ending.ok) ending.entry.resolve(ending.value);
      else ending.entry.reject(ending.error);
    }
  }

  async function inSavepoint(entry: Entry): Promise<Ending> {
    writer.exec("savepoint body");
    try {
      const value = await entry.body(db);
      writer.exec("release body");
      return { entry, ok: true, value };
    } catch (error) {
      if (!writer.inTransaction) throw new GroupLost("rolled back by the engine", { cause: error });
      writer.exec("rollback to body");
      writer.exec("release body");
      return { entry, ok: false, error: asStoreError(error) };
    }
  }

  return {
    run<T>(body: (db: Db) => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        // The value that comes back is the one that this very body returned.
        queue.push({ body, resolve: resolve as (value: unknown) => void, reject });
        working ??= work();
      });
    },
    async drained(): Promise<void> {
      while (working) await working;
    },
  };
}
