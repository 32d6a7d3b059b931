import type { Page } from "@playwright/test";

/** Deletes what the shop keeps in IndexedDB, as a browser does by itself with a shop that was not visited for a week. */
export async function deleteDatabase(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase("holdfast");
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
      }),
  );
}

/** The same while no page of the shop is open. */
export async function loseDatabase(page: Page): Promise<void> {
  await page.goto("/icons/icon.svg");
  await deleteDatabase(page);
}
