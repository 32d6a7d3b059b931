import { expect, it } from "vitest";
import { clock, clockAndAge } from "./clock.ts";
import { dayAndTime } from "./time.ts";

const NOW = Date.UTC(2026, 10, 22, 12);

it("names the day of a time only where it is another one", () => {
  const earlier = NOW - 3 * 86_400_000;
  expect(clock(NOW, NOW)).toMatch(/^\d\d:\d\d$/);
  expect(dayAndTime(NOW)).toContain(clock(NOW, NOW));
  expect(clock(earlier, NOW)).toBe(dayAndTime(earlier));
});

it("says when something was together with its age", () => {
  expect(clockAndAge(NOW - 120_000, NOW)).toBe(`${clock(NOW - 120_000, NOW)}, 2 minutes ago`);
});
