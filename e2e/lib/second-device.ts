import type { Browser, Page } from "@playwright/test";
import { cartSyncEntry } from "../../offline/outbox.ts";
import { open } from "./shopper.ts";
import { expect } from "./test.ts";

/** What the device of this page knows of its cart. */
async function cartIdOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open("holdfast");
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    const asked = db.transaction("meta").objectStore("meta").get("cart");
    const cart = await new Promise<{ cartId: string }>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    db.close();
    return cart.cartId;
  });
}

/**
 * Another device of the same person, with a document of its own of the cart that this page's device has sent: at `origin`, where
 * it shows the cart. Its context is the caller's to close.
 */
export async function secondDevice(
  browser: Browser,
  first: Page,
  origin: string,
): Promise<{ page: Page; cartId: string }> {
  const cartId = await cartIdOf(first);
  const context = await browser.newContext({ baseURL: origin });
  // A host's cookies are the same at each of its ports.
  await context.addCookies(await first.context().cookies());
  const page = await context.newPage();
  await open(page, "/about");
  await page.evaluate(
    async ({ cart, entry }) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open("holdfast");
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
      const tx = db.transaction(["meta", "outbox"], "readwrite", { durability: "strict" });
      tx.objectStore("meta").put(cart);
      tx.objectStore("outbox").put(entry);
      await new Promise<void>((resolve, reject) => {
        tx.oncomplete = () => resolve();
        tx.onabort = () => reject(tx.error);
      });
      db.close();
    },
    { cart: { name: "cart", cartId, startedAt: Date.now() }, entry: cartSyncEntry(cartId, Date.now()) },
  );
  await page.goto("/cart");
  await expect(page.getByText("Saved on this device and with us.")).toBeVisible();
  return { page, cartId };
}
