import { expect, test } from "vitest";
import { CHECK_INTERVAL_MS, isCheckDue } from "./checks.ts";

const NOW = 1_800_000_000_000;

test("twenty tabs that come to the front one after the other look once", () => {
  let last = 0;
  let looks = 0;
  for (let tab = 0; tab < 20; tab += 1) {
    const now = NOW + tab * 100;
    if (!isCheckDue("focus", last, now)) continue;
    looks += 1;
    last = now;
  }
  expect(looks).toBe(1);
});

test.each([
  ["focus", 9_999, false],
  ["focus", 10_000, true],
  ["load", 10_000, true],
  ["navigation", 29_999, false],
  ["navigation", 30_000, true],
  ["interval", CHECK_INTERVAL_MS - 5_001, false],
  ["interval", CHECK_INTERVAL_MS, true],
  ["news", 4_999, false],
  ["news", 5_000, true],
] as const)("%s, %d ms after the last look: %s", (reason, since, due) => {
  expect(isCheckDue(reason, NOW - since, NOW)).toBe(due);
});

test("a clock that was set back does not stop the looking", () => {
  expect(isCheckDue("interval", NOW + 1, NOW)).toBe(true);
});
