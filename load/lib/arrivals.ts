import type { Random } from "./random.ts";

/** When visitors come, in ms after the start and in order; a plan that nothing that happens changes: an open loop. */
export type Arrivals = readonly number[];

/** Visitors who know nothing of each other, `count` of them in about `seconds` (a Poisson process). */
export function steady(random: Random, count: number, seconds: number): Arrivals {
  const mean = (seconds * 1_000) / count;
  let at = 0;
  return Array.from({ length: count }, () => {
    at += random.exponential(mean);
    return at;
  });
}

/** How steep a rush is: this many times as many come in the first moment as in the last. */
const STEEPNESS = 20;

/** A crowd that waited for the doors to open: most come at once, and fewer and fewer until `seconds` have passed. */
export function rush(random: Random, count: number, seconds: number): Arrivals {
  const rate = Math.log(STEEPNESS);
  const share = () => -Math.log(1 - random.next() * (1 - Math.exp(-rate))) / rate;
  return Array.from({ length: count }, () => share() * seconds * 1_000).sort((one, other) => one - other);
}
