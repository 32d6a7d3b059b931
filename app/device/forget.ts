import { announce } from "../../offline/bus.ts";
import { onDevice } from "../../offline/database.ts";
import { forgetPerson, settleForgetting } from "../../offline/forget.ts";
import { DRAIN_LOCK, underLock } from "../../offline/locks.ts";
import { queueCounts } from "../../offline/outbox.ts";
import { SYNC_TAGS } from "../../offline/triggers.ts";
import { MESSAGE_VERSION } from "../../protocol/versions.ts";
import { askWorker } from "./ask-worker.ts";
import { markForgotten } from "./forgotten.ts";
import { pageRelease, requestSync } from "./page-host.ts";

export type Forgotten =
  /** Nothing was done: so many things wait to be sent, or for the shopper, and would be lost. */
  | { readonly kind: "asks"; readonly unsent: number }
  /** Done here; `everywhere` once the server has taken its cookie back, which it is asked before anything else. */
  | { readonly kind: "forgotten"; readonly everywhere: boolean };

/** Caches that show what somebody looked at; a worker knows its own better, so this is for pages without one. */
const TELLING = /^holdfast\|.*\|(api|pages|rsc|images|catalogue)\|/;

async function emptyCaches(): Promise<void> {
  if (await askWorker({ type: "PURGE_USER", version: MESSAGE_VERSION })) return;
  if (!("caches" in window)) return;
  for (const name of await caches.keys()) if (TELLING.test(name)) await caches.delete(name);
}

/**
 * Forgets the person who used this device (C13): carts, orders, drafts, what was looked at, what was kept to be read
 * offline, and the cookie. Asks first when something would be lost, unless told `evenUnsent`. The caller leaves the page
 * afterwards; other tabs do by themselves. Rejects when the device's database does not obey.
 */
export async function forgetDevice({ evenUnsent }: { readonly evenUnsent: boolean }): Promise<Forgotten> {
  // Nothing of theirs may be under way to the server while it is being forgotten.
  return underLock(DRAIN_LOCK, async () => {
    const { waiting, needsYou } = await onDevice(queueCounts);
    if (!evenUnsent && waiting + needsYou > 0) return { kind: "asks", unsent: waiting + needsYou };
    await onDevice((db) => forgetPerson(db, crypto.randomUUID(), Date.now()));
    await emptyCaches();
    localStorage.clear();
    sessionStorage.clear();
    markForgotten();
    announce({ type: "DEVICE_FORGOTTEN", version: MESSAGE_VERSION });
    const send: typeof fetch = (input, init) => fetch(input, init);
    const everywhere = await onDevice((db) => settleForgetting(db, send, pageRelease()));
    if (!everywhere) await requestSync(SYNC_TAGS.writes);
    return { kind: "forgotten", everywhere };
  });
}
