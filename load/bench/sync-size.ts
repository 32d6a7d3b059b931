import * as Y from "yjs";
import { addUnits, setUnits } from "../../domain/cart/document.ts";
import { CART_ROOT, newDeviceTag } from "../../domain/cart/keys.ts";
import { readServerCart, type ServerCart, syncServerCart } from "../../domain/cart/server-cart.ts";
import { randomFrom } from "../lib/random.ts";
import type { Ratio } from "../lib/report.ts";

const SKUS = ["ROPE-10", "LAMP-RED", "MUG-BLU", "OIL-JKT-YLW-XS", "SOCK-GRY-42"];
const SESSIONS = 1_000;
const SEED = 20261127;

/** A shopper's five lines, added one by one. */
function fiveLines(): Y.Doc {
  const doc = new Y.Doc();
  const tag = newDeviceTag();
  for (const [index, sku] of SKUS.entries()) addUnits(doc, tag, sku, index + 1);
  return doc;
}

/** The largest that a cart ever is at the server while three devices open, change and sync it so often. */
function largestOf(sessions: number): number {
  const random = randomFrom(SEED);
  const tags = [newDeviceTag(), newDeviceTag(), newDeviceTag()];
  let cart: ServerCart | null = null;
  let largest = 0;
  for (let session = 0; session < sessions; session += 1) {
    const doc = new Y.Doc();
    if (cart) Y.applyUpdate(doc, readServerCart(cart, cart.epoch, null).update);
    setUnits(doc, random.pick(tags), random.pick(SKUS), random.between(0, 12));
    const updates = [Y.encodeStateAsUpdate(doc)];
    const sync = { owner: "owner", updates, stateVector: null, epoch: cart?.epoch ?? 0, own: null };
    const synced = syncServerCart(cart, sync);
    if (!synced.ok) throw new Error(`session ${session} was refused: ${synced.reason}`);
    cart = synced.cart;
    largest = Math.max(largest, cart.state?.byteLength ?? 0);
  }
  return largest;
}

/** How large the cart's document is, new and after a thousand sessions. */
export async function benchCartSize(): Promise<{ title: string; ratios: Ratio[] }> {
  const doc = fiveLines();
  const bytes = Y.encodeStateAsUpdate(doc).byteLength;
  const plain = Buffer.byteLength(JSON.stringify(doc.getMap(CART_ROOT).toJSON()));
  const largest = largestOf(SESSIONS);
  return {
    title: "The cart's document",
    ratios: [
      {
        name: "five lines ÷ JSON.stringify of the same map",
        value: bytes / plain,
        atMost: 1.3,
        detail: `${bytes} bytes against ${plain}`,
      },
      {
        name: `kilobytes of 1,024, at the largest of ${SESSIONS.toLocaleString("en")} sessions`,
        value: largest / 1_024,
        atMost: 4,
        detail: `${largest} bytes; three devices, each session a document instance of its own`,
      },
    ],
  };
}
