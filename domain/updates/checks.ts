/** Why a tab looks for a new release (R3). */
export type CheckReason = "load" | "navigation" | "focus" | "interval" | "news";

export const CHECK_INTERVAL_MS = 5 * 60_000;

/** How long after the last look of any tab another one is worth a request. */
const GAP_MS: Readonly<Record<CheckReason, number>> = {
  load: 10_000,
  navigation: 30_000,
  focus: 10_000,
  // A little less than the interval, so that a timer that fires early does not skip its turn.
  interval: CHECK_INTERVAL_MS - 5_000,
  news: 5_000,
};

/** Whether to look now; `lastAt` is when any tab of this device looked last, 0 if never. A clock that was set back counts as never. */
export function isCheckDue(reason: CheckReason, lastAt: number, now: number): boolean {
  return lastAt > now || now - lastAt >= GAP_MS[reason];
}
