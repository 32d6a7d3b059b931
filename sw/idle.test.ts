import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startWorker, type TestWorker } from "./worker.test-suite.ts";

let worker: TestWorker;
const event = () => new ExtendableEvent("message");

/** The modules as a freshly started worker process has them; the notebook stays. */
async function wake() {
  vi.resetModules();
  return {
    ...(await import("./idle.ts")),
    ...(await import("./long-work.ts")),
    ...(await import("./log.ts")),
    ...(await import("./notebook.ts")),
  };
}

beforeEach(() => {
  worker = startWorker([]);
});

afterEach(() => {
  vi.useRealTimers();
});

describe("the idle queue", () => {
  test("runs named tasks in their order, each when it is due, and remembers when", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
    const ran: string[] = [];
    const start = async () => {
      const process = await wake();
      const run = (name: string) => async () => void ran.push(name);
      process.idleTask({ name: "often", everyMs: 0, run: run("often") });
      process.idleTask({ name: "seldom", everyMs: 60_000, run: run("seldom") });
      return process;
    };
    const first = await start();
    expect(await first.idleTimes()).toEqual({
      often: { lastTick: null, lastRun: null, problem: null },
      seldom: { lastTick: null, lastRun: null, problem: null },
    });
    await Promise.all([first.runIdle(event()), first.runIdle(event())]);
    expect(ran).toEqual(["often", "seldom"]);
    vi.setSystemTime(1_030_000);
    const second = await start();
    await second.runIdle(event());
    expect(ran).toEqual(["often", "seldom", "often"]);
    expect(await second.idleTimes()).toMatchObject({
      often: { lastTick: 1_030_000, lastRun: 1_030_000 },
      seldom: { lastTick: 1_030_000, lastRun: 1_000_000 },
    });
    vi.setSystemTime(500_000);
    await second.runIdle(event());
    expect(ran.slice(3)).toEqual(["often", "seldom"]);
  });

  test("is not held up by a task that fails, and says why it did", async () => {
    const { idleTask, runIdle, idleTimes, lastLines } = await wake();
    const after = vi.fn(async () => {});
    idleTask({ name: "broken", everyMs: 0, run: () => Promise.reject(new Error("no luck")) });
    idleTask({ name: "after", everyMs: 0, run: after });
    await runIdle(event());
    expect(after).toHaveBeenCalledOnce();
    expect((await idleTimes()).broken).toMatchObject({ lastRun: null, problem: "Error: no luck" });
    expect(await lastLines()).toEqual([expect.stringMatching(/^\d{4}-.*Z broken failed: Error: no luck$/)]);
  });

  test("starts anew where what it remembered is garbage", async () => {
    const { idleTask, runIdle, idleTimes, writeNote } = await wake();
    await writeNote("idle:task", { lastTick: "yesterday", lastRun: { __proto__: 1 } });
    idleTask({ name: "task", everyMs: 1_000, run: async () => {} });
    expect((await idleTimes()).task?.lastRun).toBeNull();
    await runIdle(event());
    expect((await idleTimes()).task?.lastRun).toEqual(expect.any(Number));
  });

  test("begins nothing further once it was stopped", async () => {
    const { idleTask, runIdle, stopIdle } = await wake();
    const after = vi.fn(async () => {});
    const first = vi.fn(async () => {});
    first.mockImplementationOnce(async () => stopIdle());
    idleTask({ name: "first", everyMs: 0, run: first });
    idleTask({ name: "after", everyMs: 0, run: after });
    await runIdle(event());
    // A page that asks for more holds up the worker that is to take over.
    await runIdle(event());
    expect([first.mock.calls.length, after.mock.calls.length]).toEqual([1, 0]);
    // It did not take over: work goes on.
    const clock = vi.spyOn(performance, "now").mockReturnValue(performance.now() + 60_000);
    await runIdle(event());
    clock.mockRestore();
    expect([first.mock.calls.length, after.mock.calls.length]).toEqual([2, 1]);
  });

  test("begins nothing, however long it takes, while a worker that was let in still waits", async () => {
    const { idleTask, runIdle, stopIdle } = await wake();
    const run = vi.fn(async () => {});
    idleTask({ name: "task", everyMs: 0, run });
    Object.assign(self, { registration: { scope: "https://shop.example/", waiting: {} } });
    // One that waits and was not let in yet is no reason to rest.
    await runIdle(event());
    expect(run).toHaveBeenCalledTimes(1);
    stopIdle();
    const clock = vi.spyOn(performance, "now").mockReturnValue(performance.now() + 600_000);
    await runIdle(event());
    expect(run).toHaveBeenCalledTimes(1);
    Object.assign(self, { registration: { scope: "https://shop.example/" } });
    await runIdle(event());
    clock.mockRestore();
    expect(run).toHaveBeenCalledTimes(2);
  });
});

