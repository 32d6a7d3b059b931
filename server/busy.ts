import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiProblem, problemResponse } from "../api/problem.ts";
import type { AdmissionLimits, Refused } from "./admission.ts";
import { sendText } from "./send.ts";

/** Rendering is what costs; two at once keep both cores busy, and what waits longer than this has been given up on. */
export const RENDER_LIMITS: AdmissionLimits = { running: 4, waiting: 64, waitMs: 5_000 };
/** Calls wait for the writer together and are committed together, so many may run. */
export const CALL_LIMITS: AdmissionLimits = { running: 256, waiting: 1_024, waitMs: 5_000 };

/** Turns a visitor away with a time to come back, in the form that the asker reads. */
export async function sendBusy(request: IncomingMessage, response: ServerResponse, refused: Refused): Promise<void> {
  const retryAfter = { "Retry-After": String(refused.retryAfter) };
  if (!request.url?.startsWith("/api")) {
    sendText(response, 503, "The shop is full just now. Please come back in a moment.", {
      ...retryAfter,
      "Cache-Control": "no-store",
    });
    return;
  }
  const problem = problemResponse(new ApiProblem("unavailable", {}, retryAfter));
  response.writeHead(problem.status, Object.fromEntries(problem.headers));
  response.end(await problem.text());
}

/** A stream that stays open for hours would take a place for all that time; nothing else gets by without one. */
export function isStream(request: IncomingMessage): boolean {
  return /^\/api\/(prices|carts\/[^/?]+)\/live(\?|$)/.test(request.url ?? "");
}
