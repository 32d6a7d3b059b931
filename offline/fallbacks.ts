import type { PageToWorker } from "../protocol/messages.ts";
import { MESSAGE_VERSION } from "../protocol/versions.ts";
import type { SyncTag } from "./triggers.ts";

/** What browsers offer beyond the page, from the best to none; below it stand the page's own triggers (`triggers.ts`). */
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
  const battery = await device.getBattery();
  return !battery.charging && battery.level < LOW_BATTERY ? PATIENT : 1;
}
