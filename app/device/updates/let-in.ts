import { AT_MOST_MS } from "../../../domain/updates/state.ts";
import type { PageToWorker } from "../../../protocol/messages.ts";
import { MESSAGE_VERSION } from "../../../protocol/versions.ts";
import { BASE_PATH } from "../base-path.ts";

const SKIP_WAITING: PageToWorker = { type: "SKIP_WAITING", version: MESSAGE_VERSION };
const NUDGE_MS = 500;

/**
 * Has the browser look again whether the older worker may go. Chromium ends that one in a hurry when another is let in, but
 * starts it anew for a request that comes while it ends, and then forgets both the hurry and every later `skipWaiting()`; it
 * looks again only for a visit, and the load of a script for a worker is the smallest. This one is no script and never runs.
 */
function nudge(): void {
  const visit = new Worker(`${BASE_PATH}/sw-manifest.json`);
  visit.addEventListener("error", () => visit.terminate(), { once: true });
}

/** Lets a waiting worker in (R5) and nudges the browser until it is; resolves then, or when another accept is needed. */
export function letIn(waiting: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearInterval(timer);
      waiting.removeEventListener("statechange", end);
      resolve();
    };
    let left = AT_MOST_MS.control / NUDGE_MS;
    const timer = setInterval(() => {
      left -= 1;
      if (left === 0) end();
      else nudge();
    }, NUDGE_MS);
    // From `installed` it can only be let in or be replaced.
    waiting.addEventListener("statechange", end);
    waiting.postMessage(SKIP_WAITING);
  });
}
