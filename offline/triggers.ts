import type { DrainReport } from "./drain.ts";

/** Tags of one-shot background sync: writes that the shopper waits for, and the cart's document. */
export const SYNC_TAGS = { writes: "pending-writes", document: "doc-sync" } as const;
/** Tag of the periodic sync that sends what still waits and keeps the catalogue warm (W3, C16). */
export const CONTENT_TAG = "content-sync";
export type SyncTag = (typeof SYNC_TAGS)[keyof typeof SYNC_TAGS];

/** What a page can tell and do; every part of it is missing in some browser. */
export interface PageHost {
  readonly onOnline: (listener: () => void) => () => void;
  readonly onVisible: (listener: () => void) => () => void;
  readonly isVisible: () => boolean;
  /** How much slower to poll: above one on low battery or when the shopper saves data. */
  readonly patience: () => Promise<number>;
  /** Registers a one-shot sync; does nothing where background sync does not exist. */
  readonly requestSync: (tag: SyncTag) => Promise<void>;
  readonly drain: (options: { eager: boolean }) => Promise<DrainReport>;
  readonly now: () => number;
}

export interface Triggers {
  /** Something was queued: ask for a background sync, in case the page dies, and drain. */
  readonly queued: (tag: SyncTag) => void;
  /** Drain now, whatever our own backoff says. */
  readonly urge: () => void;
  readonly stop: () => void;
}

const SOONEST_POLL_MS = 1_000;
const LATEST_POLL_MS = 60_000;
/** A timer beyond some 24 days fires at once, and one in a page is never worth planning for longer than this. */
const LONGEST_TIMER_MS = 60 * 60_000;

/**
 * Everything that makes a page drain (W2): its start, something queued, `online`, becoming visible, and polling while it is
 * visible and something waits, ever more seldom while nothing gets through. Drains of one page never overlap; a trigger
 * during one is answered by one more.
 */
export function startTriggers(host: PageHost): Triggers {
  let running = false;
  let asked: { eager: boolean } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let fruitless = 0;

  function ask(eager: boolean): void {
    asked = { eager: eager || (asked?.eager ?? false) };
    if (!running && !stopped) void run();
  }

  async function run(): Promise<void> {
    running = true;
    clearTimeout(timer);
    let report: DrainReport | null = null;
    try {
      while (asked && !stopped) {
        const options = asked;
        asked = null;
        report = await host.drain(options);
      }
    } catch (error) {
      console.warn("The outbox could not be drained", error);
      // What made it fail may pass, and something may wait to be sent.
      report = { sent: 0, nextAttemptAt: host.now() };
    } finally {
      running = false;
    }
    await poll(report?.nextAttemptAt ?? null);
  }

  async function poll(nextAttemptAt: number | null): Promise<void> {
    if (nextAttemptAt === null) return;
    const soonest = Math.min(LATEST_POLL_MS, SOONEST_POLL_MS * 2 ** fruitless);
    const due = Math.max(soonest, nextAttemptAt - host.now()) * (await host.patience());
    const wait = Math.min(LONGEST_TIMER_MS, due);
    clearTimeout(timer);
    if (stopped || running) return;
    timer = setTimeout(() => {
      if (!host.isVisible()) return;
      fruitless += 1;
      ask(false);
    }, wait);
  }

  /** Something has changed, so polling may be quick again. */
  function trigger(eager: boolean): void {
    fruitless = 0;
    ask(eager);
  }

  const off = [host.onOnline(() => trigger(true)), host.onVisible(() => trigger(true))];
  ask(false);
  return {
    queued: (tag) => {
      host.requestSync(tag).catch((error: unknown) => console.info("Only this page will send what was queued", error));
      trigger(false);
    },
    urge: () => trigger(true),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      for (const end of off) end();
    },
  };
}
