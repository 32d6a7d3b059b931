import type { PageToWorker } from "../protocol/messages.ts";
import { MESSAGE_VERSION } from "../protocol/versions.ts";
import type { SyncTag } from "./triggers.ts";

/**
 * Who sends what waits (W2), from the rung that needs nobody to the one that every browser has. Each rung is climbed where it
 * exists, whatever the others do: a drain finds out by itself that nothing is left.
 *
 * 1. periodic sync: the browser wakes the worker about once a day (`periodic.ts`, which only pages that have settled load);
 * 2. one-shot sync: the browser wakes the worker when the network is back, with every tab closed (`requestOneShot`);
 * 3. where that is missing or refused, the worker is told to send now, and outlives the tab for some seconds;
 * 4. the page, when it is online or visible again (`triggers.ts`);
 * 5. the page, by polling while it is visible, ever more seldom, and more so on low battery or to save data (`patienceOf`).
 */
export interface Registration {
  readonly active: { readonly postMessage: (message: PageToWorker) => void } | null;
}

interface SyncRegistration extends Registration {
  readonly sync: { register(tag: string): Promise<void> };
}

function hasSync(registration: Registration): registration is SyncRegistration {
  return "sync" in registration;
}

async function registerSync(registration: Registration, tag: SyncTag): Promise<boolean> {
  if (!hasSync(registration)) return false;
  try {
    await registration.sync.register(tag);
    return true;
  } catch (error) {
    console.info(`Background sync is refused for ${tag}`, error);
    return false;
  }
}

/** W2: who will send it: the browser by a one-shot sync, else the worker, which is told to now, else this page alone. */
export async function requestOneShot(registration: Registration, tag: SyncTag): Promise<"sync" | "worker" | "page"> {
  if (!registration.active) return "page";
  if (await registerSync(registration, tag)) return "sync";
  registration.active.postMessage({ type: "SYNC_NOW_AVAILABLE", version: MESSAGE_VERSION });
  return "worker";
}

const LOW_BATTERY = 0.2;
const PATIENT = 4;

interface Battery {
  readonly level: number;
  readonly charging: boolean;
}

function hasBattery(device: object): device is { getBattery(): Promise<Battery> } {
  return "getBattery" in device && typeof device.getBattery === "function";
}

/** Whether the browser was told to save data. */
export function savesData(device: object): boolean {
  if (!("connection" in device) || typeof device.connection !== "object" || device.connection === null) return false;
  return "saveData" in device.connection && device.connection.saveData === true;
}

/** 4 when the shopper saves data or the battery is low, else 1 (W2). */
export async function patienceOf(device: object): Promise<number> {
  if (savesData(device)) return PATIENT;
  if (!hasBattery(device)) return 1;
  try {
    const battery = await device.getBattery();
    return !battery.charging && battery.level < LOW_BATTERY ? PATIENT : 1;
  } catch {
    // A frame's policy may forbid asking, and polling goes on without knowing.
    return 1;
  }
}