describe("long work", () => {
  test("goes on behind the last finished unit when the worker was stopped in the middle", async () => {
    const done: number[] = [];
    const work = (stopAt: number) => ({
      name: "count",
      list: "numbers",
      items: [1, 2, 3, 4, 5],
      unit: async (item: number) => {
        if (item === stopAt) return false;
        done.push(item);
        return true;
      },
    });
    expect(await (await wake()).workThrough(work(3))).toBe(false);
    expect(await (await wake()).workThrough(work(9))).toBe(true);
    expect(done).toEqual([1, 2, 3, 4, 5]);
    const { workThrough } = await wake();
    await workThrough(work(9));
    expect(done).toHaveLength(5);
    await workThrough({ ...work(9), list: "other numbers" });
    await workThrough({ ...work(9), list: "other numbers", anew: true });
    expect(done).toHaveLength(15);
  });

  test("gives a unit up that hangs, and tells pages every 25 s that it lives", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
    const { workThrough } = await wake();
    const unit = vi.fn(async (item: number) => {
      if (item === 4) return new Promise<boolean>(() => {});
      vi.setSystemTime(Date.now() + 10_000);
      return true;
    });
    const ended = workThrough({ name: "slow", list: "numbers", items: [1, 2, 3, 4], unit });
    await vi.waitUntil(() => unit.mock.calls.length === 4);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await ended).toBe(false);
    expect(worker.messages).toEqual([{ type: "KEEP_ALIVE", version: 1, work: "slow", left: 1 }]);
  });
});

describe("the log", () => {
  test("keeps the last 200 lines over restarts, each of bearable length", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const first = await wake();
    for (let line = 1; line <= 150; line += 1) first.log(`line ${line}`);
    await vi.advanceTimersByTimeAsync(2_000);
    vi.useRealTimers();
    await vi.waitFor(async () => expect(await first.lastLines()).toHaveLength(150));
    const second = await wake();
    for (let line = 151; line <= 260; line += 1) second.log(`line ${line} ${"x".repeat(1_000)}`);
    const lines = await second.lastLines();
    expect(lines).toHaveLength(200);
    expect(lines[0]).toMatch(/ line 61$/);
    expect(lines.at(-1)).toHaveLength(300);
  });

  test("and everything else goes on without a notebook", async () => {
    vi.stubGlobal("indexedDB", {
      open: () => {
        throw new Error("private mode");
      },
    });
    const said = vi.spyOn(console, "info").mockImplementation(() => {});
    const { idleTask, runIdle, log, lastLines, workThrough } = await wake();
    const run = vi.fn(async () => {});
    idleTask({ name: "task", everyMs: 0, run });
    await runIdle(event());
    expect(run).toHaveBeenCalledOnce();
    log("still here");
    expect(await lastLines()).toHaveLength(1);
    expect(await workThrough({ name: "w", list: "l", items: [1], unit: async () => true })).toBe(true);
    said.mockRestore();
    vi.unstubAllGlobals();
  });
});
