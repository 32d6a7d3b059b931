import type { BrowserContext, Page } from "@playwright/test";

const KEPT = 40;

/** What the browser told of a shopper's workers last, with seconds since the log was begun: which ran, and how far each was. */
export class WorkerLog {
  readonly #lines: string[] = [];
  readonly #last = new Map<string, string>();
  readonly #begun = Date.now();

  static async follow(context: BrowserContext, page: Page): Promise<WorkerLog> {
    const log = new WorkerLog();
    const session = await context.newCDPSession(page);
    session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
      for (const { versionId, runningStatus, status, controlledClients } of versions) {
        const state = `${runningStatus}, ${status}, ${controlledClients?.length ?? 0} clients`;
        // The browser repeats itself with every word of a worker.
        if (log.#last.get(versionId) !== state) log.note(`worker ${versionId} ${state}`);
        log.#last.set(versionId, state);
      }
    });
    await session.send("ServiceWorker.enable");
    return log;
  }

  note(words: string): void {
    this.#lines.push(`${((Date.now() - this.#begun) / 1000).toFixed(1)} ${words}`);
    if (this.#lines.length > KEPT) this.#lines.shift();
  }

  toString(): string {
    return this.#lines.join("; ");
  }
}
