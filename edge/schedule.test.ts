import { expect, test } from "vitest";
import { parseSchedule, percentAt } from "./schedule.ts";

test("a line moves the dial by itself", () => {
  const steps = parseSchedule("10% 30m 50% 2h 100%");
  const minutes = (n: number) => percentAt(steps, n * 60_000);
  expect([0, 29, 30, 149, 150, 9_999].map(minutes)).toEqual([10, 10, 50, 50, 100, 100]);
  expect(percentAt(parseSchedule("25%"), 0)).toBe(25);
  expect(percentAt(parseSchedule("100% 1d 0%"), 86_400_000)).toBe(0);
});

test.each(["", "10", "10% 50%", "10% 30m", "10% soon 50%", "101%", "-1%", "30m 10% 1h"])("%j is no line", (line) => {
  expect(() => parseSchedule(line)).toThrow("10% 30m 50%");
});
