import type { Page } from "@playwright/test";

/** What is done to the shop's database on a device; functions go to the page as text, so one of them does it all. */
type Work =
  | { readonly kind: "count"; readonly store: string }
  | { readonly kind: "get"; readonly store: string; readonly key: string }
  | { readonly kind: "put"; readonly rows: readonly { readonly store: string; readonly value: unknown }[] };

function work<Result>(page: Page, what: Work): Promise<Result> {
  return page.evaluate(async (asked: Work) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open("holdfast"));
    try {
      if (asked.kind === "count") return await done(db.transaction(asked.store).objectStore(asked.store).count());
      if (asked.kind === "get") return await done(db.transaction(asked.store).objectStore(asked.store).get(asked.key));
      const stores = [...new Set(asked.rows.map(({ store }) => store))];
      const tx = db.transaction(stores, "readwrite", { durability: "strict" });
      for (const { store, value } of asked.rows) tx.objectStore(store).put(value);
      await new Promise<void>((resolve, reject) => {
        tx.oncomplete = () => resolve();
        tx.onabort = () => reject(tx.error);
      });
      return undefined;
    } finally {
      db.close();
    }
  }, what);
}

/** How many records the device holds in one store. */
export function countOnDevice(page: Page, store: string): Promise<number> {
  return work(page, { kind: "count", store });
}

/** A record of the device; undefined where there is none. */
export function getOnDevice<Value>(page: Page, store: string, key: string): Promise<Value | undefined> {
  return work(page, { kind: "get", store, key });
}

/** Leaves records on the device, all or none; resolves once they are durable. */
export function putOnDevice(page: Page, rows: Extract<Work, { kind: "put" }>["rows"]): Promise<void> {
  return work(page, { kind: "put", rows });
}
