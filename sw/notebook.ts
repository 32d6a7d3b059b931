import { type Book, book } from "./book.ts";

const notebook = book("holdfast-notebook");

/**
 * Runs work on the worker's notebook: what it remembers of its own doings. Nothing in it is ever missed, so a notebook that
 * cannot be opened or written answers `otherwise`.
 */
export async function onNotebook<T>(work: (notebook: Book) => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await notebook.on(work);
  } catch (error) {
    console.info("The worker goes on without its notebook", error);
    return otherwise;
  }
}

/** The note of this name, or null where there is none of that shape. */
export function readNote<T>(name: string, fits: (value: unknown) => value is T): Promise<T | null> {
  return onNotebook(async (db) => {
    const note: unknown = (await db.get("notes", name))?.value;
    return fits(note) ? note : null;
  }, null);
}

export function writeNote(name: string, value: unknown): Promise<void> {
  return onNotebook(async (db) => {
    await db.put("notes", { name, value });
  }, undefined);
}

/** Forgets everything that was noted. */
export function clearNotebook(): Promise<void> {
  return onNotebook(async (db) => {
    await Promise.all([db.clear("use"), db.clear("notes")]);
  }, undefined);
}
