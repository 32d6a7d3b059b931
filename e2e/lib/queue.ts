import type { Page } from "@playwright/test";
import { queuedRecord } from "../../offline/orders.ts";
import { orderEntry } from "../../offline/outbox.ts";
import { uuidv7 } from "../../protocol/ids.ts";
import type { OrderRequest } from "../../protocol/orders.ts";
import { countOnDevice, putOnDevice } from "./device-database.ts";

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
  const rows = queued.flatMap(({ entry, record }) => [
    { store: "outbox", value: entry },
    { store: "orders", value: record },
  ]);
  await putOnDevice(page, rows);
  return queued.map(({ entry }) => entry.key);
}

/** How many entries the device still holds. */
export function queueLength(page: Page): Promise<number> {
  return countOnDevice(page, "outbox");
}
