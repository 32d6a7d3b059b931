import { afterEach, expect, test, vi } from "vitest";
import { CART_LOCK, DRAIN_LOCK } from "../../../offline/locks.ts";
import { onSave } from "../saving.ts";
import { holdUpdates } from "../standstill.ts";
import { saveThisTab } from "./effects.ts";
import { sendsOver } from "./sends.ts";

/** Locks that somebody holds until they are let go; a wait that is called off rejects, as in a browser. */
function heldLocks() {
  const free = new Map([DRAIN_LOCK, CART_LOCK].map((name) => [name, Promise.withResolvers<void>()]));
  const request = (name: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) =>
    new Promise<void>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      void free.get(name)?.promise.then(work).then(resolve);
    });
  vi.stubGlobal("navigator", { locks: { request } });
  return { letGo: (name: string) => free.get(name)?.resolve() };
}

/** Lets everything that is ready to go on do so. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Stands in for the time limit; it has passed when it is told so. */
function limit() {
  const time = new AbortController();
  const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(time.signal);
  return { asked: timeout, pass: () => time.abort(new DOMException("too late", "TimeoutError")) };
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("an update waits for the drain and for the cart, and no longer", async () => {
  const locks = heldLocks();
  limit();
  const over = vi.fn();
  const waiting = sendsOver(30_000).then(over);
  locks.letGo(CART_LOCK);
  await turn();
  expect(over).not.toHaveBeenCalled();
  locks.letGo(DRAIN_LOCK);
  await waiting;
});

test("an update waits for what a page has under way itself", async () => {
  const locks = heldLocks();
  limit();
  const call = Promise.withResolvers<void>();
  const held = holdUpdates(call.promise);
  for (const name of [CART_LOCK, DRAIN_LOCK]) locks.letGo(name);
  const over = vi.fn();
  const waiting = sendsOver(30_000).then(over);
  await turn();
  expect(over).not.toHaveBeenCalled();
  call.resolve();
  await Promise.all([waiting, held]);
});

test("locks that are never let go and calls that never end hold an update up until its time is over", async () => {
  heldLocks();
  const time = limit();
  const call = Promise.withResolvers<void>();
  const held = holdUpdates(call.promise);
  const over = vi.fn();
  const waiting = sendsOver(30_000).then(over);
  expect(time.asked).toHaveBeenCalledExactlyOnceWith(30_000);
  await turn();
  expect(over).not.toHaveBeenCalled();
  time.pass();
  await waiting;
  call.resolve();
  await held;
});

test("what cannot be saved within three seconds holds no update up", async () => {
  vi.useFakeTimers();
  vi.stubGlobal("document", { querySelectorAll: () => [] });
  vi.stubGlobal("window", { scrollX: 0, scrollY: 0 });
  vi.stubGlobal("location", { href: "https://shop.example/" });
  vi.stubGlobal("sessionStorage", { setItem: () => {} });
  const stop = onSave(() => new Promise(() => {}));
  const saved = vi.fn();
  const saving = saveThisTab().then(saved);
  await vi.advanceTimersByTimeAsync(2_999);
  expect(saved).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await saving;
  stop();
});
