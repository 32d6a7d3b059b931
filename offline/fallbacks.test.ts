import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { patienceOf, type Registration, requestOneShot } from "./fallbacks.ts";
import { requestPeriodic } from "./periodic.ts";
import { CONTENT_TAG, SYNC_TAGS, startTriggers, type Triggers } from "./triggers.ts";

function browser(offers: object = {}) {
  const told: unknown[] = [];
  const registration: Registration = { active: { postMessage: (message) => told.push(message) }, ...offers };
  return { registration, told };
}

const manager = (register = vi.fn(async () => {})) => ({ register });
const refused = async () => Promise.reject(new DOMException("no", "NotAllowedError"));
const refusing = () => manager(vi.fn(refused));

describe("a rung that the browser offers", () => {
  test("periodic sync wakes the worker once a day, with no page open", async () => {
    const periodicSync = manager();
    expect(await requestPeriodic(browser({ periodicSync }).registration)).toBe(true);
    expect(periodicSync.register).toHaveBeenCalledWith(CONTENT_TAG, { minInterval: 86_400_000 });
    expect(await requestPeriodic(browser().registration)).toBe(false);
    await expect(requestPeriodic(browser({ periodicSync: refusing() }).registration)).rejects.toThrow("no");
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
});

/** A page whose browser wakes nobody, with the clock in the test's hand. */
function pageAlone(device: object, reports: readonly number[]) {
  const listeners: Record<string, () => void> = {};
  const on = (name: string) => (listener: () => void) => {
    listeners[name] = listener;
    return () => delete listeners[name];
  };
  const page = { eager: [] as boolean[], rungs: [] as string[], fire: (name: string) => listeners[name]?.() };
  const triggers = startTriggers({
    onOnline: on("online"),
    onVisible: on("visible"),
    isVisible: () => true,
    patience: () => patienceOf(device),
    requestSync: async (tag) => void page.rungs.push(await requestOneShot({ active: null }, tag)),
    drain: async ({ eager }) => {
      page.eager.push(eager);
      const wait = reports[page.eager.length - 1];
      return { sent: 0, nextAttemptAt: wait === undefined ? null : Date.now() + wait };
    },
    now: Date.now,
  });
  return { page, triggers };
}

describe("a rung of the page's own", () => {
  let triggers: Triggers | undefined;
  const open = (device: object, reports: readonly number[] = []) => {
    const alone = pageAlone(device, reports);
    triggers = alone.triggers;
    return alone.page;
  };
  const settle = () => vi.advanceTimersByTimeAsync(0);
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => {
    triggers?.stop();
    vi.useRealTimers();
  });

  test.each(["online", "visible"])("the page that is %s again sends, whatever its own backoff says", async (event) => {
    const page = open({}, [3_600_000]);
    await settle();
    page.fire(event);
    await settle();
    expect(page.eager).toEqual([false, true]);
  });

  test.each<[string, object, number]>([
    ["at its usual pace", {}, 1_000],
    ["four times slower where data is to be saved", { connection: { saveData: true } }, 4_000],
    ["four times slower on low battery", { getBattery: async () => ({ level: 0.1, charging: false }) }, 4_000],
    ["at its usual pace where the battery is nobody's business", { getBattery: refused }, 1_000],
  ])("polling goes on %s, and every fruitless round doubles its pause", async (_, device, first) => {
    const page = open(device, [0, 0, 0]);
    for (const [round, pause] of [first, first * 2].entries()) {
      await vi.advanceTimersByTimeAsync(pause - 1);
      expect(page.eager).toHaveLength(round + 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(page.eager).toHaveLength(round + 2);
    }
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
    ["a policy forbids asking for the battery", { getBattery: refused }, 1],
  ])("polling is as patient as it should be when %s", async (_, device, patience) => {
    expect(await patienceOf(device)).toBe(patience);
  });

  test("a browser that has none of the others still sends: at once, by its events, and by polling", async () => {
    const page = open({}, [0, 0, 0, 0]);
    await settle();
    triggers?.queued(SYNC_TAGS.writes);
    await settle();
    expect([page.rungs, page.eager.length]).toEqual([["page"], 2]);
    for (const event of ["online", "visible"]) {
      page.fire(event);
      await settle();
    }
    expect(page.eager).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(page.eager).toHaveLength(5);
  });
});
