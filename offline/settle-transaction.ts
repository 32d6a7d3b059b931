import type { IDBPTransaction } from "idb";
import { type DeviceDatabase, type DeviceSchema, REPEATABLE } from "./database.ts";

type SettleStores = ["outbox", "orders", "cart-updates", "meta"];
export type SettleTx = IDBPTransaction<DeviceSchema, SettleStores, "readwrite">;

/** The one transaction in which the outcome of a try becomes true: an entry that a power cut brings back is sent again under its key. */
export function settleTransaction(db: DeviceDatabase): SettleTx {
  const stores: SettleStores = ["outbox", "orders", "cart-updates", "meta"];
  return db.transaction(stores, "readwrite", REPEATABLE);
}
