import { parseCacheName } from "./cache-names.ts";
import { scopePath, worker } from "./scope.ts";

/** How long a tab may take to save what the shopper typed before it is loaded anew. */
const SAVING_MS = 3_000;
/** How long the worker before this one may take to make way. */
const MAKING_WAY_MS = 5_000;
/** Together shorter than a browser lets a worker live that has nothing to do. */
const ENDINGS = 20;
const ENDING_MS = 500;

// K2: stands at the worker's address in its place, waits for nobody, and listens to no fetch: the network answers.
worker.addEventListener("install", () => {
  void worker.skipWaiting();
  setTimeout(() => void endFromTheQueue(), MAKING_WAY_MS);
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(standDown());
});

/** Takes this app's caches of this scope and the registration away; IndexedDB with cart and queued orders stays. */
async function standDown(): Promise<void> {
  // Asked for before the registration ends: these tabs were the replaced worker's, and each is loaded anew once.
  const tabs = await worker.clients.matchAll({ type: "window" });
  try {
    await clearAway();
  } finally {
    // A page that the old worker broke stays broken until then, whatever could not be cleared away.
    await Promise.all(tabs.map(saved));
    // Not waited for: a tab that was opened meanwhile has brought the registration back, and then loads wait for this event.
    loadAnew(tabs).catch((error: unknown) => console.info("The registration had ended before", error));
  }
}

async function loadAnew(tabs: readonly WindowClient[]): Promise<void> {
  await Promise.all(tabs.map(reload));
  // A tab that is back registers anew, and as long as the browser has not cleared up, that revives this registration.
  for (let left = ENDINGS; left > 0 && isStillLast(); left -= 1) {
    await worker.registration.unregister();
    await new Promise((resolve) => setTimeout(resolve, ENDING_MS));
  }
}

/** Whether this worker's registration is still there, and no newer worker, perhaps a good one, is on its way into it. */
function isStillLast(): boolean {
  const { registration, serviceWorker } = worker;
  return serviceWorker.state !== "redundant" && !registration.installing && !registration.waiting;
}

/**
 * A worker whose activation, or one of whose answers, never ends is not replaced until the browser gives it up, and every
 * new tab waits with it. The registration can be ended all the same: the next load of each tab comes without a worker.
 */
async function endFromTheQueue(): Promise<void> {
  if (worker.registration.waiting) await clearAway();
}

async function clearAway(): Promise<void> {
  try {
    await worker.registration.unregister();
  } finally {
    await deleteOwnCaches();
  }
}

async function deleteOwnCaches(): Promise<void> {
  const own = (await caches.keys()).filter((name) => parseCacheName(name)?.scope === scopePath());
  const deletions = await Promise.allSettled(own.map((name) => caches.delete(name)));
  for (const deletion of deletions) {
    if (deletion.status === "rejected") console.info("A cache could not be deleted and stays", deletion.reason);
  }
}

async function reload(tab: WindowClient): Promise<void> {
  try {
    // A tab that comes without this worker is not in the list of the next one: no second reload.
    await tab.navigate(tab.url);
  } catch (error) {
    console.info("A tab could not be loaded anew and goes on without a worker", error);
  }
}

/** Resolves when the tab says that it has saved its drafts, or when a tab that does not listen has had its time. */
function saved(tab: WindowClient): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, SAVING_MS);
    port1.onmessage = () => {
      clearTimeout(timer);
      resolve();
    };
    tab.postMessage({ type: "SW_SELF_DESTRUCT", version: 1, reason: "the shop took its worker back" }, [port2]);
  });
}
