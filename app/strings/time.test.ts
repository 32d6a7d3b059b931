import { expect, it } from "vitest";
import { ago } from "./time.ts";

const NOW = Date.UTC(2026, 10, 22, 12);

it("tells the age of something in the largest whole unit", () => {
  expect(ago(NOW - 20_000, NOW)).toBe("a moment ago");
  expect(ago(NOW - 61_000, NOW)).toBe("1 minute ago");
  expect(ago(NOW - 59 * 60_000, NOW)).toBe("59 minutes ago");
  expect(ago(NOW - 25 * 3_600_000, NOW)).toBe("yesterday");
});

it("takes a clock that runs behind for now", () => {
  expect(ago(NOW + 90_000, NOW)).toBe("a moment ago");
});
