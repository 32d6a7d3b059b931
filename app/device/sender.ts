import { type ApiCall, callApi } from "../../offline/api-call.ts";
import { deviceDatabase } from "../../offline/database.ts";
import { type DrainPorts, drain } from "../../offline/drain.ts";
import { DRAIN_LOCK, hasWebLocks, underLock } from "../../offline/locks.ts";
import { type Outcome, outcomeOf } from "../../offline/outcome.ts";
import { startTriggers, type Triggers } from "../../offline/triggers.ts";
import { reportReached } from "./connection.ts";
import { onOnline, onVisible, pageRelease, patience, requestSync } from "./page-host.ts";

const holder = `page-${Math.random().toString(36).slice(2)}`;

function pagePorts(): DrainPorts {
  return {
    database: deviceDatabase,
    fetch: (input, init) => fetch(input, init),
    now: Date.now,
    random: Math.random,
    lock: (unit) => underLock(DRAIN_LOCK, unit),
    lockSpansTabs: hasWebLocks(),
    holder,
    clientBuild: pageRelease(),
    // An attempt that cannot leave the device would only make it look as if it might have arrived.
    stop: () => !navigator.onLine,
  };
}

let triggers: Triggers | null = null;

/** The page's triggers (W2), started on first use. */
export function pageTriggers(): Triggers {
  triggers ??= startTriggers({
    onOnline,
    onVisible,
    isVisible: () => document.visibilityState === "visible",
    patience,
    requestSync,
    drain: (options) => drain(pagePorts(), options),
    now: Date.now,
  });
  return triggers;
}

/** One call about this device's own things, under the lock that keeps the device cookie single; rejects when nothing answered. */
export function callAsOwner(call: ApiCall): Promise<Outcome> {
  return underLock(DRAIN_LOCK, () => callShop(call));
}

/** One call to the shop, judged by the table of problems; rejects when nothing answered. */
export async function callShop(call: ApiCall): Promise<Outcome> {
  try {
    const response = await callApi((input, init) => fetch(input, init), pageRelease(), call);
    const outcome = await outcomeOf(response, Date.now());
    reportReached(outcome.kind !== "retry" || outcome.reached);
    return outcome;
  } catch (error) {
    reportReached(false);
    throw error;
  }
}
