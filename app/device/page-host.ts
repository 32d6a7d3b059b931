import { type SyncTag, WARM_TAG } from "../../offline/triggers.ts";
import type { PageToWorker } from "../../protocol/messages.ts";
import { MESSAGE_VERSION } from "../../protocol/versions.ts";
import { startLongWork } from "./long-work.ts";

interface SyncRegistration extends ServiceWorkerRegistration {
  readonly sync: { register(tag: string): Promise<void> };
}

function hasSync(registration: ServiceWorkerRegistration): registration is SyncRegistration {
  return "sync" in registration;
}

async function registerSync(registration: ServiceWorkerRegistration, tag: SyncTag): Promise<boolean> {
  if (!hasSync(registration)) return false;
  try {
    await registration.sync.register(tag);
    return true;
  } catch (error) {
    console.info(`Background sync is refused for ${tag}`, error);
    return false;
  }
}

/**
 * Asks for a one-shot background sync (W2). Where it is missing or refused, the worker is told to drain now: it outlives
 * a tab that is closed right after something was queued. Without a worker, the page's own triggers do it alone.
 */
export async function requestSync(tag: SyncTag): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration("/");
  if (!registration?.active || (await registerSync(registration, tag))) return;
  const now: PageToWorker = { type: "SYNC_NOW_AVAILABLE", version: MESSAGE_VERSION };
  registration.active.postMessage(now);
}

const LOW_BATTERY = 0.2;
const PATIENT = 4;

interface Battery {
  readonly level: number;
  readonly charging: boolean;
}

function hasBattery(value: object): value is { getBattery(): Promise<Battery> } {
  return "getBattery" in value && typeof value.getBattery === "function";
}

/** Whether the browser was told to save data. */
export function savesData(value: object): boolean {
  if (!("connection" in value) || typeof value.connection !== "object" || value.connection === null) return false;
  return "saveData" in value.connection && value.connection.saveData === true;
}

/** 4 when the shopper saves data or the battery is low, else 1 (W2). */
export async function patience(): Promise<number> {
  if (savesData(navigator)) return PATIENT;
  if (!hasBattery(navigator)) return 1;
  const battery = await navigator.getBattery();
  return !battery.charging && battery.level < LOW_BATTERY ? PATIENT : 1;
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

/** The release that this page was built from (R1), as its document says. */
export function pageRelease(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="app-version"]')?.content ?? "";
}

/** A page that was open for this long without being left is idle enough to spend bytes on what may be wanted later. */
const SETTLED_MS = 8_000;
const TWICE_A_DAY_MS = 12 * 60 * 60 * 1_000;

interface PeriodicRegistration extends ServiceWorkerRegistration {
  readonly periodicSync: { register(tag: string, options: { minInterval: number }): Promise<void> };
}

function hasPeriodicSync(registration: ServiceWorkerRegistration): registration is PeriodicRegistration {
  return "periodicSync" in registration;
}

/** Waits for a moment in which nothing else is to be done; some browsers cannot tell, and go on at once. */
export function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in window) window.requestIdleCallback(work);
  else work();
}

/** C16: once the page has settled, asks the worker to warm the catalogue, now and where possible from time to time. */
export function warmWhenIdle(): void {
  setTimeout(() => {
    whenIdle(() => {
      if (document.visibilityState !== "visible") return;
      startLongWork({ type: "WARM_UP", version: MESSAGE_VERSION });
      registerWarming().catch((error: unknown) => console.info("The browser does not warm the shop by itself", error));
    });
  }, SETTLED_MS);
}

async function registerWarming(): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  if (!hasPeriodicSync(registration)) return;
  await registration.periodicSync.register(WARM_TAG, { minInterval: TWICE_A_DAY_MS });
}
