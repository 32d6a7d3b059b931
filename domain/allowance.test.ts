import { expect, test } from "vitest";
import { createAllowance } from "./allowance.ts";

test("somebody may be quick for a moment, not for long, and may be quick again after a rest", () => {
  const allowance = createAllowance({ burst: 3, perSecond: 2 }, 1_000);
  const take = (now: number, times: number) => Array.from({ length: times }, () => allowance.take(now));
  expect(take(1_000, 4)).toEqual([true, true, true, false]);
  // The one too many has to be made up for.
  expect(take(1_500, 1)).toEqual([false]);
  expect(take(2_500, 2)).toEqual([true, false]);
  expect(take(60_000, 4)).toEqual([true, true, true, false]);
});
