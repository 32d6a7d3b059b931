import type { JSHandle, Page } from "@playwright/test";
import { DRAIN_LOCK } from "../../offline/locks.ts";

interface Held {
  release(): void;
}

/** What a page has taken, which holds up whoever needs it next. */
export interface Obstacle {
  release(): Promise<void>;
}

const obstacle = (handle: JSHandle<Held>): Obstacle => ({ release: () => handle.evaluate((held) => held.release()) });

/** The turn to send, from when it is this page's; who sends waits before its next unit. */
export async function takeTurn(page: Page): Promise<Obstacle> {
  const handle = page.evaluateHandle(
    (name) =>
      new Promise<Held>((resolve, reject) => {
        const { promise, resolve: release } = Promise.withResolvers<void>();
        navigator.locks
          .request(name, () => {
            resolve({ release });
            return promise;
          })
          .catch(reject);
      }),
    DRAIN_LOCK,
  );
  return obstacle(await handle);
}

/** How many wait for their turn to send. */
export function turnsWanted(page: Page): Promise<number> {
  return page.evaluate(
    async (name) => ((await navigator.locks.query()).pending ?? []).filter((lock) => lock.name === name).length,
    DRAIN_LOCK,
  );
}

/** The outbox, by a transaction that this page keeps open; whoever wants to read or write it waits. */
export async function occupyOutbox(page: Page): Promise<Obstacle> {
  const handle = page.evaluateHandle(
    () =>
      new Promise<Held>((resolve, reject) => {
        const opening = indexedDB.open("holdfast");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const outbox = db.transaction("outbox", "readwrite").objectStore("outbox");
          let held = true;
          // A transaction without a request is over.
          const goOn = () => {
            if (held) outbox.count().onsuccess = goOn;
            else db.close();
          };
          outbox.count().onsuccess = () => {
            resolve({
              release() {
                held = false;
              },
            });
            goOn();
          };
        };
      }),
  );
  return obstacle(await handle);
}
