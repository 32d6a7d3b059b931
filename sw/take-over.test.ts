import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startWorker } from "./worker.test-suite.ts";

const registration: { scope: string; waiting: object | null } = { scope: "https://shop.test/", waiting: {} };
const skipWaiting = vi.fn(async () => {});

beforeEach(() => {
  vi.resetModules();
  skipWaiting.mockReset();
  registration.waiting = {};
  startWorker([]);
  Object.assign(globalThis, { registration, skipWaiting });
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("A worker that the browser forgot to let in asks again, until it is in", async () => {
  const { takeOver } = await import("./take-over.ts");
  skipWaiting.mockImplementation(async () => {
    if (skipWaiting.mock.calls.length === 3) registration.waiting = null;
  });
  const both = [takeOver(), takeOver()];
  await vi.advanceTimersByTimeAsync(60_000);
  await Promise.all(both);
  expect(skipWaiting).toHaveBeenCalledTimes(3);
});

test("It gives up after half a minute, and a later word begins anew", async () => {
  const { takeOver } = await import("./take-over.ts");
  const first = takeOver();
  await vi.advanceTimersByTimeAsync(40_000);
  await first;
  expect(skipWaiting).toHaveBeenCalledTimes(60);
  registration.waiting = null;
  await takeOver();
  expect(skipWaiting).toHaveBeenCalledTimes(60);
});
