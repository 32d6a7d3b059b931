import type { MiddlewareHandler } from "hono";
import type { ApiDeps, ApiEnv } from "./context.ts";
import { requestOrigin } from "./origin.ts";
import { ApiProblem } from "./problem.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses writes that another site makes a browser send. `Sec-Fetch-Site` decides; without it `Origin` has to be the
 * shop's own. A request with neither header is refused if it carries a cookie: it might be an old browser's, acting on
 * a shopper's behalf. Without a cookie it has no authority to misuse and passes, so that plain clients work; a plain
 * client with a cookie sends `Origin`. Webhooks are exempt: their signature is their authority.
 */
export function refuseCrossSite(deps: Pick<ApiDeps, "origin" | "trustProxy">): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const { req } = context;
    if (SAFE_METHODS.has(req.method) || req.path.startsWith("/api/webhooks/")) return next();
    const site = req.header("Sec-Fetch-Site");
    const origin = req.header("Origin");
    if (site !== undefined) {
      if (site === "same-origin" || site === "none") return next();
      throw new ApiProblem("cross-site", { detail: `Sec-Fetch-Site is ${site}.` });
    }
    if (origin !== undefined) {
      if (origin === requestOrigin(context, deps)) return next();
      throw new ApiProblem("cross-site", { detail: "Origin is not this shop's." });
    }
    if (req.header("Cookie") === undefined) return next();
    throw new ApiProblem("cross-site", { detail: "Send the header Origin with the shop's own origin." });
  };
}
