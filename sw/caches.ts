import type { SerwistPlugin } from "serwist";
import { RELEASE_ID } from "../protocol/release.ts";
import { type CacheKind, cacheName } from "./cache-names.ts";
import { scopePath } from "./scope.ts";

/** A cache of this release. */
export function releaseCache(kind: CacheKind): string {
  return cacheName(scopePath(), kind, RELEASE_ID);
}

/** A cache that outlives releases. */
export function lastingCache(kind: CacheKind): string {
  return cacheName(scopePath(), kind, "all");
}

/** URLs tell our entries apart; `Vary` would only make offline lookups miss. */
export const BY_URL: CacheQueryOptions = { ignoreVary: true };

/**
 * Whether an answer may be kept: a plain 200 of this type that nobody forbade, so no redirect, no error, no opaque answer,
 * and nothing that says `no-store`, which is how answers with personal data are marked (C7).
 */
export function isPlain(response: Response, type: RegExp): boolean {
  return (
    response.status === 200 &&
    !response.redirected &&
    type.test(response.headers.get("Content-Type") ?? "") &&
    !/no-store/.test(response.headers.get("Cache-Control") ?? "")
  );
}

/** Stores only what may be kept. */
export function storeOnly(type: RegExp): SerwistPlugin {
  return { cacheWillUpdate: async ({ response }) => (isPlain(response, type) ? response : null) };
}

const TYPE_OF_ENDING: Readonly<Record<string, RegExp>> = {
  "": /^text\/html/,
  js: /^(text|application)\/(javascript|ecmascript)/,
  css: /^text\/css/,
  woff2: /^font\/|^application\/font/,
};

/** Whether a file has the type that its name promises: a page that some server sends in place of a script is none (C4). */
export function hasTypeOfName(url: string, response: Response): boolean {
  const [, ending = ""] = /\.([a-z0-9]+)$/.exec(new URL(url).pathname) ?? [];
  return (TYPE_OF_ENDING[ending] ?? /./).test(response.headers.get("Content-Type") ?? "");
}

/** The worker's own word that nothing could be had (C11). */
export function gatewayTimeout(body = "", type = "text/plain; charset=utf-8"): Response {
  return new Response(body, { status: 504, headers: { "Content-Type": type, "Cache-Control": "no-store" } });
}
