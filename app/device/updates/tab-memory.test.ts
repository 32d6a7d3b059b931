import { afterEach, expect, test, vi } from "vitest";
import { hasPlace } from "../place.ts";
import { rememberPlace, takePlace } from "./place-memory.ts";
import { spend } from "./spent.ts";
import { recall, rememberDismissal } from "./tab-memory.ts";

function storage(entries = new Map<string, string>()): void {
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  });
}

afterEach(() => vi.unstubAllGlobals());

test("a tab may reload once for a release of one deployment, and again for the next", () => {
  storage();
  expect(spend("B@2")).toBe(true);
  expect(spend("B@2")).toBe(false);
  expect(spend("B@4")).toBe(true);
  expect(recall().spent).toEqual(["B@2", "B@4"]);
});

test("a tab that can note nothing may not reload by itself", () => {
  vi.stubGlobal("sessionStorage", {
    getItem: () => null,
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  });
  expect(spend("B@2")).toBe(false);
  vi.stubGlobal("sessionStorage", undefined);
  expect(spend("B@2")).toBe(false);
  expect(recall()).toEqual({ spent: [], dismissedKey: null });
});

test("what was put off is remembered beside what was spent", () => {
  storage();
  spend("B@2");
  rememberDismissal("C@3");
  expect(recall()).toEqual({ spent: ["B@2"], dismissedKey: "C@3" });
});

test("rubbish in the storage is as good as nothing", () => {
  storage(new Map([["holdfast.spent", '{"spent":[7]}']]));
  expect(recall()).toEqual({ spent: [], dismissedKey: null });
  expect(spend("B@2")).toBe(true);
});

test("what a page leaves for the next is handed over once", () => {
  storage();
  expect(hasPlace()).toBe(false);
  rememberPlace({ x: 1 });
  expect(hasPlace()).toBe(true);
  expect(takePlace()).toEqual({ x: 1 });
  expect(takePlace()).toBeNull();
});
