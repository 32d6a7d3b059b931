import { isWorkerToPage, type PageToWorker, type WorkerToPage } from "../../../protocol/messages.ts";
import { MESSAGE_VERSION } from "../../../protocol/versions.ts";
import { pageRelease } from "../page-host.ts";

/** A worker that does not answer within this time is not well. */
const PATIENCE_MS = 2_000;

export type WorkerState = Extract<WorkerToPage, { type: "STATE" }>;

/** What a worker tells of itself and of this tab; null when it does not answer in time. */
export function askState(worker: ServiceWorker): Promise<WorkerState | null> {
  return new Promise((resolve) => {
    const end = (state: WorkerState | null) => {
      navigator.serviceWorker.removeEventListener("message", hear);
      clearTimeout(timer);
      resolve(state);
    };
    const hear = ({ source, data }: MessageEvent<unknown>) => {
      if (source === worker && isWorkerToPage(data) && data.type === "STATE") end(data);
    };
    const timer = setTimeout(() => end(null), PATIENCE_MS);
    navigator.serviceWorker.addEventListener("message", hear);
    const hello: PageToWorker = { type: "HELLO", version: MESSAGE_VERSION, release: pageRelease(), claimed: false };
    worker.postMessage(hello);
  });
}
