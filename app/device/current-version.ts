import { reportReached } from "./connection.ts";

const TIMEOUT_MS = 10_000;

/** The shop's price version, or null when nobody answers in time. */
export async function currentVersion(): Promise<number | null> {
  try {
    const options = { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) } as const;
    const response = await fetch("/api/version", options);
    // The worker says 504 in the shop's place when nobody answered (C11).
    reportReached(response.status < 500);
    const answer: unknown = await response.json();
    const told = typeof answer === "object" && answer !== null && "priceVersion" in answer ? answer.priceVersion : null;
    return typeof told === "number" ? told : null;
  } catch (error) {
    console.info("The shop cannot be asked for its price version", error);
    reportReached(false);
    return null;
  }
}
