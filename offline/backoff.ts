const BASE_MS = 1_000;
const CAP_MS = 5 * 60_000;
/** Nobody who means it asks for longer, and an order must not be held for a year by a broken header. */
const LONGEST_HOLD_MS = 60 * 60_000;

/** Exponential backoff with full jitter: somewhere between now and 1 s · 2^(attempts − 1), at most 5 minutes. `random` is in [0, 1). */
export function backoffMs(attempts: number, random: number): number {
  return Math.floor(random * Math.min(CAP_MS, BASE_MS * 2 ** (Math.max(1, attempts) - 1)));
}

/**
 * Milliseconds that an answer's Retry-After asks for (RFC 9110, section 10.2.3: seconds or a date), an hour at most; 0 when absent
 * or unreadable. A date is counted from the answer's own Date, since the device's clock may be days off; `now` is that clock.
 */
export function retryAfterMs(headers: Headers, now: number): number {
  const asked = headers.get("Retry-After") ?? "";
  const ms = /^\d+$/.test(asked)
    ? Number(asked) * 1_000
    : Date.parse(asked) - (Date.parse(headers.get("Date") ?? "") || now);
  return Math.min(LONGEST_HOLD_MS, Math.max(0, ms || 0));
}
