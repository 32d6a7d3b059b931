"use client";

import { useSyncExternalStore } from "react";
import { onDeviceMessage } from "../../offline/bus.ts";
import { onDevice } from "../../offline/database.ts";
import { type QueueCounts, queueCounts } from "../../offline/outbox.ts";
import { shopAnswers } from "../../offline/reach.ts";
import { externalStore } from "./external-store.ts";
import { onOnline } from "./page-host.ts";

/** `silent`: there is a network, but the shop does not answer. `reconnecting`: a network is back, and the shop is being asked. */
export type Reach = "online" | "offline" | "silent" | "reconnecting";

export interface Connection {
  readonly reach: Reach;
  /** False since the browser said so or the last real request found no server, until something reaches it again. */
  readonly online: boolean;
  /** Writes on this device that the server has not confirmed yet. */
  readonly waiting: number;
  /** Writes that were refused and wait for the shopper's decision. */
  readonly needsYou: number;
}

const PROBE_FIRST_MS = 3_000;
const PROBE_MOST_MS = 60_000;
const UNKNOWN: Connection = { reach: "online", online: true, waiting: 0, needsYou: 0 };

let reach: Reach = "online";
let probeDelay = PROBE_FIRST_MS;
let probeTimer: ReturnType<typeof setTimeout> | undefined;

const connection = externalStore<Connection>(UNKNOWN, follow);

/** Tells the connection what the last real request came to. */
export function reportReached(now: boolean): void {
  reach = now ? "online" : navigator.onLine ? "silent" : "offline";
  clearTimeout(probeTimer);
  if (now) probeDelay = PROBE_FIRST_MS;
  else scheduleProbe();
  publish({});
}

function publish(change: Partial<QueueCounts>): void {
  const last = connection.get();
  const next = { ...last, ...change, reach, online: reach === "online" };
  const changed = next.reach !== last.reach || next.waiting !== last.waiting || next.needsYou !== last.needsYou;
  if (changed) connection.set(next);
}

/** A network that is back may lead anywhere: only the shop's own answer says that it is reached. */
async function reconnect(): Promise<void> {
  if (reach === "online") return;
  reach = "reconnecting";
  publish({});
  reportReached(await shopAnswers());
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
  const stopOnline = onOnline(() => void reconnect());
  const onOffline = () => reportReached(false);
  window.addEventListener("offline", onOffline);
  const stop = onDeviceMessage((message) => {
    if (message.type !== "QUEUE_STATE") return;
    if (message.reached !== null && message.reached !== (reach === "online")) reportReached(message.reached);
    publish({ waiting: message.waiting, needsYou: message.needsYou });
  });
  if (!navigator.onLine) onOffline();
  onDevice(queueCounts).then(publish, (error: unknown) => console.warn("The outbox cannot be read", error));
  return () => {
    clearTimeout(probeTimer);
    stopOnline();
    window.removeEventListener("offline", onOffline);
    stop();
  };
}

/** Whether the shop can be reached, and how many writes wait. */
export function useConnection(): Connection {
  return useSyncExternalStore(connection.subscribe, connection.get, () => UNKNOWN);
}
