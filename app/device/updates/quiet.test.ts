import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchQuiet } from "./quiet.ts";

class Input {
  readonly tagName = "INPUT";
  readonly type = "text";
  readonly autocomplete = "";
  readonly defaultValue = "";
  value = "";
}

class Page extends EventTarget {
  visibilityState: DocumentVisibilityState = "visible";
  readonly querySelectorAll = () => [field];
  look(state: DocumentVisibilityState): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

let field: Input;
let page: Page;
let keys: EventTarget;
const report = vi.fn<(quiet: boolean) => void>();

beforeEach(() => {
  vi.useFakeTimers();
  report.mockClear();
  field = new Input();
  page = new Page();
  keys = new EventTarget();
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", keys);
  vi.stubGlobal("HTMLInputElement", Input);
  vi.stubGlobal("HTMLSelectElement", class {});
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a tab that is hidden and clean for five seconds is quiet", () => {
  watchQuiet(report);
  page.look("hidden");
  vi.advanceTimersByTime(4_999);
  expect(report).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(report.mock.calls).toEqual([[true]]);
});

test("a tab that somebody looks at is never quiet", () => {
  watchQuiet(report);
  vi.advanceTimersByTime(60_000);
  expect(report).not.toHaveBeenCalled();
});

test("a hidden tab with something typed into it is not quiet, however long nobody looks", () => {
  watchQuiet(report);
  field.value = "rope";
  page.look("hidden");
  vi.advanceTimersByTime(60_000);
  expect(report).not.toHaveBeenCalled();
  page.look("visible");
  field.value = "";
  page.look("hidden");
  vi.advanceTimersByTime(5_000);
  expect(report.mock.calls).toEqual([[false], [true]]);
});

test("a shopper who returns before the five seconds are over finds nothing begun", () => {
  watchQuiet(report);
  page.look("hidden");
  vi.advanceTimersByTime(4_999);
  page.look("visible");
  vi.advanceTimersByTime(60_000);
  expect(report.mock.calls).toEqual([[false]]);
});

test("what is done to a hidden tab begins the wait anew, and so does what there is to wait for", () => {
  const again = watchQuiet(report);
  page.look("hidden");
  for (const begin of [() => keys.dispatchEvent(new Event("keydown")), again]) {
    vi.advanceTimersByTime(4_000);
    begin();
  }
  vi.advanceTimersByTime(4_999);
  expect(report).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(report.mock.calls).toEqual([[true]]);
});
