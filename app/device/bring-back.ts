import { isCartList } from "../../offline/answers.ts";
import { announce, onDeviceMessage } from "../../offline/bus.ts";
import { onDevice } from "../../offline/database.ts";
import { underLock } from "../../offline/locks.ts";
import { adoptCart, isUnknownHere, noteBegun } from "../../offline/lost.ts";
import { SYNC_TAGS } from "../../offline/triggers.ts";
import type { CartList } from "../../protocol/cart.ts";
import { MESSAGE_VERSION } from "../../protocol/versions.ts";
import { restoredUnits } from "./cart.ts";
import { type KeptMark, markOf, readMark, writeMark } from "./kept-mark.ts";
import { onOnline, onVisible, whenIdle } from "./page-host.ts";
import { type Returned, tellReturned } from "./returned.ts";
import { pageTriggers } from "./sender.ts";
import { callAsOwner } from "./shop-calls.ts";

const LOCK = "holdfast-bring-back";

const unitsOf = (cart: CartList["items"][number]) => cart.lines.reduce((sum, line) => sum + line.quantity, 0);

/** What is to be told, or null where nothing was missing. */
export function reportOf(
  mark: KeptMark | null,
  cart: { readonly from: "shop" | "window"; readonly units: number } | null,
): Returned | null {
  if (mark === null && cart === null) return null;
  return {
    cart: cart?.from ?? null,
    units: cart?.units ?? 0,
    cartUnsent: cart?.from !== "window" && (mark?.cartUnsent ?? false),
    orders: mark?.orders ?? 0,
    others: mark?.others ?? 0,
    noted: mark !== null,
  };
}

async function lookForLost(): Promise<void> {
  if (!(await onDevice(isUnknownHere))) return;
  const mark = readMark();
  // A window that still shows its cart has all of it, also what the shop has not seen.
  const units = await restoredUnits();
  const kept = units === null ? null : ({ from: "window", units } as const);
  const outcome = await callAsOwner({ method: "GET", path: "/api/carts" });
  if (outcome.kind !== "done" || !isCartList(outcome.body)) return;
  const [cart] = outcome.body.items;
  const found = cart ? { cartId: cart.id, units: unitsOf(cart) } : null;
  const adopted = found ? await onDevice((db) => adoptCart(db, found, Date.now())) : "here";
  await onDevice((db) => noteBegun(db, Date.now()));
  const fromShop = found && adopted !== "here" ? ({ from: "shop", units: found.units } as const) : null;
  const report = reportOf(mark, kept ?? fromShop);
  if (report) tellReturned(report);
  if (!found || adopted === "here") return;
  announce({ type: "CART_CHANGED", version: MESSAGE_VERSION, cartId: found.cartId, count: null });
  pageTriggers().queued(SYNC_TAGS.document);
}

/**
 * Y5: where the browser has deleted what the shop kept here, brings the cart back from an open window or from the server, and
 * says honestly what is missing. Asks the server once in the life of a database; while it cannot be asked, later again.
 */
export function bringBack(): Promise<void> {
  return underLock(LOCK, lookForLost).catch((error: unknown) => {
    console.info("Whether something is missing here cannot be found out now", error);
  });
}

async function note(): Promise<void> {
  // What was lost is read from the mark before another takes its place.
  if (await onDevice(isUnknownHere)) return;
  writeMark(await onDevice(markOf));
}

/** Keeps the mark up to date and looks for what is missing, whenever the page comes into view or online; answers how to stop. */
export function followKept(): () => void {
  const look = () => void bringBack().then(note).catch(console.info);
  look();
  const off = [
    onVisible(look),
    onOnline(look),
    onDeviceMessage(({ type }) => {
      if (type === "CART_CHANGED" || type === "QUEUE_STATE") whenIdle(look);
    }),
  ];
  return () => {
    for (const end of off) end();
  };
}
