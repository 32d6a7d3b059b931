import { patienceOf, requestOneShot } from "../../offline/fallbacks.ts";
import type { SyncTag } from "../../offline/triggers.ts";
import { BASE_PATH } from "./base-path.ts";

/**
 * Asks for a one-shot background sync (W2). Where it is missing or refused, the worker is told to drain now: it outlives
 * a tab that is closed right after something was queued. Without a worker, the page's own triggers do it alone.
 */
export async function requestSync(tag: SyncTag): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration(`${BASE_PATH}/`);
  if (registration) await requestOneShot(registration, tag);
}

/** How patient this device asks its pages to be (W2). */
export function patience(): Promise<number> {
  return patienceOf(navigator);
}

/** Calls the listener when the page comes to the front; answers how to stop. */
export function onVisible(listener: () => void): () => void {
  const check = () => {
    if (document.visibilityState === "visible") listener();
  };
  document.addEventListener("visibilitychange", check);
  return () => document.removeEventListener("visibilitychange", check);
}

export function onOnline(listener: () => void): () => void {
  window.addEventListener("online", listener);
  return () => window.removeEventListener("online", listener);
}

/** Read as soon as scripts run: an error page takes the document's place, and with it what it said. */
const RELEASE = typeof document === "undefined" ? "" : (document.documentElement.dataset.release ?? "");

/** The release that this page was built from (R1), as its document said when it came. */
export function pageRelease(): string {
  return RELEASE;
}

/** Waits for a moment in which nothing else is to be done; some browsers cannot tell, and go on at once. */
export function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in window) window.requestIdleCallback(work);
  else work();
}

const LOADED_AFTER_MS = 4_000;

/** Does later what no page needs for its first seconds; answers how to call it off. */
export function afterLoad(work: () => void): () => void {
  const timer = setTimeout(work, LOADED_AFTER_MS);
  return () => clearTimeout(timer);
}
