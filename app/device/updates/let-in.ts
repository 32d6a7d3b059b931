import { AT_MOST_MS } from "../../../domain/updates/state.ts";
import { LET_IN_LOCK, underLock } from "../../../offline/locks.ts";
import type { PageToWorker } from "../../../protocol/messages.ts";
import { MESSAGE_VERSION } from "../../../protocol/versions.ts";
import { BASE_PATH } from "../base-path.ts";

const SKIP_WAITING: PageToWorker = { type: "SKIP_WAITING", version: MESSAGE_VERSION };
/** The older worker gets this moment to end in after each visit, which is work of its own. */
const PAUSE_MS = 500;
/** A visit that the ending worker never answers is not waited for. */
const VISIT_MS = 2_000;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Has the browser look again whether the older worker may go. Chromium ends that one in a hurry when another is let in, but
 * starts it anew for a request that comes while it ends, and then forgets both the hurry and every later `skipWaiting()`; it
 * looks again only for a visit, and the load of a script for a worker is the smallest. This one is no script and never runs.
 */
async function nudge(): Promise<void> {
  const visit = new Worker(`${BASE_PATH}/sw-manifest.json`);
  const ended = new Promise((resolve) => visit.addEventListener("error", resolve, { once: true }));
  await Promise.race([ended, pause(VISIT_MS)]);
  visit.terminate();
}

/** One visit at a time: on a slow device they would come faster than they end, and the older worker never would. */
async function nudgeUntil(decided: Promise<void>): Promise<void> {
  const over = decided.then(() => true);
  while (!(await Promise.race([over, pause(PAUSE_MS)]))) await Promise.race([over, nudge()]);
}

/** Lets a waiting worker in (R5) and nudges the browser until it is; resolves then, or when another accept is needed. */
export async function letIn(waiting: ServiceWorker): Promise<void> {
  const { promise: decided, resolve: decide } = Promise.withResolvers<void>();
  const timer = setTimeout(decide, AT_MOST_MS.control);
  // From `installed` it can only be let in or be replaced.
  waiting.addEventListener("statechange", () => decide(), { once: true });
  waiting.postMessage(SKIP_WAITING);
  // One tab visits for all that accepted: each visit is work of the older worker, and many would leave it no moment to end in.
  underLock(LET_IN_LOCK, () => nudgeUntil(decided)).catch((error: unknown) => {
    console.info("Another tab has to see to it that the new worker is let in", error);
  });
  await decided;
  clearTimeout(timer);
}
