import type { Page } from "@playwright/test";
import { queuedRecord } from "../../offline/orders.ts";
import { orderEntry } from "../../offline/outbox.ts";
import { uuidv7 } from "../../protocol/ids.ts";
import type { OrderRequest } from "../../protocol/orders.ts";

/** Leaves on a device what the shop leaves when an order is queued, for more orders than a test could click together; their keys. */
export async function queueOrders(page: Page, requests: readonly OrderRequest[]): Promise<string[]> {
  const now = Date.now();
  const queued = requests.map((request, index) => {
    const key = uuidv7(now + index);
    return {
      entry: orderEntry(key, request, now + index),
      record: queuedRecord({ key, request, offers: [], now: now + index }),
    };
  });
  await page.evaluate(async (all) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open("holdfast");
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    const tx = db.transaction(["outbox", "orders"], "readwrite", { durability: "strict" });
    for (const { entry, record } of all) {
      tx.objectStore("outbox").add(entry);
      tx.objectStore("orders").add(record);
    }
    await new Promise<void>((resolve, reject) => {
      tx.oncomplete = () => resolve();
      tx.onabort = () => reject(tx.error);
    });
    db.close();
  }, queued);
  return queued.map(({ entry }) => entry.key);
}

/** How many entries the device still holds. */
export function queueLength(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open("holdfast");
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    const asked = db.transaction("outbox").objectStore("outbox").count();
    const count = await new Promise<number>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    db.close();
    return count;
  });
}
