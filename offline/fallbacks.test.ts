import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { patienceOf, type Registration, requestOneShot } from "./fallbacks.ts";
import { requestPeriodic } from "./periodic.ts";
import { SYNC_TAGS, startTriggers, type Triggers, WARM_TAG } from "./triggers.ts";

function browser(offers: object = {}) {
  const told: unknown[] = [];
  const registration: Registration = { active: { postMessage: (message) => told.push(message) }, ...offers };
  return { registration, told };
}

const manager = (register = vi.fn(async () => {})) => ({ register });
const refusing = () => manager(vi.fn(async () => Promise.reject(new DOMException("no", "NotAllowedError"))));

describe("from rung to rung", () => {
  test("periodic sync wakes the worker twice a day", async () => {
    const periodicSync = manager();
    expect(await requestPeriodic(browser({ periodicSync }).registration)).toBe(true);
    expect(periodicSync.register).toHaveBeenCalledWith(WARM_TAG, { minInterval: 43_200_000 });
    expect(await requestPeriodic(browser().registration)).toBe(false);
  });

  test("a one-shot sync sends when the network is back", async () => {
    const sync = manager();
    const { registration, told } = browser({ sync });
    expect(await requestOneShot(registration, SYNC_TAGS.writes)).toBe("sync");
    expect(sync.register).toHaveBeenCalledWith("pending-writes");
    expect(told).toEqual([]);
  });

  test.each([
    ["missing", {}],
    ["refused", { sync: refusing() }],
  ])("where it is %s, the worker sends now", async (_, offers) => {
    vi.spyOn(console, "info").mockImplementation(() => {});
    const { registration, told } = browser(offers);
    expect(await requestOneShot(registration, SYNC_TAGS.document)).toBe("worker");
    expect(told).toMatchObject([{ type: "SYNC_NOW_AVAILABLE" }]);
    vi.restoreAllMocks();
  });

  test.each<[string, object, number]>([
    ["nothing is known", {}, 1],
    ["data is to be saved", { connection: { saveData: true } }, 4],
    ["the battery is low", { getBattery: async () => ({ level: 0.1, charging: false }) }, 4],
    ["a low battery is being charged", { getBattery: async () => ({ level: 0.1, charging: true }) }, 1],
    [
      "the battery is full",
      { connection: { saveData: false }, getBattery: async () => ({ level: 1, charging: false }) },
      1,
    ],
  ])("polling is as patient as it should be when %s", async (_, device, patience) => {
    expect(await patienceOf(device)).toBe(patience);
  });
});

describe("a browser that has none of it", () => {
  let triggers: Triggers | undefined;
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => {
    triggers?.stop();
    vi.useRealTimers();
  });

  test("still sends: at once, when the page is online or visible again, and by polling", async () => {
    const listeners: Record<string, () => void> = {};
    const on = (name: string) => (listener: () => void) => {
      listeners[name] = listener;
      return () => delete listeners[name];
    };
    const rungs: string[] = [];
    let drains = 0;
    triggers = startTriggers({
      onOnline: on("online"),
      onVisible: on("visible"),
      isVisible: () => true,
      patience: () => patienceOf({}),
      requestSync: async (tag) => void rungs.push(await requestOneShot({ active: null }, tag)),
      drain: async () => {
        drains += 1;
        return { sent: 0, nextAttemptAt: drains < 5 ? Date.now() : null };
      },
      now: Date.now,
    });
    await vi.advanceTimersByTimeAsync(0);
    triggers.queued(SYNC_TAGS.writes);
    await vi.advanceTimersByTimeAsync(0);
    expect([rungs, drains]).toEqual([["page"], 2]);
    for (const name of ["online", "visible"]) {
      listeners[name]?.();
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(drains).toBe(4);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(drains).toBe(5);
  });
});
