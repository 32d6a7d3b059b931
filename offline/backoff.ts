const BASE_MS = 1_000;
const CAP_MS = 5 * 60_000;
/** Nobody who means it asks for longer, and an order must not be held for a year by a broken header. */
const LONGEST_HOLD_MS = 60 * 60_000;

/** Exponential backoff with full jitter: somewhere between now and 1 s · 2^(attempts − 1), at most 5 minutes. `random` is in [0, 1). */
export function backoffMs(attempts: number, random: number): number {
  return Math.floor(random * Math.min(CAP_MS, BASE_MS * 2 ** (Math.max(1, attempts) - 1)));
}

/** Milliseconds that a Retry-After header asks for (RFC 9110, section 10.2.3: seconds or a date), an hour at most; 0 when absent or unreadable. */
export function retryAfterMs(header: string | null, now: number): number {
  if (header === null) return 0;
  const asked = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(asked) ? 0 : Math.min(LONGEST_HOLD_MS, Math.max(0, asked));
}
