"use client";

import { useEffect, useRef } from "react";
import { newDeviceTag } from "../../domain/cart/keys.ts";
import { isCartSyncAnswer } from "../../offline/answers.ts";
import { onDeviceMessage } from "../../offline/bus.ts";
import { onDevice } from "../../offline/database.ts";
import { CART_LOCK, underLock } from "../../offline/locks.ts";
import { getMeta } from "../../offline/meta.ts";
import { openCart } from "../../offline/open-cart.ts";
import type { Outcome } from "../../offline/outcome.ts";
import { hasUnsent, keepCopy, leaveCart, noteTold, storeSharing } from "../../offline/shared-cart.ts";
import { isSharing } from "../../offline/sharing-answer.ts";
import { uuidv7 } from "../../protocol/ids.ts";
import type { ProblemCode } from "../../protocol/problems.ts";
import type { Invitation, Sharing } from "../../protocol/sharing.ts";
import { bringBack } from "./bring-back.ts";
import { cartWritten } from "./cart.ts";
import type { FormerCart, NotEntered } from "./enter-cart.ts";
import { onOnline, onVisible } from "./page-host.ts";
import { drainNow } from "./sender.ts";
import { readShare } from "./share-state.ts";
import { callAsOwner } from "./shop-calls.ts";
import { holdUpdates } from "./standstill.ts";
import { syncSoon } from "./sync-soon.ts";

export type { FormerCart } from "./enter-cart.ts";

/** What the shop refused; `unreached` where it did not answer, `unsent` where changes of this device wait to be sent first. */
export type SharingTrouble = ProblemCode | NotEntered | "unreached" | "unsent";

export type SharingOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: SharingTrouble };

const fail = (why: SharingTrouble): { readonly ok: false; readonly why: SharingTrouble } => ({ ok: false, why });

const isLeft = (body: unknown): body is object => typeof body === "object" && body !== null && "left" in body;
const isInvitation = (body: unknown): body is Invitation =>
  typeof body === "object" && body !== null && "secret" in body && "sharing" in body && isSharing(body.sharing);

type Call = Parameters<typeof callAsOwner>[0];

async function ask<T>(call: Call, is: (body: unknown) => body is T): Promise<SharingOutcome<T>> {
  let outcome: Outcome;
  try {
    outcome = await callAsOwner(call);
  } catch (error) {
    console.info("The shop is out of reach", error);
    return fail("unreached");
  }
  if (outcome.kind === "done") return is(outcome.body) ? { ok: true, value: outcome.body } : fail("unreached");
  return fail(outcome.problem?.code ?? "unreached");
}

async function keep<T>(asked: SharingOutcome<T>, sharingOf: (value: T) => Sharing): Promise<SharingOutcome<T>> {
  if (!asked.ok) return asked;
  await onDevice((db) => storeSharing(db, sharingOf(asked.value)));
  await readShare();
  return asked;
}

const at = (cartId: string, path: string) => `/api/carts/${cartId}/${path}`;

/** Asks the shop how the current cart is shared now. */
async function askSharing(cartId: string): Promise<SharingOutcome<Sharing>> {
  return keep(await ask({ method: "GET", path: at(cartId, "members") }, isSharing), (sharing) => sharing);
}

/** Asks that, and for what the other members have put into it. */
export async function refreshSharing(cartId: string): Promise<SharingOutcome<Sharing>> {
  const asked = await askSharing(cartId);
  // A device that was taken out keeps a copy as soon as a sync is refused.
  if (asked.ok || asked.why === "not-found") await syncSoon(cartId);
  return asked;
}

/** Makes the secret of a link; a cart that the shop has not heard of yet is told it first. */
export async function inviteToCart(): Promise<SharingOutcome<Invitation>> {
  const suggested = { cartId: uuidv7(), device: newDeviceTag(), now: Date.now() };
  const { cartId } = await onDevice((db) => openCart(db, suggested));
  const known = await ask(emptySync(cartId), isCartSyncAnswer);
  if (!known.ok) return known;
  return keep(
    await ask({ method: "POST", path: at(cartId, "invitation"), body: {} }, isInvitation),
    (made) => made.sharing,
  );
}

function emptySync(cartId: string): Call {
  return { method: "POST", path: at(cartId, "sync"), body: { stateVector: null, updates: [], epoch: 0 } };
}

/** Ends the link; who came by it stays. */
export async function revokeLink(cartId: string): Promise<SharingOutcome<Sharing>> {
  return keep(await ask({ method: "DELETE", path: at(cartId, "invitation") }, isSharing), (sharing) => sharing);
}

