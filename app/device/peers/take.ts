import * as Y from "yjs";
import { countOf } from "../../../domain/cart/counters.ts";
import { documentLines } from "../../../domain/cart/document.ts";
import { copyOf } from "../../../domain/cart/new-document.ts";
import { ownPart } from "../../../domain/cart/own-part.ts";
import { judgePeerUpdate } from "../../../domain/cart/peer-update.ts";
import type { CartRefusal } from "../../../domain/cart/server-cart.ts";
import { announce } from "../../../offline/bus.ts";
import { onDevice } from "../../../offline/database.ts";
import { storePeerUpdate } from "../../../offline/peer-rows.ts";
import { MESSAGE_VERSION } from "../../../protocol/versions.ts";
import { withCart } from "../cart-document.ts";

/** The cart that devices meet about: its id and the epoch of its document. */
export interface Meeting {
  readonly cartId: string;
  readonly epoch: number;
}

export type Taken =
  | "taken"
  | "known"
  /** This device has another cart, or another epoch of it, by now. */
  | "moved"
  | CartRefusal;

/** Y3: stores what another device sent directly, if it may say that at all; resolves once it is durable here. */
export async function takeFromPeer(meeting: Meeting, sender: string, update: Uint8Array): Promise<Taken> {
  const { taken, count } = await withCart<{ taken: Taken; count: number }>(async (cart, { doc }) => {
    const { cartId, device, replaced } = cart;
    if (cartId !== meeting.cartId || cart.epoch !== meeting.epoch) return { taken: "moved", count: 0 };
    const verdict = judgePeerUpdate(doc, device, sender, update);
    if (!verdict.ok) return { taken: verdict.reason, count: 0 };
    const { news } = verdict;
    if (!news) return { taken: "known", count: 0 };
    const after = copyOf(doc);
    Y.applyUpdate(after, news);
    const count = countOf(documentLines(after));
    const stored = await onDevice((db) => storePeerUpdate(db, { cartId, replaced, bytes: news, count }));
    return { taken: stored ? "taken" : "moved", count };
  });
  if (taken === "taken") announce({ type: "CART_CHANGED", version: MESSAGE_VERSION, cartId: meeting.cartId, count });
  return taken;
}

export interface OwnWords extends Meeting {
  readonly device: string;
  /** How often the server's document took the place of this device's. */
  readonly replaced: number;
  /** All that this device wrote into the cart, as one update. */
  readonly update: Uint8Array;
}

/** What this device has to say to its peers. */
export function ownWords(): Promise<OwnWords> {
  return withCart(async ({ cartId, epoch, device, replaced }, { doc }) => ({
    cartId,
    epoch,
    device,
    replaced,
    update: ownPart(doc, device),
  }));
}
