import { HEADER } from "../protocol/headers.ts";
import { assign, type Split } from "./assign.ts";

export interface BlueGreen {
  /** Null while one release serves everybody. */
  readonly split: () => Split | null;
  /** Sends a request to a release; `live` is the one that serves where there is no split. */
  readonly forward: (release: string | null, request: Request) => Promise<Response>;
  readonly now: () => number;
  readonly draw: () => number;
}

/** Addresses that are the newest release's whoever asks: it alone writes, and hashed files are the same for all. */
function isCommon(pathname: string): boolean {
  return (pathname.startsWith("/api/") && pathname !== "/api/version") || pathname.startsWith("/_next/static/");
}

/**
 * Routes between two releases (R9) as a fetch handler, for a host or an edge in front of both. Answers that depend on the
 * choice say so to caches; nothing ever redirects, worker and manifest least of all.
 */
export function createBlueGreen({ split, forward, now, draw }: BlueGreen): (request: Request) => Promise<Response> {
  return async (request) => {
    const current = split();
    if (current === null || isCommon(new URL(request.url).pathname)) return forward(null, request);
    const { release, setCookie } = assign(request, current, now(), draw);
    const answer = await forward(release, request);
    const headers = new Headers(answer.headers);
    headers.append("Vary", `Cookie, ${HEADER.release}`);
    if (setCookie !== null) headers.append("Set-Cookie", setCookie);
    return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
  };
}
