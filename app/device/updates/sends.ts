import { onDevice } from "../../../offline/database.ts";
import { CART_LOCK, DRAIN_LOCK, hasWebLocks } from "../../../offline/locks.ts";
import { heldWork } from "../standstill.ts";

const LOOK_MS = 250;

/** Resolves when the lock is free for a moment: whoever had it has come to the end of a unit. */
async function free(name: string, signal: AbortSignal): Promise<void> {
  await navigator.locks.request(name, { signal }, async () => {});
}

/** Without locks that span tabs, a lease in the outbox tells that somebody sends. */
async function leasesEnd(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const entries = await onDevice((db) => db.getAll("outbox"));
    if (!entries.some((entry) => entry.lease && entry.lease.until > Date.now())) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** Resolves once nothing of this device is on its way to the server, at the latest after this many milliseconds (R5). */
export async function sendsOver(atMostMs: number): Promise<void> {
  const signal = AbortSignal.timeout(atMostMs);
  const late = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  const locks = hasWebLocks() ? [free(DRAIN_LOCK, signal), free(CART_LOCK, signal)] : [leasesEnd(signal)];
  await Promise.race([Promise.allSettled([heldWork(), ...locks]), late]);
}
