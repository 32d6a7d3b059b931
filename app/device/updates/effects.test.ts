import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { step } from "../../../domain/updates/machine.ts";
import { freshTab, type UpdateEvent } from "../../../domain/updates/state.ts";
import { hasPlace } from "../place.ts";
import { onSave } from "../saving.ts";
import { isStandingStill } from "../standstill.ts";
import { carryOut } from "./effects.ts";
import { takePlace } from "./place-memory.ts";
import { spentKeys } from "./spent.ts";

class Field {
  readonly tagName = "INPUT";
  readonly type = "search";
  readonly name = "q";
  readonly id = "";
  readonly autocomplete = "";
  readonly defaultValue = "";
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

class Waiting extends EventTarget {
  postMessage = vi.fn();
}

const reload = vi.fn();
let grant: () => void = () => {};
const waiting = new Waiting();
const registration = { waiting, active: { postMessage: vi.fn() } } as unknown as ServiceWorkerRegistration;

/** A tab on a page with something typed into it, as the machine and its effects see one; B waits. */
function tab() {
  let state = freshTab({ page: "A", place: "checkout", spent: [], dismissedKey: null });
  const heard: UpdateEvent["type"][] = [];
  const send = (event: UpdateEvent): void => {
    heard.push(event.type);
    const { state: next, effects } = step(state, event);
    state = next;
    for (const effect of effects) carryOut(effect, registration, send);
  };
  send({ type: "waiting", target: { release: "B", deployment: 2 } });
  return { heard, send, now: () => state };
}

beforeEach(() => {
  vi.useFakeTimers();
  reload.mockClear();
  const stored = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  });
  const granted = Promise.withResolvers<void>();
  grant = granted.resolve;
  vi.stubGlobal("navigator", {
    locks: { request: (_name: string, _options: object, work: () => Promise<void>) => granted.promise.then(work) },
  });
  vi.stubGlobal("document", { activeElement: null, querySelectorAll: () => [new Field("rope")] });
  vi.stubGlobal("HTMLSelectElement", class {});
  vi.stubGlobal("HTMLInputElement", Field);
  vi.stubGlobal("window", { scrollX: 0, scrollY: 240 });
  vi.stubGlobal("location", { href: "https://shop.example/checkout", reload });
  vi.stubGlobal("Worker", EventTarget);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const left = { url: "https://shop.example/checkout", y: 240, fields: [{ name: "q", value: "rope" }] };

test("a worker that never takes over ends in a button, and pressing it in one reload with everything saved", async () => {
  const save = vi.fn(async () => {});
  const stop = onSave(save);
  const shopper = tab();
  grant();
  shopper.send({ type: "accepted" });
  await vi.advanceTimersByTimeAsync(9_000);
  expect(waiting.postMessage).toHaveBeenCalled();
  expect(shopper.now()).toMatchObject({ phase: "applying", applying: { stage: "control" } });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(shopper.now()).toMatchObject({ phase: "failed", manual: true });
  expect([isStandingStill(), reload.mock.calls.length, save.mock.calls.length]).toEqual([false, 0, 1]);

  shopper.send({ type: "accepted" });
  shopper.send({ type: "accepted" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([reload.mock.calls.length, save.mock.calls.length]).toEqual([1, 2]);
  expect(takePlace()).toMatchObject(left);
  // Her own reload: the one that the new version is worth is still to be had.
  expect(spentKeys()).toEqual([]);
  stop();
});

test("where no reload follows, a later one by the shopper brings nothing back", async () => {
  const shopper = tab();
  grant();
  shopper.send({ type: "accepted" });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(hasPlace()).toBe(true);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(shopper.now()).toMatchObject({ phase: "failed", manual: true });
  expect(hasPlace()).toBe(false);
});

test("where the reload follows, what was typed is left for the next page", async () => {
  const shopper = tab();
  grant();
  shopper.send({ type: "accepted" });
  await vi.advanceTimersByTimeAsync(1_000);
  shopper.send({ type: "took-over", target: { release: "B", deployment: 2 } });
  expect(reload).toHaveBeenCalledOnce();
  expect(spentKeys()).toEqual(["B@2"]);
  expect(takePlace()).toMatchObject(left);
});

test("on the way to the payment the update is called off, and what it waited for is nothing to the next", async () => {
  const shopper = tab();
  shopper.send({ type: "accepted" });
  expect(isStandingStill()).toBe(true);
  shopper.send({ type: "moved", place: "payment" });
  expect([isStandingStill(), shopper.now().phase]).toEqual([false, "ready"]);
  shopper.send({ type: "moved", place: "shop" });
  shopper.send({ type: "accepted" });
  expect(shopper.now().applying?.stage).toBe("sends");
  grant();
  await vi.advanceTimersByTimeAsync(0);
  expect(shopper.heard.filter((type) => type === "sends-over")).toHaveLength(1);
  expect(shopper.now().applying?.stage).toBe("control");
});
