import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { OwnCounters } from "../domain/cart/document.ts";
import type { Offer } from "../protocol/catalogue.ts";
import type { Sharing } from "../protocol/sharing.ts";
import type { LocalOrder } from "./local-order.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import type { ViewedProduct } from "./viewed.ts";

/** R11: a store may be added within this version line; a store whose shape breaks takes a new database name. */
const NAME = "holdfast";
const VERSION = 2;

/** The cart that is being filled. */
export interface CartHead {
  readonly name: "cart";
  readonly cartId: string;
  readonly startedAt: number;
  /** The epoch of all its rows; 0 where none is named (Y2). */
  readonly epoch?: number;
  /** How often the server's document took the place of this device's rows; 0 where it is not named. */
  readonly replaced?: number;
  /** Begun before it was known whether the browser had deleted an earlier database: anew, or by a tab that still had the cart (Y5). */
  readonly fresh?: "anew" | "tab";
}

/** How the current cart is shared (Y4), as the server said it last. */
export interface ShareRecord {
  readonly name: "share";
  readonly sharing: Sharing;
  /** The cart that was current before this one was joined. */
  readonly kept: KeptCart | null;
  /** The time of the newest order from it that the shopper was told of. */
  readonly told: string | null;
}

/** A cart that waits, untouched, until a shared one is left. */
export interface KeptCart {
  readonly cart: CartHead;
  /** Units in it. */
  readonly count: number;
  readonly own: OwnCounters | null;
  readonly share: ShareRecord | null;
}

/** Small facts about this device, one record per name. */
export type Meta =
  /** Names this device inside cart documents. */
  | { readonly name: "device"; readonly tag: string }
  /** Names its person in caches (C13). */
  | { readonly name: "owner"; readonly tag: string }
  /** The server has yet to be asked to forget whoever used this device before (C13). */
  | { readonly name: "forget"; readonly askedAt: number }
  /** Whatever a browser had deleted before this database was begun has been looked for (Y5). */
  | { readonly name: "begun"; readonly at: number }
  | CartHead
  | ShareRecord
  /** What this device itself has counted in the cart: it outlives rows that are damaged, and whole epochs (Y5). */
  | { readonly name: "cart-counters"; readonly cartId: string; readonly own: OwnCounters }
  /** Units in the cart, for pages that do not load Yjs. */
  | { readonly name: "cart-summary"; readonly cartId: string; readonly count: number }
  /** What the shop last signed for this device's cart (P3); opaque here. */
  | { readonly name: "quote"; readonly currency: string; readonly quote: string }
  /** The card that this device's person keeps with the acquirer, as they recognise it (P4). */
  | { readonly name: "kept-card"; readonly brand: string; readonly last4: string }
  /** The Yjs state vector of the cart's stored rows, or of a part of them: it never claims more than is stored. */
  | { readonly name: "cart-vector"; readonly cartId: string; readonly stateVector: Uint8Array };

/** One Yjs update of a cart; rows are only ever added, marked as sent, or merged. */
export interface CartUpdateRow {
  readonly id?: number;
  readonly cartId: string;
  readonly bytes: Uint8Array;
  /** What a `peer` sent counts until the server has said what is true, and goes to nobody from here (Y3). */
  readonly origin: "local" | "server" | "peer";
  readonly sent: boolean;
}

/** An offer as this device last saw it: `at` is the server's time (ISO 8601) at which its prices were true. */
export interface StoredOffer {
  readonly sku: string;
  readonly offer: Offer;
  readonly priceVersion: number;
  readonly at: string;
}

export interface StoredDraft {
  readonly name: string;
  readonly value: unknown;
  readonly savedAt: number;
}

export interface DeviceSchema extends DBSchema {
  meta: { key: string; value: Meta };
  "cart-updates": { key: number; value: CartUpdateRow; indexes: { cart: string } };
  outbox: { key: string; value: OutboxEntry };
  orders: { key: string; value: LocalOrder; indexes: { server: string } };
  drafts: { key: string; value: StoredDraft };
  offers: { key: string; value: StoredOffer };
  viewed: { key: string; value: ViewedProduct };
}

export type DeviceDatabase = IDBPDatabase<DeviceSchema>;

/** Durable writes reach the disk before they resolve, so that a power cut cannot take back what the shopper was told. */
export const DURABLE = { durability: "strict" } as const;

/** For what the next try finds out again, as an attempt or the answer to it: killed processes lose none of it, and no write waits for the disk. */
export const REPEATABLE = { durability: "relaxed" } as const;

function createStores(db: DeviceDatabase): void {
  const has = (name: string) => [...db.objectStoreNames].some((existing) => existing === name);
  if (!has("meta")) db.createObjectStore("meta", { keyPath: "name" });
  if (!has("cart-updates")) {
    db.createObjectStore("cart-updates", { keyPath: "id", autoIncrement: true }).createIndex("cart", "cartId");
  }
  if (!has("outbox")) db.createObjectStore("outbox", { keyPath: "key" });
  if (!has("orders")) db.createObjectStore("orders", { keyPath: "key" }).createIndex("server", "order.id");
  if (!has("drafts")) db.createObjectStore("drafts", { keyPath: "name" });
  if (!has("offers")) db.createObjectStore("offers", { keyPath: "sku" });
  if (!has("viewed")) db.createObjectStore("viewed", { keyPath: "slug" });
}

const STORES = ["meta", "cart-updates", "outbox", "orders", "drafts", "offers", "viewed"] as const;

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : "";
}

let opened: Promise<DeviceDatabase> | null = null;

async function open(version: number | undefined): Promise<DeviceDatabase> {
  const db = await openDB<DeviceSchema>(NAME, version, {
    upgrade: createStores,
    // An old tab that holds on would block every newer release (R11).
    blocking: (_current, _blocked, event) => {
      opened = null;
      if (event.target instanceof IDBDatabase) event.target.close();
    },
    terminated: () => {
      opened = null;
    },
  });
  if (STORES.every((name) => db.objectStoreNames.contains(name))) return db;
  const next = db.version + 1;
  db.close();
  return open(next);
}

/**
 * The device's database; one connection per context, opened again after it was closed or deleted under us, and repaired
 * when a store is missing. Rejects where the browser offers no IndexedDB.
 */
export function deviceDatabase(): Promise<DeviceDatabase> {
  opened ??= open(VERSION)
    .catch((error: unknown) => {
      // A newer release has raised the version; its stores are a superset of ours (R11).
      if (nameOf(error) === "VersionError") return open(undefined);
      throw error;
    })
    .catch((error: unknown) => {
      opened = null;
      throw error;
    });
  return opened;
}

let makeRoom: (() => Promise<unknown>) | null = null;

/** Sets what makes room where the device takes no more: it evicts what can be fetched again (C14). */
export function onFull(evict: () => Promise<unknown>): void {
  makeRoom = evict;
}

/** A transaction that ran out of room is undone as a whole; the browser calls that a quota error or an abort. */
const IS_FULL = ["QuotaExceededError", "AbortError"];

/**
 * Runs one piece of work, once more on a fresh connection when the one at hand was closing, and once more when room could
 * be made on a full device: both times nothing of it had been done.
 */
export async function onDevice<T>(work: (db: DeviceDatabase) => Promise<T>): Promise<T> {
  try {
    return await work(await deviceDatabase());
  } catch (error) {
    const name = nameOf(error);
    if (name === "InvalidStateError") opened = null;
    else if (IS_FULL.includes(name) && makeRoom) await makeRoom();
    else throw error;
    return work(await deviceDatabase());
  }
}
