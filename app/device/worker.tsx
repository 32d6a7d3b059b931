"use client";

import { useEffect } from "react";
import { BASE_PATH } from "./base-path.ts";
import { afterLoad } from "./page-host.ts";
import { hasPlace } from "./place.ts";
import { pageTriggers } from "./sender.ts";

async function registerWorker(): Promise<void> {
  const controlled = navigator.serviceWorker.controller !== null;
  // C18: a browser may answer undefined, refuse, or be told to: the shop works on without.
  const registration: ServiceWorkerRegistration | undefined = await navigator.serviceWorker.register(
    `${BASE_PATH}/sw.js`,
    { scope: `${BASE_PATH}/`, updateViaCache: "none" },
  );
  if (!registration) {
    document.documentElement.dataset.swState = "none";
    return;
  }
  try {
    const { followWorker } = await import("./with-worker.ts");
    followWorker(registration, controlled);
  } catch (error) {
    // R6: whether that is worth a reload is for the guard in the document's head to say, which knows it from a bad gateway.
    console.info("The worker is not followed", error);
  }
}

/** `next dev` has no worker, and one left by a production build would answer for it (I4). */
async function removeWorkers(): Promise<void> {
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
}

function followLater(): () => void {
  let stop: (() => void) | null = null;
  let gone = false;
  const callOff = afterLoad(() => {
    import("./later.ts").then(
      ({ followLive }) => {
        if (!gone) stop = followLive();
      },
      (error: unknown) => console.info("Nothing is followed live", error),
    );
  });
  return () => {
    gone = true;
    callOff();
    stop?.();
  };
}

/** Mounted once in the layout: registers the worker in production builds and starts what drains the outbox (W2) and what needs no worker. */
export function DeviceWorker(): null {
  useEffect(followLater, []);
  useEffect(() => {
    import("./way-back.ts").then(({ watchWayBack }) => watchWayBack(), console.info);
  }, []);
  useEffect(() => {
    // What the page before has left is brought back at once.
    if (hasPlace()) import("./updates/start.ts").then(({ followUpdates }) => followUpdates(), console.info);
    pageTriggers();
    if (!("serviceWorker" in navigator)) return;
    const work = process.env.NODE_ENV === "production" ? registerWorker() : removeWorkers();
    work.catch((error: unknown) => console.info("The shop runs without a service worker", error));
  }, []);
  return null;
}
