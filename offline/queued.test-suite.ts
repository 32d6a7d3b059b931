import { beforeEach } from "vitest";
import * as Y from "yjs";
import { countOf } from "../domain/cart/counters.ts";
import { addUnits, documentLines, ownCounters } from "../domain/cart/document.ts";
import { uuidv7 } from "../protocol/ids.ts";
import { storeLocalUpdate } from "./carts.ts";
import type { DeviceDatabase } from "./database.ts";
import { drainPorts, freshDevice, orderRequest, type ShopServer, shopServer } from "./device.test-suite.ts";
import type { DrainPorts } from "./drain.ts";
import { openCart } from "./open-cart.ts";
import { queueOrder } from "./orders.ts";

/** Queues an order of a cart of its own; its key. */
export async function queueAnOrder(db: DeviceDatabase, now: number): Promise<string> {
  const key = uuidv7(now);
  const following = { cartId: uuidv7(), update: null, count: 0 };
  await queueOrder(db, { key, request: orderRequest(uuidv7()), offers: [], now, following });
  return key;
}

/** Changes the cart's document as a tab of this device does, a row for each change, and queues their sync; the cart's id. */
export async function changeCart(
  db: DeviceDatabase,
  now: number,
  doc: Y.Doc,
  change: (device: string) => void,
): Promise<string> {
  const { cartId, device } = await openCart(db, { cartId: uuidv7(), device: "phone1", now });
  const updates: Uint8Array[] = [];
  const collect = (update: Uint8Array) => updates.push(update);
  doc.on("update", collect);
  change(device);
  doc.off("update", collect);
  for (const bytes of updates) {
    await storeLocalUpdate(db, {
      cartId,
      bytes,
      replaced: 0,
      own: ownCounters(doc, device),
      stateVector: Y.encodeStateVector(doc),
      count: countOf(documentLines(doc)),
      now,
    });
  }
  return cartId;
}

/** Puts two ropes and a lamp into the cart. */
export function fillCart(db: DeviceDatabase, now: number, doc = new Y.Doc()): Promise<string> {
  return changeCart(db, now, doc, (device) => {
    addUnits(doc, device, "ROPE-10", 2);
    addUnits(doc, device, "LAMP-RED", 1);
  });
}

const START = Date.parse("2026-11-22T10:00:00Z");

export interface SendingDevice {
  db: DeviceDatabase;
  server: ShopServer;
  now: number;
  ports(change?: Partial<DrainPorts>): DrainPorts;
  /** Queues an order of a cart of its own; its key. */
  queue(createdAt?: number): Promise<string>;
}

/** A device that sends to a shop, both new before each test of the file, with a clock that tests set. */
export function sendingDevice(): SendingDevice {
  const device = {
    ports: (change = {}) => drainPorts(device.server, { now: () => device.now, ...change }),
    queue: (createdAt = device.now) => queueAnOrder(device.db, createdAt),
  } as SendingDevice;
  beforeEach(async () => {
    Object.assign(device, { db: await freshDevice(), server: shopServer(), now: START });
  });
  return device;
}
