import { parseCacheName } from "./cache-names.ts";
import { scopePath, worker } from "./scope.ts";

/** How long a tab may take to save what the shopper typed before it is loaded anew. */
const SAVING_MS = 3_000;

// K2: stands at the worker's address in its place, waits for nobody, and listens to no fetch: the network answers.
worker.addEventListener("install", () => {
  void worker.skipWaiting();
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(standDown());
});

/** Takes this app's caches of this scope and the registration away; IndexedDB with cart and queued orders stays. */
async function standDown(): Promise<void> {
  // Asked for before the registration ends: these tabs were the replaced worker's, and each is loaded anew once.
  const tabs = await worker.clients.matchAll({ type: "window" });
  for (const name of await caches.keys()) {
    if (parseCacheName(name)?.scope === scopePath()) await caches.delete(name);
  }
  await worker.registration.unregister();
  await Promise.all(tabs.map(reload));
}

async function reload(tab: WindowClient): Promise<void> {
  await saved(tab);
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
    tab.postMessage({ type: "SW_SELF_DESTRUCT", version: 1 }, [port2]);
  });
}
