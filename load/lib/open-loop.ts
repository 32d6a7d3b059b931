import { setTimeout as sleep } from "node:timers/promises";
import type { Arrivals } from "./arrivals.ts";

export interface OpenLoopReport {
  /** How late the latest visitor was sent on their way, in ms: a generator that cannot keep up says so. */
  readonly latestStart: number;
  /** From the first arrival to the end of the last visit. */
  readonly seconds: number;
}

/**
 * Sends every visitor off at their time, however the ones before fare, so that a shop in trouble is not spared by visitors
 * who wait for each other. Ends when all visits have ended; a visit has to end by itself and reports its own failures.
 */
export async function openLoop(arrivals: Arrivals, visit: (index: number) => Promise<void>): Promise<OpenLoopReport> {
  const began = performance.now();
  const visits: Promise<void>[] = [];
  let latestStart = 0;
  for (const [index, at] of arrivals.entries()) {
    const early = at - (performance.now() - began);
    if (early > 1) await sleep(early);
    latestStart = Math.max(latestStart, performance.now() - began - at);
    visits.push(visit(index));
  }
  await Promise.all(visits);
  return { latestStart, seconds: (performance.now() - began) / 1_000 };
}
