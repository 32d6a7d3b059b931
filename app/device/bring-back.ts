import { countOf } from "../../domain/cart/counters.ts";
import { announce, onDeviceMessage } from "../../offline/bus.ts";
import { isCartList } from "../../offline/cart-list.ts";
import { onDevice } from "../../offline/database.ts";
import { underLock } from "../../offline/locks.ts";
import { bringCartBack, type FoundCart, isUnknownHere } from "../../offline/lost.ts";
import { SYNC_TAGS } from "../../offline/triggers.ts";
import { MESSAGE_VERSION } from "../../protocol/versions.ts";
import { type KeptMark, markOf, readMark, writeMark } from "./kept-mark.ts";
import { onOnline, onVisible, whenIdle } from "./page-host.ts";
import { type Returned, tellReturned } from "./returned.ts";
import { pageTriggers } from "./sender.ts";
import { callAsOwner } from "./shop-calls.ts";

const LOCK = "holdfast-bring-back";

/** A shop that did not answer is not asked again for so long, unless a network comes back. */
const REST_MS = 60_000;
let restUntil = Number.NEGATIVE_INFINITY;

/** What is to be told, or null where nothing was missing. */
export function reportOf(mark: KeptMark | null, cart: Pick<FoundCart, "from" | "units"> | null): Returned | null {
  if (mark === null && cart === null) return null;
  return {
    cart: cart?.from ?? null,
    units: cart?.units ?? 0,
    // An open window had every change of this device, also what the shop has not seen.
    cartUnsent: cart?.from !== "window" && (mark?.cartUnsent ?? false),
    orders: mark?.orders ?? 0,
    others: mark?.others ?? 0,
    noted: mark !== null,
  };
}

async function lookForLost(): Promise<void> {
  if (performance.now() < restUntil || !(await onDevice(isUnknownHere))) return;
  restUntil = performance.now() + REST_MS;
  const mark = readMark();
  const outcome = await callAsOwner({ method: "GET", path: "/api/carts" });
  if (outcome.kind !== "done" || !isCartList(outcome.body)) return;
  const carts = outcome.body.items.map(({ id, lines, sharing }) => ({ cartId: id, units: countOf(lines), sharing }));
  // Others may have changed a cart that this device had left aside.
  const likelyFirst = [
    ...carts.filter(({ cartId }) => cartId === mark?.cartId),
    ...carts.filter(({ cartId }) => cartId !== mark?.cartId),
  ];
  const found = await onDevice((db) => bringCartBack(db, likelyFirst, Date.now()));
  restUntil = Number.NEGATIVE_INFINITY;
  const report = reportOf(mark, found);
  if (report) tellReturned(report);
  if (!found) return;
  announce({ type: "CART_CHANGED", version: MESSAGE_VERSION, cartId: found.cartId, count: null });
  pageTriggers().queued(SYNC_TAGS.document);
}

/**
 * Y5: where the browser has deleted what the shop kept here, goes on with the cart that the server or an open window still has, and
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
  let isWanted = false;
  look();
  const off = [
    onVisible(look),
    onOnline(() => {
      restUntil = Number.NEGATIVE_INFINITY;
      look();
    }),
    onDeviceMessage(({ type }) => {
      if (isWanted || (type !== "CART_CHANGED" && type !== "QUEUE_STATE")) return;
      isWanted = true;
      whenIdle(() => {
        isWanted = false;
        look();
      });
    }),
  ];
  return () => {
    for (const end of off) end();
  };
}
