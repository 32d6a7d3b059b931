import { isProblemCode, PROBLEMS, type Problem, type ProblemCode, type Recovery } from "../protocol/problems.ts";
import { retryAfterMs } from "./backoff.ts";

/** What one try came to. `reached` tells whether a server of ours answered at all. */
export type Outcome =
  | { readonly kind: "done"; readonly body: unknown }
  | { readonly kind: "retry"; readonly reached: boolean; readonly afterMs: number; readonly problem: Problem | null }
  | { readonly kind: "keep"; readonly waitsFor: "sign-in" | "update"; readonly problem: Problem }
  | { readonly kind: "park"; readonly problem: Problem };

/** No answer, a time-out or a lost connection: nobody knows whether it arrived, so it is tried again under the same key. */
export const UNREACHED: Outcome = { kind: "retry", reached: false, afterMs: 0, problem: null };

async function jsonOf(response: Response): Promise<unknown> {
  if (!/\bjson\b/.test(response.headers.get("Content-Type") ?? "")) return undefined;
  try {
    return await response.json();
  } catch {
    // A body that was cut off is no answer; the caller treats undefined as one that never came.
    return undefined;
  }
}

function codeFor(status: number): ProblemCode {
  if (status === 401) return "unauthenticated";
  if (status === 429 || status === 408 || status === 425) return "too-many-requests";
  if (status === 404) return "not-found";
  if (status === 413) return "too-large";
  return status >= 500 ? "unavailable" : "invalid";
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && isProblemCode(body.code);
}

/** The problem in an answer; one without a known code is judged by its status alone. */
export function problemOf(status: number, body: unknown): Problem {
  if (isProblem(body)) return body;
  const code = codeFor(status);
  return { type: `urn:holdfast:problem:${code}`, code, title: PROBLEMS[code].title, status };
}

/** Whether an error is our server's word: it always names a problem, and something in between does not. */
function isOurs(body: unknown): boolean {
  return typeof body === "object" && body !== null && "code" in body && typeof body.code === "string";
}

/**
 * Judges an answer by the table of problems (W1): done on 2xx with JSON only, so that a login page of a hotel never counts.
 * Neither does its refusal: an earlier try may have arrived, so a write is given up on our own server's word alone.
 */
export async function outcomeOf(response: Response, now: number): Promise<Outcome> {
  const body = await jsonOf(response);
  if (response.ok) return body === undefined ? UNREACHED : { kind: "done", body };

  const problem = problemOf(response.status, body);
  const recovery: Recovery = PROBLEMS[problem.code].recovery;
  if (recovery !== "retry" && !isOurs(body)) return UNREACHED;
  if (recovery === "park") return { kind: "park", problem };
  if (recovery === "sign-in" || recovery === "update") return { kind: "keep", waitsFor: recovery, problem };
  // A 504 is the word of a gateway, or of our own worker, that the shop did not answer.
  const reached = response.status !== 504 && (body !== undefined || response.status < 500);
  return { kind: "retry", reached, afterMs: retryAfterMs(response.headers, now), problem };
}
