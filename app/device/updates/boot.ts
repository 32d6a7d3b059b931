import type { Target } from "../../../domain/updates/state.ts";
import type { PageToWorker } from "../../../protocol/messages.ts";
import { MESSAGE_VERSION } from "../../../protocol/versions.ts";
import { pageRelease } from "../page-host.ts";
import { askState, type WorkerState } from "./ask-state.ts";
import { liveTarget } from "./live-target.ts";

/** K4: the worker drops what nobody needs any more; under a live worker the page would tear holes. */
function dropStaleCaches(worker: ServiceWorker, { nonce }: WorkerState): void {
  const request: PageToWorker = { type: "FORCE_CLEANUP", version: MESSAGE_VERSION, nonce, what: "stale" };
  worker.postMessage(request);
}

/**
 * K4, the part that takes time: has stale caches dropped where the boot check saw another release than the last time, and
 * answers what the server routes this tab to where that is not its own release. Silence is no verdict, and a page that
 * stands in for a damaged one is as new as it can be (I1).
 */
export async function checkBoot(): Promise<Target | null> {
  const { controller } = navigator.serviceWorker ?? { controller: null };
  const [state, live] = await Promise.all([controller ? askState(controller) : null, liveTarget()]);
  const { releaseBefore } = document.documentElement.dataset;
  if (controller && state && releaseBefore !== undefined) dropStaleCaches(controller, state);
  return live && live.release !== pageRelease() && !state?.substituted ? live : null;
}
