import { isStoreUnavailable } from "../db/errors.ts";
import type { Log } from "../db/log.ts";
import type { ApiContext } from "./context.ts";
import { ApiProblem, problemResponse } from "./problem.ts";

/** An error as one text for the log, with what caused it. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const text = error.stack ?? error.message;
  return error.cause === undefined ? text : `${text}\ncaused by ${errorText(error.cause)}`;
}

/** The one place where a thrown error becomes an answer; what it was is logged, never sent. */
export function answerError(error: unknown, context: ApiContext, log: Log): Response {
  return problemResponse(toProblem(error, context, log));
}

function toProblem(error: unknown, context: ApiContext, log: Log): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const requestId = context.get("requestId");
  const fields = { requestId, method: context.req.method, path: context.req.path, error: errorText(error) };
  if (isStoreUnavailable(error)) {
    log("warn", "the database does not answer", fields);
    return new ApiProblem("unavailable", {}, { "Retry-After": "2" });
  }
  if (error instanceof Error && error.name === "PaymentUnavailable") {
    log("warn", "the payment service does not answer", fields);
    return new ApiProblem("payment-unavailable", {}, { "Retry-After": "5" });
  }
  log("error", "a request failed", fields);
  return new ApiProblem("internal", { detail: `Request ${requestId}` }, { "X-Request-Id": requestId });
}
