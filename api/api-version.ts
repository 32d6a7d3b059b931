import type { MiddlewareHandler } from "hono";
import { HEADER } from "../protocol/headers.ts";
import { API_VERSION } from "../protocol/versions.ts";
import type { ApiDeps, ApiEnv } from "./context.ts";
import { ApiProblem } from "./problem.ts";

/** Answered for every version: a client that is too old asks these to find out, and others never carry the header. */
const ANY_VERSION = [
  "/api/version",
  "/api/health",
  "/api/openapi.json",
  "/api/webhooks/",
  "/api/clear-cache",
  "/api/operator/",
];

/** R7: no header means the newest; outside the window the client has to update, with its write kept. */
export function negotiateVersion({ minApiVersion }: Pick<ApiDeps, "minApiVersion">): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const asked = context.req.header(HEADER.apiVersion);
    const any = ANY_VERSION.some((path) => context.req.path.startsWith(path));
    const version = asked === undefined || any ? API_VERSION : parseVersion(asked);
    if (version < minApiVersion || version > API_VERSION) {
      const detail = `This server speaks versions ${minApiVersion} to ${API_VERSION}, not ${version}.`;
      throw new ApiProblem("version-skew", { detail }, { [HEADER.minApiVersion]: String(minApiVersion) });
    }
    context.set("apiVersion", version);
    await next();
    context.header(HEADER.apiVersion, String(version));
  };
}

function parseVersion(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new ApiProblem("invalid", { detail: `The header ${HEADER.apiVersion} must be a whole number.` });
}
