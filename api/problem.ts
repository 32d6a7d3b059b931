import { HEADER, PROBLEM_TYPE } from "../protocol/headers.ts";
import { PROBLEMS, type Problem, type ProblemCode } from "../protocol/problems.ts";
import { API_VERSION, MIN_API_VERSION } from "../protocol/versions.ts";

type Extras = Partial<Pick<Problem, "detail" | "errors" | "shortages" | "changes">>;

/** Thrown by a handler to answer with an entry of the closed list of problems. */
export class ApiProblem extends Error {
  readonly code: ProblemCode;
  readonly extras: Extras;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, extras: Extras = {}, headers: Readonly<Record<string, string>> = {}) {
    super(extras.detail ?? PROBLEMS[code].title);
    this.name = "ApiProblem";
    this.code = code;
    this.extras = extras;
    this.headers = headers;
  }
}

/** A problem about one place in the request. */
export function invalid(pointer: string, detail: string): ApiProblem {
  return new ApiProblem("invalid", { errors: [{ pointer, detail }] });
}

/** The problem+json answer (RFC 9457); never stored by any cache. */
export function problemResponse(problem: ApiProblem): Response {
  const { status, title } = PROBLEMS[problem.code];
  const body: Problem = {
    type: `urn:holdfast:problem:${problem.code}`,
    code: problem.code,
    title,
    status,
    ...problem.extras,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "Content-Type": PROBLEM_TYPE,
      "Cache-Control": "no-store",
      [HEADER.apiVersion]: String(API_VERSION),
      [HEADER.minApiVersion]: String(MIN_API_VERSION),
      ...problem.headers,
    },
  });
}
