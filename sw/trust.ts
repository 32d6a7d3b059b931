import { type Mode, type ModeEvent, NORMAL, nextMode } from "./mode.ts";

let mode: Mode = NORMAL;
/** Files that were wrong when they were last tried, as `release url`; in memory only, like the mode (I1). */
const damaged = new Set<string>();
const listeners = new Set<() => void>();

/** How far the worker trusts itself now (I1). */
export function currentMode(): Mode {
  return mode;
}

/** Calls the listener after each change. */
export function onModeChange(listener: () => void): void {
  listeners.add(listener);
}

function take(event: ModeEvent): void {
  const before = mode;
  mode = nextMode(mode, event);
  if (before.mode === mode.mode && before.reason === mode.reason) return;
  for (const listener of listeners) listener();
}

/** The files of a release that were wrong when they were last tried. */
export function damagedFilesOf(release: string): string[] {
  return [...damaged].map((entry) => entry.split(" ")).flatMap(([of, url]) => (of === release && url ? [url] : []));
}

/** I1: a file was wrong twice, here or in the installation of another release. */
export function distrust(release: string, url: string): void {
  damaged.add(`${release} ${url}`);
  take({ kind: "broken", release, url });
}

/** A release was installed: trouble with every other is over, and what of this one was damaged stays so until it is right. */
export function trust(release: string): void {
  for (const entry of damaged) if (!entry.startsWith(`${release} `)) damaged.delete(entry);
  if (damaged.size === 0) take({ kind: "good" });
}

/** One file of a release was wrong, perhaps, and is right now. */
export function mended(release: string, url: string): void {
  if (damaged.delete(`${release} ${url}`) && damaged.size === 0) take({ kind: "good" });
}

/** Caches or databases do not work: from now on the network alone answers, until the worker starts anew (I1). */
export function failSafe(error: unknown): void {
  console.error("The worker answers nothing until it starts anew", error);
  take({ kind: "failed", reason: String(error) });
}

/** This worker is called off: it stores nothing any more and leaves every request to the network (K1). */
export function stepAside(reason: string): void {
  take({ kind: "failed", reason });
}

/** Whether requests are left to the network, because the worker cannot trust its storage or is called off. */
export function standsAside(): boolean {
  return mode.mode === "SAFE_MODE";
}

const HARMLESS = ["QuotaExceededError", "AbortError", "NetworkError"];

/** Whether an error comes from storage that does not work, and not from the network or from a full disk. */
export function isStorageFailure(error: unknown): boolean {
  return error instanceof DOMException && !HARMLESS.includes(error.name);
}

/** For work that nobody waits for. */
export function noteFailure(error: unknown): void {
  if (isStorageFailure(error)) failSafe(error);
  else console.warn("Something was not written down", error);
}
