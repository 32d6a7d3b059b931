import type { CartWrite } from "./carts.ts";
import { type DeviceDatabase, DURABLE } from "./database.ts";

/** Stores what another device sent directly (Y3); false, and nothing is stored, when the cart is another one by now. */
export async function storePeerUpdate(
  db: DeviceDatabase,
  { cartId, replaced, bytes, count }: Pick<CartWrite, "cartId" | "replaced" | "bytes" | "count">,
): Promise<boolean> {
  const tx = db.transaction(["cart-updates", "meta"], "readwrite", DURABLE);
  const cart = await tx.objectStore("meta").get("cart");
  const stands = cart?.name === "cart" && cart.cartId === cartId && (cart.replaced ?? 0) === replaced;
  if (stands) {
    await tx.objectStore("cart-updates").add({ cartId, bytes, origin: "peer", sent: true });
    await tx.objectStore("meta").put({ name: "cart-summary", cartId, count });
  }
  await tx.done;
  return stands;
}

/** Drops rows of peers that have had their time. */
export async function dropPeerRows(db: DeviceDatabase, ids: readonly number[]): Promise<void> {
  const tx = db.transaction("cart-updates", "readwrite", DURABLE);
  await Promise.all([...ids.map((id) => tx.store.delete(id)), tx.done]);
}
