import type { ApiContext, ApiDeps } from "./context.ts";

/** The origin that the shopper's browser sees, from the Host header and, behind a proxy of ours, `X-Forwarded-Proto`. */
export function requestOrigin(context: ApiContext, deps: Pick<ApiDeps, "origin" | "trustProxy">): string {
  if (deps.origin !== null) return deps.origin;
  const url = new URL(context.req.url);
  const forwarded = deps.trustProxy ? context.req.header("X-Forwarded-Proto")?.split(",")[0]?.trim() : undefined;
  const scheme = forwarded === "https" || forwarded === "http" ? forwarded : url.protocol.slice(0, -1);
  const host = context.req.header("Host") ?? url.host;
  const origin = URL.parse(`${scheme}://${host}`);
  return origin === null ? url.origin : origin.origin;
}

/** Whether a browser treats this origin as a secure context: https, or a loopback host (W3C Secure Contexts, 3.1). */
export function isSecureOrigin(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === "https:" || hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
}
