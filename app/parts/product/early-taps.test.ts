import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { EARLY_TAPS_SCRIPT, type EarlyTap, takeEarlyTaps } from "./early-taps.ts";

/** As much of a page as the recorder looks at. */
function page(picks: Readonly<Record<string, string>>) {
  const listeners = new Set<(event: object) => void>();
  const window: { holdfastTaps?: { taps: EarlyTap[]; stop: () => void } } = {};
  const document = {
    addEventListener: (_type: string, listener: (event: object) => void) => listeners.add(listener),
    removeEventListener: (_type: string, listener: (event: object) => void) => listeners.delete(listener),
    querySelector: (selector: string) => {
      const value = picks[/name=(\w+)/.exec(selector)?.[1] ?? ""];
      return value === undefined ? null : { value };
    },
  };
  runInNewContext(EARLY_TAPS_SCRIPT, { window, document });
  vi.stubGlobal("window", window);
  const tap = (button: object | null) => {
    const event = { target: { closest: () => button }, stopImmediatePropagation: vi.fn() };
    for (const listener of listeners) listener(event);
    return event.stopImmediatePropagation.mock.calls.length > 0;
  };
  return { tap };
}

const addButton = (ariaDisabled = "false") => ({ dataset: { add: "" }, ariaDisabled });

afterEach(() => vi.unstubAllGlobals());

describe("Taps before React", () => {
  it("are kept with what was picked, and handed out once", () => {
    const { tap } = page({ colour: "kelp", size: "M" });
    expect(tap(addButton())).toBe(true);
    expect(takeEarlyTaps()).toEqual([{ colour: "kelp", size: "M" }]);
    expect(takeEarlyTaps()).toEqual([]);
  });

  it("count once however often an impatient finger repeats them", () => {
    const { tap } = page({});
    const button = addButton();
    expect([tap(button), tap(button), tap(button)]).toEqual([true, true, true]);
    expect(takeEarlyTaps()).toEqual([{ colour: null, size: null }]);
  });

  it("elsewhere, or on what is sold out, are left alone", () => {
    const { tap } = page({});
    expect(tap(null)).toBe(false);
    expect(tap(addButton("true"))).toBe(false);
    expect(takeEarlyTaps()).toEqual([]);
  });

  it("are React's again once it has taken over", () => {
    const { tap } = page({});
    takeEarlyTaps();
    expect(tap(addButton())).toBe(false);
  });
});

it("The recorder stays below a kilobyte", () => {
  expect(EARLY_TAPS_SCRIPT.length).toBeLessThan(1_000);
});
