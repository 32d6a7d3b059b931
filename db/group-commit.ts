import { setImmediate as nextTurn } from "node:timers/promises";
import type Database from "better-sqlite3";
import { asStoreError } from "./errors.ts";
import type { Db } from "./store.ts";

/** The most transactions that share one commit: it bounds how long the first of them waits for the last. */
export const MAX_GROUP = 64;

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

/** Somebody else's time at the file: no group is open while it lasts. */
interface Pause {
  readonly until: () => Promise<void>;
}

/** The engine undid the whole group, not just the savepoint of the body that met the error. */
class GroupLost extends Error {}

export interface GroupCommitOptions {
  readonly maxGroup?: number | undefined;
  /** Waits for the right to write where another connection of this process writes too; what it returns gives it back. */
  readonly turn?: (() => Promise<() => void>) | undefined;
}

/**
 * One writer, one transaction at a time, one commit for all that wait: each body runs in a savepoint of its own, so that
 * a failing one harms no other, and its caller is answered after the commit.
 */
export function groupCommit(
  writer: Database.Database,
  db: Db,
  { maxGroup = MAX_GROUP, turn = async () => () => {} }: GroupCommitOptions = {},
) {
  const queue: (Entry | Pause)[] = [];
  const statements = preparedOnce(writer);
  let working: Promise<void> | null = null;

  async function work(): Promise<void> {
    // Requests that arrive in the same turn of the event loop join one group, and answers go out between two.
    do {
      await nextTurn();
      const [first] = queue;
      if (first && "until" in first) {
        queue.shift();
        await first.until();
      } else {
        const giveBack = await turn();
        try {
          await commitGroup(nextGroup());
        } finally {
          giveBack();
        }
      }
    } while (queue.length > 0);
    // In the same breath as the look at the queue, so that no entry can slip in between and wait for nobody.
    working = null;
  }

  function nextGroup(): Entry[] {
    const entries: Entry[] = [];
    while (entries.length < maxGroup) {
      const [next] = queue;
      if (next === undefined || "until" in next) break;
      entries.push(next);
      queue.shift();
    }
    return entries;
  }

  async function commitGroup(entries: readonly Entry[]): Promise<void> {
    const endings: Ending[] = [];
    try {
      statements.begin();
      for (const entry of entries) endings.push(await inSavepoint(entry));
      statements.commit();
    } catch (error) {
      if (writer.inTransaction) statements.rollback();
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
    statements.mark();
    try {
      const value = await entry.body(db);
      statements.release();
      return { entry, ok: true, value };
    } catch (error) {
      if (!writer.inTransaction) throw new GroupLost("rolled back by the engine", { cause: error });
      statements.undo();
      statements.release();
      return { entry, ok: false, error: asStoreError(error) };
    }
  }

  function enqueue(next: Entry | Pause): void {
    queue.push(next);
    working ??= work();
  }

  return {
    run<T>(body: (db: Db) => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        // The value that comes back is the one that this very body returned.
        enqueue({ body, resolve: resolve as (value: unknown) => void, reject });
      });
    },
    /** Leaves the file to another connection, in the order of the queue, until the promise of `until` settles. */
    pause(until: () => Promise<void>): void {
      enqueue({ until });
    },
    async drained(): Promise<void> {
      while (working) await working;
    },
  };
}

/** Compiling these for each transaction would cost as much as a statement that does something. */
function preparedOnce(writer: Database.Database) {
  const once = (sql: string) => {
    const statement = writer.prepare(sql);
    return () => void statement.run();
  };
  return {
    begin: once("begin immediate"),
    commit: once("commit"),
    rollback: once("rollback"),
    mark: once("savepoint body"),
    release: once("release body"),
    undo: once("rollback to body"),
  };
}
