/**
 * Turns for somebody who may be quick for a moment but not for long: `burst` at first, and `perSecond` more from then on, up to
 * that many again. Times are milliseconds since 1970.
 */
export function createAllowance(limits: { readonly burst: number; readonly perSecond: number }, begun: number) {
  let left = limits.burst;
  let at = begun;
  return {
    /** Takes one turn; false when it is one too many, which delays the next ones as well. */
    take(now: number): boolean {
      left = Math.min(limits.burst, left + ((now - at) / 1_000) * limits.perSecond) - 1;
      at = now;
      return left >= 0;
    },
  };
}

export type Allowance = ReturnType<typeof createAllowance>;
