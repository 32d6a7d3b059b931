import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { LOST_SCRIPTS_SCRIPT } from "./lost-scripts.ts";

interface Options {
  readonly controlled?: boolean;
  readonly alive?: boolean;
  readonly spent?: string;
}

/** A page of release B that has run the script, seen through what a browser gives it. */
function page({ controlled = true, alive = false, spent }: Options = {}) {
  const stored = new Map<string, string>(spent === undefined ? [] : [["holdfast.spent", spent]]);
  const dataset: { release: string; swState?: string } = { release: "B" };
  if (alive) dataset.swState = "activated";
  const seen = { asked: [] as unknown[], reloads: 0, removed: 0 };
  const serviceWorker: { controller: object | null; onmessage?: (event: { data: unknown }) => void } = {
    controller: controlled ? { postMessage: (message: unknown) => seen.asked.push(message) } : null,
  };
  let fail: (event: { target: unknown }) => void = () => {};
  runInNewContext(LOST_SCRIPTS_SCRIPT, {
    addEventListener: (type: string, listener: typeof fail, capture: boolean) => {
      if (type === "error" && capture) fail = listener;
    },
    document: { documentElement: { dataset } },
    navigator: { serviceWorker },
    sessionStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
    },
    location: {
      reload: () => {
        seen.reloads += 1;
      },
    },
  });
  return {
    seen,
    stored,
    dataset,
    fails: (tagName: string) => fail({ target: { tagName, remove: () => (seen.removed += 1) } }),
    throws: () => fail({ target: {} }),
    hears: (release: string) =>
      serviceWorker.onmessage?.({ data: { type: "UNRECOVERABLE", version: 1, release, deployment: 2, url: "/x.js" } }),
  };
}

describe("A page whose script fails", () => {
  it("is rid of that script, asks the worker, and reloads once for that release of that deployment", () => {
    const one = page();
    one.fails("SCRIPT");
    expect(one.seen.removed).toBe(1);
    expect(one.seen.asked).toEqual([{ type: "HELLO", version: 1, release: "B", claimed: false }]);
    expect(one.seen.reloads).toBe(0);
    one.hears("B");
    one.hears("B");
    expect(one.seen.reloads).toBe(1);
    expect(one.stored.get("holdfast.spent")).toBe('["B@2"]');
  });

  it("stays when it has reloaded for it before, however it came to that", () => {
    const one = page({ spent: '["A@1","B@2"]' });
    one.fails("SCRIPT");
    one.hears("B");
    expect(one.seen.reloads).toBe(0);
  });

  it("stays when the trouble is another release's", () => {
    const one = page();
    one.fails("SCRIPT");
    one.hears("A");
    expect(one.seen.reloads).toBe(0);
  });

  it("leaves the word to what follows updates, once that is there", () => {
    const late = page({ alive: true });
    late.fails("SCRIPT");
    expect(late.seen).toEqual({ asked: [], reloads: 0, removed: 1 });
    const soon = page();
    soon.fails("SCRIPT");
    soon.dataset.swState = "activated";
    soon.hears("B");
    expect(soon.seen.reloads).toBe(0);
  });

  it("has nobody to ask without a worker, and lets the runtime ask for the script again", () => {
    const one = page({ controlled: false });
    one.fails("SCRIPT");
    expect(one.seen).toEqual({ asked: [], reloads: 0, removed: 1 });
  });

  it("does not mind pictures that fail or code that throws, nor a tab that can keep nothing", () => {
    const one = page({ spent: "{" });
    one.fails("IMG");
    one.throws();
    expect(one.seen).toEqual({ asked: [], reloads: 0, removed: 0 });
    one.fails("SCRIPT");
    expect(() => one.hears("B")).toThrow();
    expect(one.seen.reloads).toBe(0);
  });

  it("carries little for it, since it stands before everything else", () => {
    expect(LOST_SCRIPTS_SCRIPT.length).toBeLessThan(800);
  });
});
