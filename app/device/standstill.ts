/** While an update is applied nothing new begins: drains stop at the next unit, idle work is left for later (R5). */
let still = false;
const held = new Set<Promise<unknown>>();

export function isStandingStill(): boolean {
  return still;
}

export function standStill(now: boolean): void {
  still = now;
}

/** Work that a reload must not cut in two; an update waits for it. Answers what the work answers. */
export function holdUpdates<T>(work: Promise<T>): Promise<T> {
  held.add(work);
  const end = () => void held.delete(work);
  work.then(end, end);
  return work;
}

/** Resolves once nothing holds updates any more; failures are their callers' business. */
export async function heldWork(): Promise<void> {
  while (held.size > 0) await Promise.allSettled([...held]);
}
