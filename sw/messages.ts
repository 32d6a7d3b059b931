import { isDeviceMessage, isPageToWorker, isWorkerToWorker, type WorkerToPage } from "../protocol/messages.ts";
import { MESSAGE_VERSION } from "../protocol/versions.ts";
import { stillDamaged } from "./admit.ts";
import { storageRefused, tellStorage } from "./budget.ts";
import { deleteOutdated, deleteOwnCaches } from "./cleanup.ts";
import { pin } from "./clients.ts";
import { keepDocument } from "./documents.ts";
import { drainOutbox } from "./drain.ts";
import { runIdle, stopIdle } from "./idle.ts";
import { tellPages } from "./long-work.ts";
import { redeem } from "./nonces.ts";
import { learnFromMessage } from "./price-versions.ts";
import { purgeUser } from "./purge.ts";
import { takeOver } from "./take-over.ts";
import { stateFor } from "./tell.ts";
import { recentTroubleOf } from "./trouble.ts";
import { damagedFilesOf, distrust, noteFailure, trust } from "./trust.ts";

const DONE: WorkerToPage = { type: "DONE", version: MESSAGE_VERSION };

/** R2: a page knows best what it was built from; one that was open before the worker is kept for offline. */
async function greet(event: ExtendableMessageEvent, page: WindowClient, release: string, claimed: boolean) {
  // Whether its document stood in for a damaged one is known from when it was given.
  await pin(page.id, release, null).catch(noteFailure);
  page.postMessage(await stateFor(page.id));
  // R10: a page that a missing script broke was told before it could hear.
  const trouble = recentTroubleOf(release);
  if (trouble) page.postMessage(trouble);
  await tellStorage();
  if (claimed) await keepDocument(event, page.url);
}

/** K3, K4, K5: only a page of ours that was given the nonce may have caches dropped. */
async function cleanUp(page: WindowClient, nonce: string, what: "stale" | "all"): Promise<void> {
  if (!redeem(page.id, nonce)) return;
  await (what === "all" ? deleteOwnCaches() : deleteOutdated());
  const done: WorkerToPage = { type: "CLEANED", version: MESSAGE_VERSION, nonce };
  page.postMessage(done);
}

/** Whether a message comes from another worker of this registration. */
function isFromWorker({ source }: ExtendableMessageEvent): boolean {
  return source !== null && "scriptURL" in source;
}

/** Answers a message of a page or of the worker that is being installed; anything that is none of this version is dropped. */
export async function answerMessage(event: ExtendableMessageEvent): Promise<void> {
  const { source, data }: { source: ExtendableMessageEvent["source"]; data: unknown } = event;
  if (isDeviceMessage(data)) await learnFromMessage(data);
  if (isWorkerToWorker(data) && isFromWorker(event)) {
    if (data.good) {
      trust(data.release);
      await stillDamaged(data.release, damagedFilesOf(data.release));
    } else distrust(data.release, data.url ?? "");
  }
  if (!isPageToWorker(data)) return;
  switch (data.type) {
    case "SKIP_WAITING":
      await takeOver();
      return;
    case "QUIESCE":
      stopIdle();
      return;
    case "HELLO":
      if (source instanceof WindowClient) await greet(event, source, data.release, data.claimed);
      return;
    case "FORCE_CLEANUP":
      if (source instanceof WindowClient) await cleanUp(source, data.nonce, data.what);
      return;
    case "SYNC_NOW_AVAILABLE":
      await drainOutbox({ eager: true });
      return;
    case "MAKE_ROOM":
      await storageRefused();
      event.ports[0]?.postMessage(DONE);
      return;
    case "PURGE_USER":
      await purgeUser();
      event.ports[0]?.postMessage(DONE);
      return;
    case "WARM_UP":
    case "START_LONG_OPERATION":
      await runIdle(event);
      await tellPages("idle", 0);
      return;
  }
}
