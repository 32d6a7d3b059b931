import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { BOOT_CHECK_SCRIPT, RELEASE_KEY } from "./boot-check.ts";

function booted(release: string, stored: Map<string, string>): string | undefined {
  const dataset: { release: string; releaseBefore?: string } = { release };
  const localStorage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  };
  runInNewContext(BOOT_CHECK_SCRIPT, { localStorage, document: { documentElement: { dataset } } });
  return dataset.releaseBefore;
}

describe("The boot check", () => {
  it("says on the document which release was here before, once", () => {
    const stored = new Map([[RELEASE_KEY, "A"]]);
    expect(booted("B", stored)).toBe("A");
    expect(booted("B", stored)).toBeUndefined();
  });

  it("has nothing to say on a first visit", () => {
    const stored = new Map<string, string>();
    expect(booted("A", stored)).toBeUndefined();
    expect(stored.get(RELEASE_KEY)).toBe("A");
  });

  it("does nothing where the browser keeps nothing", () => {
    expect(() => runInNewContext(BOOT_CHECK_SCRIPT, {})).not.toThrow();
  });

  it("stays small, since it stands before everything else", () => {
    expect(BOOT_CHECK_SCRIPT.length).toBeLessThan(250);
  });
});
