import { CHECK_INTERVAL_MS, type CheckReason, isCheckDue } from "../../../domain/updates/checks.ts";
import type { UpdateEvent } from "../../../domain/updates/state.ts";
import { whenIdle } from "../page-host.ts";

const KEY = "holdfast.checked";
const LOCK = "holdfast-check";
const TIMEOUT_MS = 20_000;

function lastCheck(): number {
  try {
    return Number(localStorage.getItem(KEY) ?? 0);
  } catch {
    // A browser that stores nothing looks as often as each tab wants to.
    return 0;
  }
}

function noteCheck(now: number): void {
  try {
    localStorage.setItem(KEY, String(now));
  } catch (error) {
    console.info("The tabs do not know of each other's looking", error);
  }
}

/** Takes the turn of looking for all tabs; false where another tab has it or has just had it. */
async function takeTurn(reason: CheckReason): Promise<boolean> {
  const take = () => {
    const now = Date.now();
    if (!isCheckDue(reason, lastCheck(), now)) return false;
    noteCheck(now);
    return true;
  };
  if (!("locks" in navigator)) return take();
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => lock !== null && take());
}

/** Asks the browser to compare the worker with the server's, and says what came of it; never rejects. */
export async function lookForUpdate(registration: ServiceWorkerRegistration | null): Promise<UpdateEvent | null> {
  if (!registration) return { type: "nothing-new" };
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error("looking for a new release takes too long")), TIMEOUT_MS);
  });
  try {
    await Promise.race([registration.update(), late]);
    // One that is being installed speaks for itself.
    return registration.installing ? null : { type: "nothing-new" };
  } catch (error) {
    console.info("No look for a new release", error);
    return { type: "check-failed" };
  }
}

/**
 * R3: asks for a look when the page was loaded, comes to the front, has been open for long, or hears of news; at a
 * quiet moment of the page, and once for all tabs. The answered function asks for one on a navigation within the page.
 */
export function scheduleChecks(check: () => void): (reason: CheckReason) => void {
  const ask = (reason: CheckReason) => {
    whenIdle(() => {
      if (document.visibilityState === "hidden" && reason !== "news") return;
      takeTurn(reason).then(
        (ours) => ours && check(),
        (error: unknown) => console.info("No look for a new release", error),
      );
    });
  };
  window.addEventListener("focus", () => ask("focus"));
  window.addEventListener("online", () => ask("focus"));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask("focus"));
  setInterval(() => ask("interval"), CHECK_INTERVAL_MS);
  ask("load");
  return ask;
}
