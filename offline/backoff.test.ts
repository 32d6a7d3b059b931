import { expect, test } from "vitest";
import { backoffMs, retryAfterMs } from "./backoff.ts";

test.each([
  [1, 0, 0],
  [1, 0.5, 500],
  [3, 0.5, 2_000],
  [30, 0.999, 299_700],
])("try %i with chance %f waits %i ms", (attempts, random, wait) => {
  expect(backoffMs(attempts, random)).toBe(wait);
});

const NOW = Date.parse("2026-11-22T10:00:00Z");

test.each([
  [null, 0],
  ["120", 120_000],
  ["Sun, 22 Nov 2026 10:00:30 GMT", 30_000],
  ["Sun, 22 Nov 2026 09:00:00 GMT", 0],
  ["99999999999", 3_600_000],
  ["Mon, 22 Nov 2027 10:00:00 GMT", 3_600_000],
  ["soon", 0],
  ["-5", 0],
])("Retry-After %s asks for %i ms", (header, wait) => {
  expect(retryAfterMs(header, NOW)).toBe(wait);
});
