import { createHash } from "node:crypto";
import { HEADER } from "../protocol/headers.ts";
import type { ApiContext } from "./context.ts";

/**
 * An answer that is the same for everybody: any cache may keep it but has to ask before using it, and asking is cheap.
 * The tag is weak, because a host may compress the bytes on the way out.
 */
export function publicJson(context: ApiContext, body: unknown, priceVersion?: number): Response {
  const text = JSON.stringify(body);
  const etag = `W/"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
  const headers: Record<string, string> = { ETag: etag, "Cache-Control": "public, max-age=0, must-revalidate" };
  if (priceVersion !== undefined) headers[HEADER.priceVersion] = String(priceVersion);
  if (matches(context.req.header("If-None-Match"), etag)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, "Content-Type": "application/json" } });
}

// Weak comparison (RFC 9110, 13.1.2).
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === "*") return true;
  const bare = (tag: string) => tag.trim().replace(/^W\//, "");
  return header.split(",").some((tag) => bare(tag) === bare(etag));
}

/** An answer that belongs to one shopper: no cache keeps it. */
export function privateJson(body: unknown, init: { status?: number; headers?: Record<string, string> } = {}): Response {
  return new Response(JSON.stringify(body), {
    status: init.status ?? 200,
    headers: { "Content-Type": "application/json", "Cache-Control": "private, no-store", ...init.headers },
  });
}
