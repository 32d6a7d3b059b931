import type { IDBPTransaction } from "idb";
import { type DeviceDatabase, type DeviceSchema, DURABLE } from "./database.ts";

type SettleStores = ["outbox", "orders", "cart-updates", "meta"];
export type SettleTx = IDBPTransaction<DeviceSchema, SettleStores, "readwrite">;

/** The one durable transaction in which the outcome of a try becomes true. */
export function settleTransaction(db: DeviceDatabase): SettleTx {
  const stores: SettleStores = ["outbox", "orders", "cart-updates", "meta"];
  return db.transaction(stores, "readwrite", DURABLE);
}
