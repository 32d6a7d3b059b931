"use client";

import { useSyncExternalStore } from "react";
import { onDeviceMessage } from "../../offline/bus.ts";
import { onDevice } from "../../offline/database.ts";
import { queueCounts } from "../../offline/outbox.ts";
import { shopAnswers } from "../../offline/reach.ts";
import { externalStore } from "./external-store.ts";

export interface Connection {
  /** False since the browser said so or the last real request found no server, until something reaches it again. */
  readonly online: boolean;
  /** Writes on this device that the server has not confirmed yet. */
  readonly waiting: number;
}

const PROBE_FIRST_MS = 3_000;
const PROBE_MOST_MS = 60_000;
const UNKNOWN: Connection = { online: true, waiting: 0 };

let reached = true;
let probeDelay = PROBE_FIRST_MS;
let probeTimer: ReturnType<typeof setTimeout> | undefined;

const connection = externalStore<Connection>(UNKNOWN, follow);

/** Tells the connection what the last real request came to. */
export function reportReached(now: boolean): void {
  reached = now;
  clearTimeout(probeTimer);
  if (now) probeDelay = PROBE_FIRST_MS;
  else scheduleProbe();
  publish({});
}

function publish(change: Partial<Connection>): void {
  const next = { ...connection.get(), ...change, online: reached };
  const last = connection.get();
  if (next.online !== last.online || next.waiting !== last.waiting) connection.set(next);
}

/** Nothing else may ask the server for a long time, so a lost connection is asked after, ever more seldom. */
function scheduleProbe(): void {
  probeTimer = setTimeout(async () => {
    probeDelay = Math.min(PROBE_MOST_MS, probeDelay * 2);
    if (document.visibilityState !== "visible") return scheduleProbe();
    reportReached(await shopAnswers());
  }, probeDelay);
}

function follow(): () => void {
  const onOnline = () => reportReached(true);
  const onOffline = () => reportReached(false);
  window.addEventListener("online", onOnline);
  window.addEventListener("offline", onOffline);
  const stop = onDeviceMessage((message) => {
    if (message.type !== "QUEUE_STATE") return;
    if (message.reached !== null && message.reached !== reached) reportReached(message.reached);
    publish({ waiting: message.waiting });
  });
  if (!navigator.onLine) onOffline();
  onDevice(queueCounts).then(
    ({ waiting }) => publish({ waiting }),
    (error: unknown) => console.warn("The outbox cannot be read", error),
  );
  return () => {
    clearTimeout(probeTimer);
    window.removeEventListener("online", onOnline);
    window.removeEventListener("offline", onOffline);
    stop();
  };
}

/** Whether the shop can be reached, and how many writes wait. */
export function useConnection(): Connection {
  return useSyncExternalStore(connection.subscribe, connection.get, () => UNKNOWN);
}
