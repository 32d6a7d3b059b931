import { type Placeholder, sql } from "drizzle-orm";
import type { Db } from "./store.ts";

interface Preparable<Rows> {
  prepare(name: string): { execute(values?: Record<string, unknown>): Promise<Rows> };
}

type Run<Rows> = (values?: Record<string, unknown>) => Promise<Rows>;

/**
 * A statement that is built and prepared once per connection: building one costs drizzle many times what running it does.
 * Values are given by the names of its `sql.placeholder`s.
 */
export function prepared<Rows>(name: string, build: (db: Db) => Preparable<Rows>) {
  const byDb = new WeakMap<Db, Run<Rows>>();
  return (db: Db, values?: Record<string, unknown>): Promise<Rows> => {
    let run = byDb.get(db);
    if (!run) {
      const statement = build(db).prepare(name);
      run = (given) => statement.execute(given);
      byDb.set(db, run);
    }
    return run(values);
  };
}

/**
 * Like `prepared`, for a statement over a list of texts whose length varies: lists are filled up to the next power of two by
 * repeating their last item, so that a handful of statements serve every length. An empty list asks nothing.
 */
export function preparedForList<Row>(name: string, build: (db: Db, list: Placeholder[]) => Preparable<Row[]>) {
  const bySize = new Map<number, ReturnType<typeof prepared<Row[]>>>();
  return async (db: Db, list: readonly string[], values?: Record<string, unknown>): Promise<Row[]> => {
    const last = list.at(-1);
    if (last === undefined) return [];
    const size = 2 ** Math.ceil(Math.log2(list.length));
    const names = Array.from({ length: size }, (_, index) => `item${index}`);
    let run = bySize.get(size);
    if (!run) {
      run = prepared(`${name}-${size}`, (on) =>
        build(
          on,
          names.map((item) => sql.placeholder(item)),
        ),
      );
      bySize.set(size, run);
    }
    return run(db, { ...values, ...Object.fromEntries(names.map((item, index) => [item, list[index] ?? last])) });
  };
}
