"use client";

import { useEffect } from "react";
import { isWorkerToPage, type PageToWorker } from "../../protocol/messages.ts";
import { MESSAGE_VERSION } from "../../protocol/versions.ts";
import { BASE_PATH } from "./base-path.ts";
import { pageRelease, whenIdle } from "./page-host.ts";
import { hasPlace } from "./place.ts";
import { pageTriggers } from "./sender.ts";
import { setSubstituted } from "./substituted.ts";
import { tellDocument } from "./tell-document.ts";
import { followUpdates, reportUpdate } from "./updates/start.ts";

function greet(claimed: boolean): void {
  const hello: PageToWorker = { type: "HELLO", version: MESSAGE_VERSION, release: pageRelease(), claimed };
  navigator.serviceWorker.controller?.postMessage(hello);
}

function hear(event: MessageEvent<unknown>): void {
  const { data, source, ports } = event;
  if (!isWorkerToPage(data)) return;
  switch (data.type) {
    case "STATE":
      // One that waits tells its own name, which is not yet anybody's.
      if (source !== navigator.serviceWorker.controller) return;
      document.documentElement.dataset.swVersion = data.release;
      setSubstituted(data.substituted);
      // The worker has lost what it knew of its tabs (R2).
      if (data.pinned === null) greet(false);
      return;
    default:
      reportUpdate(data, ports[0]);
  }
}

async function registerWorker(): Promise<void> {
  // C18: a browser may answer undefined, refuse, or be told to: the shop works on without.
  const registration: ServiceWorkerRegistration | undefined = await navigator.serviceWorker.register(
    `${BASE_PATH}/sw.js`,
    { scope: `${BASE_PATH}/`, updateViaCache: "none" },
  );
  tellDocument(registration);
  const worker = registration?.installing ?? registration?.waiting ?? registration?.active;
  worker?.addEventListener("statechange", () => tellDocument());
  greet(false);
  if (registration) whenIdle(followUpdates);
}

/** `next dev` has no worker, and one left by a production build would answer for it (I4). */
async function removeWorkers(): Promise<void> {
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
}

/** Late and apart from the page's own scripts: nobody waits for it. */
const FOLLOW_AFTER_MS = 4_000;

function followLater(): () => void {
  let stops: (() => void)[] = [];
  let gone = false;
  const timer = setTimeout(() => {
    import("./later.ts").then(
      ({ followPrices, leaveWhenForgotten }) => {
        if (!gone) stops = [followPrices(), leaveWhenForgotten()];
      },
      (error: unknown) => console.info("Prices are followed by looking now and then", error),
    );
  }, FOLLOW_AFTER_MS);
  return () => {
    gone = true;
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

/** Mounted once in the layout: registers the worker in production builds and starts what drains the outbox (W2). */
export function DeviceWorker(): null {
  useEffect(followLater, []);
  useEffect(() => {
    // What the page before has left is brought back at once.
    if (hasPlace()) followUpdates();
    pageTriggers();
    if (!("serviceWorker" in navigator)) return;
    let controlled = navigator.serviceWorker.controller !== null;
    const onChange = () => {
      tellDocument();
      // A first visit's page came without a worker; it is worth having when the network goes.
      greet(!controlled);
      controlled = true;
    };
    navigator.serviceWorker.addEventListener("controllerchange", onChange);
    navigator.serviceWorker.addEventListener("message", hear);
    const work = process.env.NODE_ENV === "production" ? registerWorker() : removeWorkers();
    work.catch((error: unknown) => console.info("The shop runs without a service worker", error));
    return () => {
      navigator.serviceWorker.removeEventListener("controllerchange", onChange);
      navigator.serviceWorker.removeEventListener("message", hear);
    };
  }, []);
  return null;
}
