const PROBE_TIMEOUT_MS = 3_000;

/** Whether the shop answers at all right now: one small read that places nothing and counts as no try. */
export async function shopAnswers(): Promise<boolean> {
  try {
    const response = await fetch("/api/version", {
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    });
    return response.ok;
  } catch {
    // No network, a time-out or a redirect to somebody else's page are all the same answer.
    return false;
  }
}

/**
 * Whether sending is worth a try. `navigator.onLine` alone is not believed when it says no: a laptop without network
 * still reaches a shop that runs on it.
 */
export async function isReachable(): Promise<boolean> {
  return navigator.onLine || shopAnswers();
}
