/** What the sender of a write does with a problem: try later, keep and ask the shopper, update first, or sign in (W1). */
export type Recovery = "retry" | "park" | "update" | "sign-in";

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  readonly recovery: Recovery;
}

/** The closed list of errors that cross the API (RFC 9457); `type` is `urn:holdfast:problem:<code>`. */
export const PROBLEMS = {
  malformed: { status: 400, title: "The body is not valid JSON", recovery: "park" },
  invalid: { status: 400, title: "The request does not have the expected shape", recovery: "park" },
  "key-missing": { status: 400, title: "The Idempotency-Key header is missing or unusable", recovery: "park" },
  unauthenticated: { status: 401, title: "Sign in first", recovery: "sign-in" },
  "cross-site": { status: 403, title: "Requests from other sites are refused", recovery: "park" },
  "not-found": { status: 404, title: "There is nothing here", recovery: "park" },
  "method-not-allowed": { status: 405, title: "This address does not take that method", recovery: "park" },
  "out-of-stock": { status: 409, title: "Some of it is no longer in stock", recovery: "park" },
  "price-changed": { status: 409, title: "A price is now higher than the one you were shown", recovery: "park" },
  "in-progress": { status: 409, title: "The first request with this key is still being answered", recovery: "retry" },
  "version-skew": { status: 409, title: "This version of the shop is too old for the server", recovery: "update" },
  "not-cancellable": { status: 409, title: "This order can no longer be changed", recovery: "park" },
  "not-flushed": { status: 409, title: "The device still holds what the shop has not acknowledged", recovery: "park" },
  "cart-full": { status: 409, title: "As many share this cart as may", recovery: "park" },
  "release-refused": { status: 409, title: "The shop stays with the release that it serves", recovery: "park" },
  "invitation-ended": { status: 410, title: "This invitation no longer works", recovery: "park" },
  "too-large": { status: 413, title: "The request is too large", recovery: "park" },
  "unsupported-media": { status: 415, title: "The body must be application/json", recovery: "park" },
  "unknown-sku": { status: 422, title: "The shop does not sell one of these", recovery: "park" },
  "key-reused": { status: 422, title: "This Idempotency-Key was used for another request", recovery: "park" },
  "cart-refused": { status: 422, title: "The cart update was refused", recovery: "park" },
  "too-many-requests": { status: 429, title: "Too many requests", recovery: "retry" },
  internal: { status: 500, title: "Something went wrong on our side", recovery: "retry" },
  "payment-unavailable": { status: 503, title: "The payment service does not answer", recovery: "retry" },
  unavailable: { status: 503, title: "The shop is busy", recovery: "retry" },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One reason inside a problem: a JSON pointer (RFC 6901) into the request and how to mend it. */
export interface ProblemDetailItem {
  readonly pointer: string;
  readonly detail: string;
}

/** The problem+json document that the API answers with. */
export interface Problem {
  readonly type: string;
  readonly code: ProblemCode;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly ProblemDetailItem[];
  /** For `out-of-stock`: what is left of each line that could not be had in full. */
  readonly shortages?: readonly { readonly sku: string; readonly wanted: number; readonly left: number }[];
  /** For `price-changed`: each line whose price is now above the one shown, in minor units. */
  readonly changes?: readonly { readonly sku: string; readonly shown: number; readonly now: number }[];
}

export function isProblemCode(value: unknown): value is ProblemCode {
  return typeof value === "string" && Object.hasOwn(PROBLEMS, value);
}
