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
  expect(retryAfterMs(new Headers(header === null ? {} : { "Retry-After": header }), NOW)).toBe(wait);
});

const TWO_DAYS_MS = 2 * 86_400_000;

test.each([-TWO_DAYS_MS, 0, TWO_DAYS_MS])(
  "a clock that is %i ms off changes no wait that the answer's own Date gives",
  (off) => {
    const asked = (retryAfter: string) =>
      retryAfterMs(new Headers({ "Retry-After": retryAfter, Date: new Date(NOW).toUTCString() }), NOW + off);
    expect(asked("Sun, 22 Nov 2026 10:00:30 GMT")).toBe(30_000);
    expect(asked("Sun, 22 Nov 2026 09:00:00 GMT")).toBe(0);
    expect(asked("120")).toBe(120_000);
  },
);

test("without a Date that can be read the device's own clock has to do", () => {
  const headers = new Headers({ "Retry-After": "Sun, 22 Nov 2026 10:00:30 GMT", Date: "today" });
  expect(retryAfterMs(headers, NOW)).toBe(30_000);
});
