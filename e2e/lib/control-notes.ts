import type { Page } from "@playwright/test";

/** Puts another value in place of what the worker has noted under a name, as if it had noted that itself; it reads it at its next start. */
export function changeNote<Value>(page: Page, name: string, change: (before: Value) => Value): Promise<void> {
  const inPage = async (key: string, next: (before: Value) => Value) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open("holdfast-control|/"));
    const store = db.transaction("notes", "readwrite").objectStore("notes");
    const note: { value: Value } | undefined = await done(store.get(key));
    if (note) await done(store.put({ name: key, value: next(note.value) }));
    db.close();
    if (!note) throw new Error(`the worker has noted nothing under ${key}`);
  };
  // Functions go to the page as text: it can be handed none.
  return page.evaluate(`(${inPage})(${JSON.stringify(name)}, ${change})`);
}
