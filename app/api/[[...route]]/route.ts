import { createApi } from "../../../api/app.ts";
import type { Api } from "../../../api/context.ts";
import { depsFromEnv } from "../../../api/deps.ts";
import { log } from "../../../db/log.ts";
import { RELEASE_ID } from "../../../protocol/release.ts";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

let api: Api | null = null;

// Made at the first request, not on import: `next build` imports routes and must touch neither database nor secrets.
function handle(request: Request): Response | Promise<Response> {
  api ??= createApi(depsFromEnv(RELEASE_ID, log));
  return api.fetch(request);
}

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