/** Takes another member out of a cart of one's own. */
export async function takeOut(cartId: string, memberId: string): Promise<SharingOutcome<Sharing>> {
  return keep(
    await ask({ method: "DELETE", path: at(cartId, `members/${memberId}`) }, isSharing),
    (sharing) => sharing,
  );
}

/**
 * Joins the cart of a link's secret and makes it the cart of this device, with or without what the device had; a cart that it
 * has already is left as it is. Nothing changes here unless all of it could be fetched.
 */
export async function joinByLink(secret: string, former: FormerCart): Promise<SharingOutcome<Sharing>> {
  // A cart that the browser has deleted comes back before another takes its place (Y5).
  await bringBack();
  // Asked before the link is used: what could not be sent could not be kept aside either.
  if (former === "keep" && !(await sendFirst())) return fail(navigator.onLine ? "unsent-former" : "unreached");
  const joined = await ask({ method: "POST", path: "/api/carts/join", body: { secret } }, isSharing);
  if (!joined.ok) return joined;
  const sharing = joined.value;
  if (await onDevice((db) => storeSharing(db, sharing))) return joined;
  const synced = await ask(emptySync(sharing.cartId), isCartSyncAnswer);
  if (!synced.ok) return synced;
  const { enterSharedCart } = await import("./enter-cart.ts");
  const entered = await holdUpdates(enterSharedCart(sharing, synced.value, former));
  if (typeof entered === "string") return fail(entered);
  await readShare();
  cartWritten(sharing.cartId, entered);
  return joined;
}

/** What is kept aside or left is not sent from then on, so the shop gets it before; answers whether it has all of it. */
async function sendFirst(): Promise<boolean> {
  const cart = await onDevice((db) => getMeta(db, "cart"));
  if (!cart || !(await onDevice((db) => hasUnsent(db, cart.cartId)))) return true;
  await drainNow({ eager: true });
  return !(await onDevice((db) => hasUnsent(db, cart.cartId)));
}

/** Leaves a shared cart and goes back to the one that was kept aside, or to an empty one. */
export async function leaveSharedCart(cartId: string): Promise<SharingOutcome<null>> {
  if (!(await sendFirst())) return fail("unsent");
  const left = await ask({ method: "POST", path: at(cartId, "leave"), body: {} }, isLeft);
  // Who is no member any more has left already.
  if (!left.ok && left.why !== "not-found") return left;
  // What another tab changes meanwhile stays here, as in the copy of a cart that is no longer shared.
  return backToOwnCart(false);
}

/** Gives up the copy of a cart that is no longer shared with this device, for what the device had before. */
export function backToFormerCart(): Promise<SharingOutcome<null>> {
  return backToOwnCart(true);
}

async function backToOwnCart(dropUnsent: boolean): Promise<SharingOutcome<null>> {
  const leave = { suggestedId: uuidv7(), now: Date.now(), dropUnsent };
  const current = await underLock(CART_LOCK, () => onDevice((db) => leaveCart(db, leave)));
  if (!current) return fail("unsent");
  await readShare();
  cartWritten(current.cartId, current.count);
  return { ok: true, value: null };
}

/** The copy of a cart that is no longer shared with this device stays its cart. */
export async function keepTheCopy(): Promise<SharingOutcome<null>> {
  await onDevice(keepCopy);
  await readShare();
  return { ok: true, value: null };
}

/** The shopper has seen that another member ordered. */
export async function orderWasTold(orderedAt: string): Promise<void> {
  await onDevice((db) => noteTold(db, orderedAt));
  await readShare();
}

/** Looks again at most so often, however fast the others fill the cart. */
const LOOK_EVERY_MS = 2_000;

/** Keeps what is known of a shared cart fresh for as long as it is looked at, and asks again with every new list of who does. */
export function useFreshSharing(cartId: string | null, looking: readonly string[]): void {
  const again = useRef<() => void>(() => {});
  const before = useRef(looking);

  useEffect(() => {
    if (cartId === null) return;
    const isVisible = () => document.visibilityState === "visible";
    const refresh = () => {
      if (isVisible()) void refreshSharing(cartId);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      if (isVisible()) void askSharing(cartId);
    };
    again.current = () => {
      timer ??= setTimeout(look, LOOK_EVERY_MS);
    };
    // Without a count, it was the server's word: perhaps somebody has ordered.
    const changed = onDeviceMessage((message) => {
      if (message.type === "CART_CHANGED" && message.count === null) again.current();
    });
    refresh();
    const stops = [onVisible(refresh), onOnline(refresh), changed];
    return () => {
      again.current = () => {};
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [cartId]);

  useEffect(() => {
    if (looking !== before.current) again.current();
    before.current = looking;
  }, [looking]);
}
