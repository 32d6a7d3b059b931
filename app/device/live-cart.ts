import { isCartSyncAnswer } from "../../offline/answers.ts";
import { announce, onDeviceMessage } from "../../offline/bus.ts";
import { onDevice } from "../../offline/database.ts";
import { getLiveBase, type LiveBase, type LiveOutcome, storeLiveEvent } from "../../offline/live-cart.ts";
import { MESSAGE_VERSION } from "../../protocol/versions.ts";
import { listenTo } from "./event-stream.ts";
import { lead } from "./lead.ts";
import { forgetLooking, hearLooking } from "./looking.ts";
import { syncSoon } from "./sync-soon.ts";

function addressOf({ cartId, epoch, vector }: LiveBase): string {
  const known = new URLSearchParams({ epoch: String(epoch), ...(vector === null ? {} : { vector }) });
  return `/api/carts/${cartId}/live?${known}`;
}

/** Takes in one event and tells all tabs of what it brought. */
async function take(base: LiveBase, data: string): Promise<LiveOutcome> {
  const event: unknown = JSON.parse(data);
  if (!isCartSyncAnswer(event) || event.epoch === undefined) throw new TypeError("this is no event of a cart");
  const { update, stateVector, lines, epoch } = event;
  const outcome = await onDevice((db) => storeLiveEvent(db, base, { update, stateVector, lines, epoch }));
  if (outcome === "stored") {
    announce({ type: "CART_CHANGED", version: MESSAGE_VERSION, cartId: base.cartId, count: null });
  }
  return outcome;
}

/**
 * Follows the cart of this device until the signal is aborted, whichever that is at the time. Events are stored one after the
 * other; the stream ends with one that could not be, and is opened anew on what the device has then.
 */
async function follow(signal: AbortSignal): Promise<void> {
  let heard: { readonly base: LiveBase; readonly end: AbortController } | null = null;
  let work = Promise.resolve();

  const leave = () => {
    heard?.end.abort();
    heard = null;
    forgetLooking();
  };
  const inTurn = (step: () => Promise<void>) => {
    work = work.then(step).catch((error: unknown) => {
      leave();
      console.info("The cart is not heard live until it changes here", error);
    });
  };

  const look = async () => {
    const base = signal.aborted ? null : await onDevice(getLiveBase);
    if (heard && heard.base.cartId === base?.cartId && heard.base.replaced === base.replaced) return;
    leave();
    if (base === null || signal.aborted) return;
    const end = new AbortController();
    heard = { base, end };
    const hear = (data: string) => inTurn(() => (end.signal.aborted ? Promise.resolve() : settle(base, data)));
    const refused = () => inTurn(() => syncSoon(base.cartId));
    const looking = (data: string) => inTurn(async () => (end.signal.aborted ? undefined : hearLooking(data)));
    const moment = { named: { looking }, opened: forgetLooking, broken: forgetLooking };
    listenTo(addressOf(base), { hear, ...moment, refused }, end.signal);
  };

  const settle = async (base: LiveBase, data: string) => {
    const outcome = await take(base, data);
    if (outcome === "stored" || outcome === "known") return;
    leave();
    if (outcome === "moved") return look();
    // The document of a new epoch takes the place of ours with what we alone have: the sync's work, which tells when it is done.
    await syncSoon(base.cartId);
  };

  const off = onDeviceMessage((message) => {
    if (message.type === "CART_CHANGED") inTurn(look);
  });
  inTurn(look);
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => {
      off();
      leave();
      resolve();
    });
  });
}

/** Y2: while this page is shown, brings what other devices do to the cart into every tab of this one. */
export function followCart(): () => void {
  return lead({ lock: "holdfast-live-cart", follow, whileVisible: true });
}
