import type { WorkerToWorker } from "../protocol/messages.ts";
import { RELEASE_ID } from "../protocol/release.ts";
import { MESSAGE_VERSION } from "../protocol/versions.ts";
import { deleteOutdated } from "./cleanup.ts";
import { forgetPins } from "./clients.ts";
import { DamagedRelease, installRelease } from "./install.ts";
import { inWords, log } from "./log.ts";
import { worker } from "./scope.ts";
import { tell } from "./tell.ts";

/** Tells the worker that serves meanwhile what came of this installation (I1). */
function tellActive(good: boolean, url: string | null): void {
  const verdict: WorkerToWorker = { type: "VERDICT", version: MESSAGE_VERSION, release: RELEASE_ID, good, url };
  worker.registration.active?.postMessage(verdict);
}

/** Installs the shell of this release beside the one that serves (C3); a damaged one is refused and made known (I1). */
export async function install(): Promise<void> {
  try {
    await installRelease();
    tellActive(true, null);
  } catch (error) {
    log(`not installed: ${inWords(error)}`);
    if (error instanceof DamagedRelease) tellActive(false, error.url);
    throw error;
  }
}

/** Takes over: tabs of other releases keep their files (R2); claiming covers the first visit, whose tab has no worker yet (R5). */
export async function activateRelease(): Promise<void> {
  forgetPins();
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
  await deleteOutdated();
  await tell({ type: "UPDATE_ACTIVATED", release: RELEASE_ID });
}
