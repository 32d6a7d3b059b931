import { type BrowserContext, expect, type Page } from "@playwright/test";

export interface WorkerLife {
  /** Ends the worker wherever it is, as the browser does by itself, and waits until it has been seen to stop. */
  kill(): Promise<void>;
  /** Wakes it as the browser does from time to time, where it grants periodic sync. */
  wake(tag: string): Promise<void>;
}

/** Life and death of the worker that controls a page, as often as wanted. */
export async function workerLife(context: BrowserContext, page: Page): Promise<WorkerLife> {
  const session = await context.newCDPSession(page);
  let version = { versionId: "", registrationId: "", runningStatus: "" };
  session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
    version = versions.find(({ status }) => status === "activated") ?? version;
  });
  await session.send("ServiceWorker.enable");
  await expect.poll(() => version.versionId).not.toBe("");
  return {
    async kill() {
      await expect.poll(() => version.runningStatus).toBe("running");
      await session.send("ServiceWorker.stopWorker", { versionId: version.versionId });
      await expect.poll(() => version.runningStatus).toBe("stopped");
    },
    async wake(tag) {
      const { origin } = new URL(page.url());
      await session.send("ServiceWorker.dispatchPeriodicSyncEvent", {
        origin,
        registrationId: version.registrationId,
        tag,
      });
    },
  };
}
