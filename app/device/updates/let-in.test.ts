import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { letIn } from "./let-in.ts";

const visits = vi.fn();

/** How long a visit takes until the browser finds out that it is no script; null for ever. */
let visitMs: number | null = 0;

class FakeWorker extends EventTarget {
  constructor(url: string) {
    super();
    visits(url);
    if (visitMs !== null) setTimeout(() => this.dispatchEvent(new Event("error")), visitMs);
  }
  terminate(): void {}
}

class Waiting extends EventTarget {
  readonly heard: unknown[] = [];
  postMessage(message: unknown): void {
    this.heard.push(message);
  }
}

/** The parts of a worker that letting it in has to do with. */
function waitingWorker(): Waiting & ServiceWorker {
  return new Waiting() as unknown as Waiting & ServiceWorker;
}

beforeEach(() => {
  visits.mockClear();
  visitMs = 0;
  vi.stubGlobal("Worker", FakeWorker);
  // Web Locks of Node do not follow the clock of this test.
  vi.stubGlobal("navigator", {});
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("A worker that is let in at once needs no nudge", async () => {
  const waiting = waitingWorker();
  const isIn = letIn(waiting);
  expect(waiting.heard).toEqual([{ type: "SKIP_WAITING", version: 1 }]);
  waiting.dispatchEvent(new Event("statechange"));
  await isIn;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(visits).not.toHaveBeenCalled();
});

test("A browser that forgot to let it in is nudged until it does", async () => {
  const waiting = waitingWorker();
  const isIn = letIn(waiting);
  await vi.advanceTimersByTimeAsync(1_200);
  expect(visits.mock.calls).toEqual([["/sw-manifest.json"], ["/sw-manifest.json"]]);
  waiting.dispatchEvent(new Event("statechange"));
  await isIn;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(visits).toHaveBeenCalledTimes(2);
});

test("Of tabs that accept together one visits, and the next goes on when that one is gone", async () => {
  const [first, second] = [waitingWorker(), waitingWorker()];
  const areIn = [letIn(first), letIn(second)];
  await vi.advanceTimersByTimeAsync(1_200);
  expect(visits).toHaveBeenCalledTimes(2);
  first.dispatchEvent(new Event("statechange"));
  await vi.advanceTimersByTimeAsync(1_200);
  expect(visits).toHaveBeenCalledTimes(4);
  second.dispatchEvent(new Event("statechange"));
  await Promise.all(areIn);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(visits).toHaveBeenCalledTimes(4);
});

test.each([
  ["that takes its time is over before the next", 1_000, 7],
  ["that nobody answers is given up after two seconds", null, 4],
])("On a slow device a visit %s", async (_, takesMs, inTenSeconds) => {
  visitMs = takesMs;
  const isIn = letIn(waitingWorker());
  await vi.advanceTimersByTimeAsync(9_900);
  expect(visits).toHaveBeenCalledTimes(inTenSeconds);
  await vi.advanceTimersByTimeAsync(100);
  await isIn;
});

test("Nudging ends when the shopper is asked to help", async () => {
  const isIn = letIn(waitingWorker());
  await vi.advanceTimersByTimeAsync(10_000);
  await isIn;
  const before = visits.mock.calls.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(visits).toHaveBeenCalledTimes(before);
});
