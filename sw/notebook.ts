import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import { scopePath } from "./scope.ts";

/** When an entry of a cache was last used, milliseconds since 1970. */
export interface Use {
  readonly cache: string;
  readonly url: string;
  readonly usedAt: number;
}

interface NotebookSchema extends DBSchema {
  use: { key: [string, string]; value: Use };
  notes: { key: string; value: { readonly name: string; readonly value: unknown } };
}

export type Notebook = IDBPDatabase<NotebookSchema>;

const VERSION = 1;

function open(name: string): Promise<Notebook> {
  return openDB<NotebookSchema>(name, VERSION, {
    upgrade(db) {
      db.createObjectStore("use", { keyPath: ["cache", "url"] });
      db.createObjectStore("notes", { keyPath: "name" });
    },
    blocking: (_current, _blocked, event) => {
      opened = null;
      if (event.target instanceof IDBDatabase) event.target.close();
    },
    terminated: () => {
      opened = null;
    },
  });
}

async function openOrRenew(): Promise<Notebook> {
  const name = `holdfast-notebook|${scopePath()}`;
  const db = await open(name);
  if (db.objectStoreNames.contains("use") && db.objectStoreNames.contains("notes")) return db;
  db.close();
  await deleteDB(name);
  return open(name);
}

let opened: Promise<Notebook> | null = null;

/**
 * Runs work on the worker's notebook: what it remembers of its own doings, named by scope (R9). Nothing in it is ever
 * missed, so a notebook that cannot be opened or written answers `otherwise`.
 */
export async function onNotebook<T>(work: (notebook: Notebook) => Promise<T>, otherwise: T): Promise<T> {
  try {
    opened ??= openOrRenew();
    return await work(await opened);
  } catch (error) {
    opened = null;
    console.info("The worker goes on without its notebook", error);
    return otherwise;
  }
}

/** The note of this name, or null where there is none of that shape. */
export function readNote<T>(name: string, fits: (value: unknown) => value is T): Promise<T | null> {
  return onNotebook(async (notebook) => {
    const note: unknown = (await notebook.get("notes", name))?.value;
    return fits(note) ? note : null;
  }, null);
}

export function writeNote(name: string, value: unknown): Promise<void> {
  return onNotebook(async (notebook) => {
    await notebook.put("notes", { name, value });
  }, undefined);
}

/** Forgets everything that was noted. */
export function clearNotebook(): Promise<void> {
  return onNotebook(async (notebook) => {
    await Promise.all([notebook.clear("use"), notebook.clear("notes")]);
  }, undefined);
}
