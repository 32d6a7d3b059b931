import { join } from "node:path";
import type { Page } from "@playwright/test";
import Database from "better-sqlite3";
import { shopperWithMuch } from "./lib/much-to-lose.ts";
import { requireRelease } from "./lib/releases.ts";
import { addToCart, GOODS } from "./lib/shopper.ts";
import { expect, testWithShop } from "./lib/test.ts";

const test = testWithShop({ release: () => requireRelease("b") });

/** What a release after this one may do to the device (R11): a store more, and a field more in every record. */
function storeAsNextRelease(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("holdfast", 40);
        opening.onerror = () => reject(opening.error);
        opening.onblocked = () => reject(new Error("an open tab holds on to its connection"));
        opening.onupgradeneeded = () => {
          opening.result.createObjectStore("wishes", { keyPath: "sku" });
          for (const name of ["outbox", "orders", "meta", "cart-updates"]) {
            const store = opening.transaction?.objectStore(name);
            if (!store) continue;
            store.openCursor().onsuccess = ({ target }) => {
              const { result: cursor } = target as IDBRequest<IDBCursorWithValue | null>;
              if (!cursor) return;
              cursor.update({ ...cursor.value, next: { since: 1 } });
              cursor.continue();
            };
          }
        };
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
      }),
  );
}

function migrateAsNextRelease(dataDir: string): void {
  const books = new Database(join(dataDir, "holdfast.db"), { timeout: 5_000 });
  books.exec("alter table orders add column gift_note text");
  books.exec("create table wish (id text primary key, owner text not null)");
  books.close();
}

test("R11: after a rollback the cart and the waiting order that a newer release wrote are there, and it is placed once", async ({
  page,
  context,
  gate,
  shop,
}) => {
  const held = await shopperWithMuch(page, gate, shop);
  await storeAsNextRelease(page);
  migrateAsNextRelease(shop.dataDir);
  // The open tab goes on with what the next release made of its data.
  await addToCart(page, GOODS.mug);

  const older = requireRelease("a");
  await shop.switchTo(older);
  const live = async () => (await fetch(`${shop.origin}/cart`, { headers: { Connection: "close" } })).headers;
  await expect.poll(async () => (await live()).get("x-app-version")).toBe(older);
  const back = await context.newPage();
  // A connection that was open before the switch is closed after one more answer of the newer host.
  await expect(async () => {
    await back.goto("/cart");
    await expect(back.locator("html")).toHaveAttribute("data-release", older, { timeout: 2_000 });
  }).toPass();
  await expect(back.getByRole("link", { name: /^Cart/ }).first()).toContainText("2");
  await held.expectNothingLost(back);
});
