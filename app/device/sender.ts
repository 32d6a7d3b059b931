import { deviceDatabase, onDevice } from "../../offline/database.ts";
import type { DrainPorts, DrainReport } from "../../offline/drain.ts";
import { isForgetting } from "../../offline/forget.ts";
import { DRAIN_LOCK, hasWebLocks, underLock } from "../../offline/locks.ts";
import { queueCounts } from "../../offline/outbox.ts";
import { isReachable } from "../../offline/reach.ts";
import { startTriggers, type Triggers } from "../../offline/triggers.ts";
import { onOnline, onVisible, pageRelease, patience, requestSync } from "./page-host.ts";
import { reportSkew } from "./report-skew.ts";
import { isStandingStill } from "./standstill.ts";

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
    reachable: isReachable,
    stop: isStandingStill,
    onSkew: reportSkew,
  };
}

let loading: Promise<typeof import("../../offline/drain.ts")> | null = null;

/** Fetches what sends, ahead of need: pages where something may be queued call it while there is still a signal. */
export function loadDrain(): Promise<typeof import("../../offline/drain.ts")> {
  loading ??= import("../../offline/drain.ts").catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** Sends what waits; most pages have nothing to send, so they never pay for what sends it. */
export async function drainNow(options: { readonly eager: boolean }): Promise<DrainReport> {
  const { waiting } = await onDevice(queueCounts);
  if (waiting === 0 && !(await onDevice(isForgetting))) return { sent: 0, nextAttemptAt: null };
  try {
    return await (await loadDrain()).drain(pagePorts(), options);
  } catch (error) {
    if (loading) throw error;
    console.info("What sends cannot be fetched yet", error);
    return { sent: 0, nextAttemptAt: Date.now() };
  }
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
    drain: drainNow,
    now: Date.now,
  });
  return triggers;
}
