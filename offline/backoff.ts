const BASE_MS = 1_000;
const CAP_MS = 5 * 60_000;

/** Exponential backoff with full jitter: somewhere between now and 1 s · 2^(attempts − 1), at most 5 minutes. `random` is in [0, 1). */
export function backoffMs(attempts: number, random: number): number {
  return Math.floor(random * Math.min(CAP_MS, BASE_MS * 2 ** (Math.max(1, attempts) - 1)));
}

/** Milliseconds that a Retry-After header asks for (RFC 9110, section 10.2.3: seconds or a date); 0 when absent or unreadable. */
export function retryAfterMs(header: string | null, now: number): number {
  if (header === null) return 0;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
