import { deviceDatabase } from "../offline/database.ts";
import { type DrainPorts, type DrainReport, drain } from "../offline/drain.ts";
import { drainForSync as drainPatiently } from "../offline/drain-for-sync.ts";
import { DRAIN_LOCK, hasWebLocks, underLock } from "../offline/locks.ts";
import { isReachable } from "../offline/reach.ts";
import { RELEASE_ID } from "../protocol/release.ts";
import { isIdleResting } from "./idle.ts";
import { worker } from "./scope.ts";
import { tellTooOld } from "./tell.ts";
import { noteFailure } from "./trust.ts";

const ports: DrainPorts = {
  database: deviceDatabase,
  fetch: (input, init) => fetch(input, init),
  now: Date.now,
  random: Math.random,
  lock: (unit) => underLock(DRAIN_LOCK, unit),
  lockSpansTabs: hasWebLocks(),
  holder: `worker-${Math.random().toString(36).slice(2)}`,
  clientBuild: RELEASE_ID,
  reachable: isReachable,
  stop: isIdleResting,
  onSkew: () => tellTooOld().catch(noteFailure),
};

/** Sends what waits, ignoring our own backoff when something says that the network is back. */
export function drainOutbox(options: { readonly eager: boolean }): Promise<DrainReport> {
  return drain(ports, options);
}

/** A background sync (W2); rejects while something is left to send, which makes the browser come back later. */
export function drainForSync(): Promise<void> {
  // A newer worker that was let in comes when this one has nothing under way (R5).
  return drainPatiently(ports, () => !isIdleResting() && !worker.registration.waiting);
}

/** Sends what waits as far as it can; what is left has other triggers. */
export async function drainQuietly(options: { readonly eager: boolean }): Promise<void> {
  try {
    await drainOutbox(options);
  } catch (error) {
    console.warn("The outbox could not be drained", error);
  }
}

let started = false;

/**
 * Drains once after each start of the worker, in the first event that can keep it alive (W2), and not before `answered`
 * has settled: who waits for a page comes before what waits to be sent.
 */
export function drainAtStart(event: ExtendableEvent, answered: Promise<unknown> = Promise.resolve()): void {
  if (started) return;
  started = true;
  event.waitUntil(Promise.allSettled([answered]).then(() => drainQuietly({ eager: false })));
}
