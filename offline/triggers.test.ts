import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DrainReport } from "./drain.ts";
import { type PageHost, SYNC_TAGS, startTriggers, type Triggers } from "./triggers.ts";

const START = 1_000_000;

function page(reports: DrainReport[] = []) {
  const listeners = new Map<string, () => void>();
  const drains: boolean[] = [];
  const syncs: string[] = [];
  const state = { visible: true, patience: 1 };
  const on = (name: string) => (listener: () => void) => {
    listeners.set(name, listener);
    return () => listeners.delete(name);
  };
  const host: PageHost = {
    onOnline: on("online"),
    onVisible: on("visible"),
    isVisible: () => state.visible,
    patience: async () => state.patience,
    requestSync: async (tag) => {
      syncs.push(tag);
    },
    drain: async ({ eager }) => {
      drains.push(eager);
      return reports.shift() ?? { sent: 0, nextAttemptAt: null };
    },
    now: Date.now,
  };
  return { host, drains, syncs, state, fire: (name: string) => listeners.get(name)?.() };
}

let triggers: Triggers | undefined;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});

afterEach(() => {
  triggers?.stop();
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);

describe("a page drains", () => {
  test("at its start, when back online and when it comes to the front", async () => {
    const { host, drains, fire } = page();
    triggers = startTriggers(host);
    await settle();
    expect(drains).toEqual([false]);
    fire("online");
    await settle();
    fire("visible");
    await settle();
    expect(drains).toEqual([false, true, true]);
  });

  test("when something is queued, and asks for a background sync in case it dies", async () => {
    const { host, drains, syncs } = page();
    triggers = startTriggers(host);
    await settle();
    triggers.queued(SYNC_TAGS.writes);
    await settle();
    expect(drains).toHaveLength(2);
    expect(syncs).toEqual(["pending-writes"]);
  });

  test("again when the next try is due, later on low battery, and not behind another window", async () => {
    const due = (after: number) => ({ sent: 0, nextAttemptAt: START + after });
    const { host, drains, state } = page([due(4_000), due(8_000), due(60_000)]);
    triggers = startTriggers(host);
    await vi.advanceTimersByTimeAsync(3_999);
    expect(drains).toHaveLength(1);
    state.patience = 4;
    await vi.advanceTimersByTimeAsync(1);
    expect(drains).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(15_999);
    expect(drains).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(drains).toHaveLength(3);
    state.visible = false;
    await vi.advanceTimersByTimeAsync(1_000_000);
    expect(drains).toHaveLength(3);
  });

  test("not without pause when the next try is a year away", async () => {
    const { host, drains } = page(
      Array.from({ length: 9 }, () => ({ sent: 0, nextAttemptAt: START + 31_536_000_000 })),
    );
    triggers = startTriggers(host);
    await vi.advanceTimersByTimeAsync(3_599_999);
    expect(drains).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(drains).toHaveLength(2);
  });

  test("ever more seldom while nothing gets through, and soon again after a trigger", async () => {
    const waiting = Array.from({ length: 40 }, () => ({ sent: 0, nextAttemptAt: START }));
    const { host, drains, fire } = page(waiting);
    triggers = startTriggers(host);
    await vi.advanceTimersByTimeAsync(60_000);
    // After 0, 1, 3, 7, 15 and 31 seconds; the next would be after 63.
    expect(drains).toHaveLength(6);
    fire("online");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(drains).toHaveLength(8);
  });

  test("once more for everything that happened during a drain, and not after it was stopped", async () => {
    const { host, drains, fire } = page();
    let finish = () => {};
    const slow: PageHost = {
      ...host,
      drain: (options) => {
        drains.push(options.eager);
        return new Promise((resolve) => {
          finish = () => resolve({ sent: 0, nextAttemptAt: null });
        });
      },
    };
    triggers = startTriggers(slow);
    triggers.urge();
    fire("online");
    triggers.queued(SYNC_TAGS.document);
    finish();
    await settle();
    expect(drains).toEqual([false, true]);
    triggers.stop();
    finish();
    await settle();
    triggers.urge();
    expect(drains).toHaveLength(2);
  });

  describe("whose database could not be read", () => {
    function breaking() {
      const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
      const known = page();
      const state = { broken: true };
      triggers = startTriggers({
        ...known.host,
        drain: async (options) => {
          if (state.broken) throw new Error("no database");
          return known.host.drain(options);
        },
      });
      return { ...known, state, warned };
    }
    afterEach(() => void vi.restoreAllMocks());

    test("at the next trigger", async () => {
      const { drains, fire, state, warned } = breaking();
      await settle();
      expect(warned).toHaveBeenCalledOnce();
      state.broken = false;
      fire("online");
      await settle();
      expect(drains).toEqual([true]);
    });

    test("by itself, ever more seldom while it stays so", async () => {
      const { drains, state, warned } = breaking();
      await vi.advanceTimersByTimeAsync(60_000);
      // After 0, 1, 3, 7, 15 and 31 seconds; the next is after 63.
      expect(warned).toHaveBeenCalledTimes(6);
      state.broken = false;
      await vi.advanceTimersByTimeAsync(3_000);
      expect(drains).toEqual([false]);
    });
  });
});
