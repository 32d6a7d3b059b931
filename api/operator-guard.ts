import type { MiddlewareHandler } from "hono";
import { getCookie } from "hono/cookie";
import { dataDirOf } from "../db/root.ts";
import type { ApiDeps, ApiEnv } from "./context.ts";
import { isOpenSession, OPERATOR_COOKIE } from "./operator-session.ts";
import { getTokenDigest } from "./operator-token.ts";
import { ApiProblem } from "./problem.ts";
import { shopSecret } from "./secret.ts";

/** Whether the value of the operator's cookie lets in, by this process' data directory: for pages, which have no deps. */
export function isOperator(cookie: string | undefined, env = process.env, now = Date.now()): boolean {
  const dataDir = dataDirOf(env);
  const digest = getTokenDigest(env, dataDir);
  return digest !== null && isOpenSession(cookie, { secret: shopSecret(env, dataDir), digest }, now);
}

/** Lets operators through and answers everybody else 401; register it before the handlers that it guards. */
export function requireOperator(deps: ApiDeps): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const digest = deps.tokenDigest();
    const cookie = getCookie(context, OPERATOR_COOKIE);
    if (digest === null || !isOpenSession(cookie, { secret: deps.secret, digest }, deps.now())) {
      throw new ApiProblem("unauthenticated", { detail: "Sign in at /admin first." });
    }
    await next();
  };
}
