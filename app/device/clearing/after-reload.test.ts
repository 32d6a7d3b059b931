import { afterEach, expect, test, vi } from "vitest";
import { reloadToSay, takeCleared } from "./after-reload.ts";

afterEach(() => vi.unstubAllGlobals());

/** A window at this hash, which loads anew and has its address replaced as a browser does. */
function windowAt(hash: string) {
  const reload = vi.fn();
  const location = { hash, pathname: "/diagnostics", search: "", reload };
  const history = {
    state: null,
    replaceState: (_state: unknown, _title: string, address: string) => {
      location.hash = address.includes("#") ? address.slice(address.indexOf("#")) : "";
    },
  };
  vi.stubGlobal("window", { location, history });
  return { location, reload };
}

test.each([
  ["cleared", false],
  ["cleared", true],
  ["kept", false],
  ["kept", true],
  ["wiped", false],
] as const)(
  "what was done (%s, worker silent: %s) is said by the one load after it, and by no later one",
  (cleared, silentWorker) => {
    const { location, reload } = windowAt("");
    reloadToSay(cleared, silentWorker);
    expect(reload).toHaveBeenCalledOnce();
    expect(takeCleared()).toEqual({ cleared, silentWorker });
    expect(location.hash).toBe("");
    expect(takeCleared()).toBeNull();
  },
);

test.each(["", "#", "#clearing", "#-without-worker"])("any other address (%s) says nothing and stays", (hash) => {
  const { location } = windowAt(hash);
  expect(takeCleared()).toBeNull();
  expect(location.hash).toBe(hash);
});
