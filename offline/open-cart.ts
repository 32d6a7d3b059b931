import type { OwnCounters } from "../domain/cart/document.ts";
import { type StoredRow, withIds } from "./carts.ts";
import { type CartHead, type DeviceDatabase, DURABLE } from "./database.ts";

export interface OpenCart {
  readonly cartId: string;
  /** This device's tag inside cart documents. */
  readonly device: string;
  readonly startedAt: number;
  /** How often the server's document took the place of the rows: a tab's document then starts from them anew. */
  readonly replaced: number;
  /** Of the server's document (Y2). */
  readonly epoch: number;
  /** This device's own counters as they were last written; null where only older releases wrote. */
  readonly own: OwnCounters | null;
  readonly rows: readonly StoredRow[];
}

export interface SuggestedCart {
  readonly cartId: string;
  readonly device: string;
  readonly now: number;
  /** The ids that this tab has worked with: they go on in a database that is empty because the browser deleted the one before (Y5). */
  readonly held?: { readonly cartId: string; readonly device: string } | null;
}

/** The current cart with its rows in the order in which they were stored; the suggested ids serve a device that has none. */
export async function openCart(db: DeviceDatabase, suggested: SuggestedCart): Promise<OpenCart> {
  const tx = db.transaction(["meta", "cart-updates"], "readwrite", DURABLE);
  const meta = tx.objectStore("meta");
  const known = await meta.get("cart");
  const { held = null, now } = suggested;
  // A device that was told to forget is empty, too, but not unknown: nothing may come back to it (C13).
  const isUnknown = (await meta.get("begun")) === undefined;
  const cart: CartHead =
    known?.name === "cart"
      ? known
      : {
          name: "cart",
          cartId: isUnknown && held ? held.cartId : suggested.cartId,
          startedAt: now,
          ...(isUnknown ? { fresh: held ? "tab" : "anew" } : {}),
        };
  const tagged = await meta.get("device");
  const tag = held?.cartId === cart.cartId ? held.device : suggested.device;
  const device = tagged?.name === "device" ? tagged : { name: "device" as const, tag };
  if (cart !== known) await meta.put(cart);
  if (device !== tagged) await meta.put(device);
  const counters = await meta.get("cart-counters");
  const own = counters?.name === "cart-counters" && counters.cartId === cart.cartId ? counters.own : null;
  const rows = await tx.objectStore("cart-updates").index("cart").getAll(cart.cartId);
  await tx.done;
  const { cartId, startedAt, replaced = 0, epoch = 0 } = cart;
  return { cartId, device: device.tag, startedAt, replaced, epoch, own, rows: withIds(rows) };
}
