import { isWorkerToPage, type PageToWorker } from "../../../protocol/messages.ts";
import { MESSAGE_VERSION } from "../../../protocol/versions.ts";
import { BASE_PATH } from "../base-path.ts";
import { askState } from "../updates/ask-state.ts";

/** A worker that has not emptied its caches within this time is not well. */
const PATIENCE_MS = 5_000;
/** The nonce is gone when the worker was stopped between giving and redeeming it. */
const TRIES = 2;

export type PurgedBy =
  | "worker"
  /** There is no worker whose caches they are. */
  | "page"
  /** There is one, and it did not answer. */
  | "page-for-worker";

/** The worker of this very scope: below `/v2/` a browser without one of its own would name the root's (R9). */
async function ownWorker(): Promise<ServiceWorker | null> {
  if (!("serviceWorker" in navigator)) return null;
  const scope = `${BASE_PATH}/`;
  const registration = await navigator.serviceWorker.getRegistration(scope);
  return registration && new URL(registration.scope).pathname === scope ? registration.active : null;
}

/** Has the worker drop every cache of its scope, and waits for its word. */
function cleanUp(worker: ServiceWorker, nonce: string): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (done: boolean) => {
      navigator.serviceWorker.removeEventListener("message", hear);
      clearTimeout(timer);
      resolve(done);
    };
    const hear = ({ source, data }: MessageEvent<unknown>) => {
      if (source === worker && isWorkerToPage(data) && data.type === "CLEANED" && data.nonce === nonce) end(true);
    };
    const timer = setTimeout(() => end(false), PATIENCE_MS);
    navigator.serviceWorker.addEventListener("message", hear);
    const request: PageToWorker = { type: "FORCE_CLEANUP", version: MESSAGE_VERSION, nonce, what: "all" };
    worker.postMessage(request);
  });
}

async function askWorker(worker: ServiceWorker): Promise<boolean> {
  for (let left = TRIES; left > 0; left -= 1) {
    const state = await askState(worker);
    if (state && (await cleanUp(worker, state.nonce))) return true;
  }
  return false;
}

async function dropCaches(): Promise<void> {
  if (!("caches" in window)) return;
  const own = `holdfast|${BASE_PATH}/|`;
  const names = (await caches.keys()).filter((name) => name.startsWith(own));
  await Promise.all(names.map((name) => caches.delete(name)));
}

/**
 * K3: empties this app's caches of this scope; cart, drafts and outbox are not in them. The worker does it, since under a
 * live one the page would tear holes (K4); only where there is none, or none that answers, the page does.
 */
export async function purgeCopies(): Promise<PurgedBy> {
  const worker = await ownWorker();
  if (worker && (await askWorker(worker))) return "worker";
  await dropCaches();
  return worker ? "page-for-worker" : "page";
}
