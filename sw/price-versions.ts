import { announce, onDeviceMessage } from "../offline/bus.ts";
import { HEADER } from "../protocol/headers.ts";
import type { DeviceMessage } from "../protocol/messages.ts";
import { MESSAGE_VERSION } from "../protocol/versions.ts";
import { apiPart, cacheName, priceVersionsOf } from "./cache-names.ts";
import { inWords, log } from "./log.ts";
import { currentOwner } from "./owner.ts";
import { scopePath } from "./scope.ts";

let known: Promise<number> | null = null;

/** The newest price version that this device has heard of, 0 before the first: the caches' names remember it (P1). */
export function knownPriceVersion(): Promise<number> {
  known ??= caches.keys().then((names) => priceVersionsOf(names, scopePath())[0] ?? 0);
  return known;
}

/** The price version that an answer was made from, or null when it does not say. */
export function priceVersionOf(headers: Headers): number | null {
  const text = headers.get(HEADER.priceVersion);
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Tells every tab what the shop's prices are at, and which stored answer was replaced, if one was. */
export function announceUpdate(priceVersion: number, path = ""): void {
  announce({ type: "CACHE_UPDATED", version: MESSAGE_VERSION, priceVersion, path });
}

async function remember(version: number): Promise<void> {
  try {
    await caches.open(cacheName(scopePath(), "api", apiPart(version, await currentOwner())));
  } catch (error) {
    // Known until the worker is stopped; the next answer of that version says it again.
    log(`price version ${version} could not be noted: ${inWords(error)}`);
  }
}

/** P1: a newer version makes everything older stale at once, here and in every tab; whether it was newer. */
export async function learn(version: number, tell: boolean): Promise<boolean> {
  if (version <= (await knownPriceVersion())) return false;
  known = Promise.resolve(version);
  log(`prices are at version ${version}`);
  await remember(version);
  if (tell) announceUpdate(version);
  return true;
}

/** Learns from any answer of the shop which prices are current. */
export async function learnFrom(response: Response): Promise<void> {
  const version = response.ok ? priceVersionOf(response.headers) : null;
  if (version !== null) await learn(version, true);
}

/** Learns from tabs, and from the worker of another release beside this one. */
export function learnFromOthers(): void {
  onDeviceMessage((message) => {
    learnFromMessage(message).catch((error: unknown) => log(`prices were not learned: ${inWords(error)}`));
  });
}

/** Learns from a message, whichever way it came. */
export async function learnFromMessage(message: DeviceMessage): Promise<void> {
  if (message.type === "CACHE_UPDATED") await learn(message.priceVersion, false);
}
