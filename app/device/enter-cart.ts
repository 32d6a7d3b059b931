import * as Y from "yjs";
import { applyWhole } from "../../domain/cart/apply-whole.ts";
import { type CartLineQuantity, countOf } from "../../domain/cart/counters.ts";
import { addUnits, documentLines, ownCounters } from "../../domain/cart/document.ts";
import { newDeviceTag, parseCounterKey } from "../../domain/cart/keys.ts";
import { fromBase64 } from "../../offline/base64.ts";
import { onDevice } from "../../offline/database.ts";
import { CART_LOCK, underLock } from "../../offline/locks.ts";
import { openCart } from "../../offline/open-cart.ts";
import { enterCart } from "../../offline/shared-cart.ts";
import type { CartSyncAnswer } from "../../protocol/cart.ts";
import { uuidv7 } from "../../protocol/ids.ts";
import type { Sharing } from "../../protocol/sharing.ts";

/** What becomes of the cart that the device has: its things go into the shared one, or it waits until that is left. */
export type FormerCart = "bring" | "keep";

/**
 * Why a shared cart was not entered: what was to be brought along is more than the shop's limits allow, or what was to be kept
 * aside has changes that the server lacks.
 */
export type NotEntered = "does-not-fit" | "unsent-former";

/** Makes a shared cart the one of this device, from the server's whole document of it; answers the units in it (Y4). */
export function enterSharedCart(
  sharing: Sharing,
  answer: CartSyncAnswer,
  former: FormerCart,
): Promise<number | NotEntered> {
  return underLock(CART_LOCK, async () => {
    const now = Date.now();
    const cart = await onDevice((db) => openCart(db, { cartId: uuidv7(), device: newDeviceTag(), now }));
    const before = new Y.Doc();
    for (const row of cart.rows) applyWhole(before, row.bytes);

    const doc = new Y.Doc();
    const document = fromBase64(answer.update);
    Y.applyUpdate(doc, document);
    // What this device wrote there as another member is not its own any more.
    const device = hasWritten(doc, cart.device) ? newDeviceTag() : cart.device;
    const vector = Y.encodeStateVector(doc);
    const brought = former === "bring" ? documentLines(before) : [];
    if (!doc.transact(() => bring(doc, device, brought))) return "does-not-fit";
    const count = countOf(documentLines(doc));
    const entered = await onDevice((db) =>
      enterCart(db, {
        sharing,
        epoch: answer.epoch ?? 0,
        document,
        added: brought.length > 0 ? Y.encodeStateAsUpdate(doc, vector) : null,
        stateVector: Y.encodeStateVector(doc),
        own: ownCounters(doc, device),
        device,
        count,
        keep: former === "keep",
        now,
      }),
    );
    return entered ? count : "unsent-former";
  });
}

/** Whether all of it fits. */
function bring(doc: Y.Doc, device: string, lines: readonly CartLineQuantity[]): boolean {
  return lines.every(({ sku, quantity }) => addUnits(doc, device, sku, quantity).limited === null);
}

function hasWritten(doc: Y.Doc, device: string): boolean {
  return [...doc.share.keys()].some((root) =>
    [...doc.getMap(root).keys()].some((key) => parseCounterKey(key)?.writer === device),
  );
}
