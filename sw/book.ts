import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import { scopePath } from "./scope.ts";

/** When an entry of a cache was last used, milliseconds since 1970. */
export interface Use {
  readonly cache: string;
  readonly url: string;
  readonly usedAt: number;
}

interface BookSchema extends DBSchema {
  use: { key: [string, string]; value: Use };
  notes: { key: string; value: { readonly name: string; readonly value: unknown } };
}

export type Book = IDBPDatabase<BookSchema>;

const VERSION = 1;
const KEYS = { use: ["cache", "url"], notes: "name" };
const STORES = ["use", "notes"] as const;

function isUsable(db: Book): boolean {
  return STORES.every((name) => {
    if (!db.objectStoreNames.contains(name)) return false;
    return String(db.transaction(name).store.keyPath) === String(KEYS[name]);
  });
}

/**
 * A small database of the worker's own, named by scope (R9). It holds nothing that cannot be found out again, so one that
 * cannot be opened or has another shape is thrown away and begun anew.
 */
export function book(prefix: string) {
  const name = () => `${prefix}|${scopePath()}`;
  let opened: Promise<Book> | null = null;

  const open = async (): Promise<Book> => {
    const db = await openDB<BookSchema>(name(), VERSION, {
      upgrade: (fresh) => {
        for (const store of STORES) fresh.createObjectStore(store, { keyPath: KEYS[store] });
      },
      // R11: the other worker of this scope may want to begin it anew.
      blocking: (_current, _blocked, event) => {
        opened = null;
        if (event.target instanceof IDBDatabase) event.target.close();
      },
      terminated: () => {
        opened = null;
      },
    });
    if (isUsable(db)) return db;
    db.close();
    throw new DOMException(`${name()} has another shape`, "UnknownError");
  };

  const renew = async () => {
    await deleteDB(name());
    return open();
  };

  return {
    /** Runs work on the book; rejects where there is no storage. */
    async on<T>(work: (db: Book) => Promise<T>): Promise<T> {
      try {
        opened ??= open().catch(renew);
        return await work(await opened);
      } catch (error) {
        opened = null;
        throw error;
      }
    },
    async destroy(): Promise<void> {
      if (opened) (await opened).close();
      opened = null;
      await deleteDB(name());
    },
  };
}
