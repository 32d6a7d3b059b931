import { deviceDatabase } from "../offline/database.ts";
import { queueCounts } from "../offline/outbox.ts";
import { isDeviceMessage, isPageToWorker, type WorkerToPage } from "../protocol/messages.ts";
import { RELEASE_ID } from "../protocol/release.ts";
import { MESSAGE_VERSION } from "../protocol/versions.ts";
import { storageRefused, tellStorage } from "./budget.ts";
import { keepDocument } from "./documents.ts";
import { drainOutbox } from "./drain.ts";
import { runIdle, stopIdle } from "./idle.ts";
import { tellPages } from "./long-work.ts";
import { learnFromMessage } from "./price-versions.ts";
import { purgeUser } from "./purge.ts";
import { worker } from "./scope.ts";

async function tellState(source: ExtendableMessageEvent["source"]): Promise<void> {
  const { waiting } = await queueCounts(await deviceDatabase());
  const state: WorkerToPage = {
    type: "STATE",
    version: MESSAGE_VERSION,
    release: RELEASE_ID,
    deployment: 0,
    waiting,
    mode: "NORMAL",
    reason: null,
    pinned: null,
    substituted: false,
    nonce: "",
  };
  source?.postMessage(state);
}

const DONE: WorkerToPage = { type: "DONE", version: MESSAGE_VERSION };

/** Answers a page's message; anything that is no message of this version is dropped. */
export async function answerMessage(event: ExtendableMessageEvent): Promise<void> {
  const data: unknown = event.data;
  if (isDeviceMessage(data)) await learnFromMessage(data);
  if (!isPageToWorker(data)) return;
  switch (data.type) {
    case "SKIP_WAITING":
      await worker.skipWaiting();
      return;
    case "QUIESCE":
      stopIdle();
      return;
    case "HELLO":
      await tellState(event.source);
      await tellStorage();
      if (data.claimed && event.source instanceof WindowClient) await keepDocument(event, event.source.url);
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
