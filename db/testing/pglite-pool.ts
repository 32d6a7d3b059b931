import { EventEmitter } from "node:events";
import type { PGlite } from "@electric-sql/pglite";
import type pg from "pg";

interface Statement {
  readonly text: string;
  readonly rowMode?: "array";
}

/**
 * A pool of `pg` over PGlite, which has one connection only: a transaction of one client keeps all others waiting, as if they
 * shared one serial database.
 */
export function poolOverPglite(lite: PGlite): pg.Pool {
  let turn: Promise<void> = Promise.resolve();

  /** Waits for its turn; the returned function ends it. */
  async function takeTurn(): Promise<() => void> {
    const before = turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    turn = promise;
    await before;
    return resolve;
  }

  async function send(statement: Statement | string, values: unknown[] = []) {
    const { text, rowMode } = typeof statement === "string" ? { text: statement } : statement;
    const result = await lite.query(text, values, rowMode ? { rowMode } : {});
    return { ...result, rowCount: result.affectedRows };
  }

  function client() {
    let endTurn: (() => void) | null = null;
    const leave = () => {
      endTurn?.();
      endTurn = null;
    };
    return {
      async query(statement: Statement | string, values?: unknown[]) {
        const text = typeof statement === "string" ? statement : statement.text;
        if (text.includes("advisory_lock")) return { rows: [] };
        const isAlone = endTurn === null;
        endTurn ??= await takeTurn();
        const ends = /^(commit|rollback)/i.test(text) || (isAlone && !/^begin/i.test(text));
        try {
          return await send(statement, values);
        } finally {
          if (ends) leave();
        }
      },
      release: leave,
    };
  }

  const pool = Object.assign(new EventEmitter(), {
    connect: async () => client(),
    query: (statement: Statement | string, values?: unknown[]) => client().query(statement, values),
    end: async () => {},
  });
  // The store uses a few methods of the pool, and these are they.
  return pool as unknown as pg.Pool;
}
