import { type BrowserContext, expect, type Page } from "@playwright/test";
import type { PageToWorker } from "../../protocol/messages.ts";
import { MESSAGE_VERSION } from "../../protocol/versions.ts";

/** What tests read of `/__sw/state`. */
export interface WorkerState {
  readonly worker: { readonly version: string } | null;
  readonly state: string;
  readonly reason: string | null;
  readonly releases: Record<string, { readonly complete: boolean; readonly clients: number }>;
  readonly idle: Record<string, { readonly lastTick: number | null; readonly lastRun: number | null }>;
  readonly outbox: { readonly waiting: number; readonly needsYou: number };
  readonly storage: { readonly usage: number; readonly quota: number; readonly lite: boolean };
  readonly hits: { readonly asked: number; readonly kept: number; readonly ratio: number | null };
  readonly caches: Record<string, number>;
  readonly log: readonly string[];
}

export function workerState(page: Page): Promise<WorkerState> {
  return page.evaluate(async () => (await fetch("/__sw/state", { headers: { Accept: "application/json" } })).json());
}

type WithoutVersion<M> = M extends unknown ? Omit<M, "version"> : never;

/** Says something to the worker that controls this page, or to the one that waits. */
export async function tellWorker(
  page: Page,
  message: WithoutVersion<PageToWorker>,
  which: "controller" | "waiting" = "controller",
): Promise<void> {
  await page.evaluate(
    async ([words, target]) => {
      const { controller, ready } = navigator.serviceWorker;
      const worker = target === "waiting" ? (await ready).waiting : controller;
      if (!worker) throw new Error(`there is no worker: ${target}`);
      worker.postMessage(words);
    },
    [{ version: MESSAGE_VERSION, ...message }, which] as const,
  );
}

/** Begins what the worker does in idle time. */
export function beginIdle(page: Page): Promise<void> {
  return tellWorker(page, { type: "START_LONG_OPERATION", work: "idle" });
}

/** Ends the process of every worker, as browsers do whenever they like, and waits until it has ended; the next request starts it anew. */
export async function killWorkers(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  // A page may wake a worker again at once, so what counts is that each has been seen to stop.
  const alive = new Set<string>();
  let known = false;
  session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
    for (const { versionId, runningStatus } of versions) {
      if (runningStatus === "stopped") alive.delete(versionId);
      else if (!known) alive.add(versionId);
    }
    known ||= versions.length > 0;
  });
  await session.send("ServiceWorker.enable");
  await expect.poll(() => known).toBe(true);
  await session.send("ServiceWorker.stopAllWorkers");
  // The session ends with its page: to detach it is to ask a page that may never answer that.
  await expect.poll(() => alive.size).toBe(0);
}

/** Resolves once the worker in charge was ended to let another in, and was started anew for something that came meanwhile. */
export async function workerStartsAnew(context: BrowserContext, page: Page): Promise<{ readonly seen: Promise<void> }> {
  const session = await context.newCDPSession(page);
  const ended = new Set<string>();
  const seen = new Promise<void>((resolve) => {
    session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
      for (const { versionId, status, runningStatus } of versions) {
        if (status !== "activated") continue;
        if (runningStatus === "stopping") ended.add(versionId);
        else if (runningStatus === "running" && ended.has(versionId)) resolve();
      }
    });
  });
  await session.send("ServiceWorker.enable");
  return { seen };
}

/** Ends the worker in this state, if there is one, as the browser does by itself with one that is idle or has taken minutes. */
export async function stopWorker(
  context: BrowserContext,
  page: Page,
  state: "installing" | "activated",
): Promise<void> {
  const session = await context.newCDPSession(page);
  const found = new Promise<string | undefined>((resolve) => {
    session.on("ServiceWorker.workerVersionUpdated", ({ versions }) =>
      resolve(versions.find(({ status }) => status === state)?.versionId),
    );
  });
  await session.send("ServiceWorker.enable");
  const versionId = await found;
  if (versionId !== undefined) await session.send("ServiceWorker.stopWorker", { versionId });
  await session.detach();
}

/** The smallest visit, as a page makes that lets a worker in: a browser that forgot to end the older one looks again (R5). */
export function visitOnce(page: Page): Promise<void> {
  return page.evaluate(() => {
    const visit = new Worker("/sw-manifest.json");
    visit.addEventListener("error", () => visit.terminate(), { once: true });
  });
}

/** Asks for a newer worker until one has installed and waits; right after a deploy a kept connection may still lead to the older host. */
export async function newWorkerWaits(page: Page): Promise<void> {
  const look = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      if (!registration.installing && !registration.waiting) await registration.update();
      return registration.waiting?.state ?? null;
    });
  await expect.poll(look).toBe("installed");
}

/** What TypeScript does not know of registrations. */
export interface WithSync {
  readonly sync: { register(tag: string): Promise<void>; getTags(): Promise<string[]> };
}

/** The tags under which the browser wakes the worker when the network is back. */
export function syncTags(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { sync } = (await navigator.serviceWorker.ready) as ServiceWorkerRegistration & WithSync;
    return sync.getTags();
  });
}

/** Opens a page that is of this release: a worker with an older copy shows that where the shop takes longer than 3 s (C7). */
export async function openOn(page: Page, release: string, path = "/about"): Promise<void> {
  await expect(async () => {
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("data-release", release, { timeout: 5_000 });
  }).toPass();
}

/** Has the worker bring what is missing of a release, and waits until all of it is on the device. */
export async function wholeOnDevice(page: Page, release: string): Promise<void> {
  const complete = async () => {
    await beginIdle(page);
    return (await workerState(page)).releases[release]?.complete;
  };
  await expect.poll(complete).toBe(true);
}
