import { outcomeOf } from "../../../offline/outcome.ts";
import type { ClearCacheRequest } from "../../../protocol/clear-cache.ts";
import { HEADER } from "../../../protocol/headers.ts";
import { pageRelease } from "../page-host.ts";

/** A browser clears before it hands the answer out: on a slow phone that takes its time, and cut off it looks undone. */
const TIMEOUT_MS = 20_000;

export type ClearVerdict =
  /** The browser was told to clear what was asked for. */
  | "cleared"
  /** Nothing was: this page is of the release that the shop serves, or the connection is one on which browsers do not obey. */
  | "kept"
  /** Nothing was: the shop lacks something that only this device has. */
  | "not-flushed"
  /** Nobody of ours answered within 20 s. */
  | "unreached";

/** K3: asks the shop to have the browser's HTTP cache cleared, and with `wipe` everything that it keeps for this origin. */
export async function askToClear(wipe?: ClearCacheRequest["wipe"]): Promise<ClearVerdict> {
  const request: ClearCacheRequest = wipe === undefined ? {} : { wipe };
  try {
    const response = await fetch("/api/clear-cache", {
      method: "POST",
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        [HEADER.appVersion]: pageRelease(),
        [HEADER.clientBuild]: pageRelease(),
      },
      body: JSON.stringify(request),
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const outcome = await outcomeOf(response, Date.now());
    if (outcome.kind === "park" && outcome.problem.code === "not-flushed") return "not-flushed";
    if (outcome.kind !== "done" || !isAnswer(outcome.body)) return "unreached";
    return outcome.body.cleared ? "cleared" : "kept";
  } catch (error) {
    console.info("The shop could not be asked to clear anything", error);
    return "unreached";
  }
}

function isAnswer(body: unknown): body is { cleared: boolean } {
  return typeof body === "object" && body !== null && "cleared" in body && typeof body.cleared === "boolean";
}
