import { HEADER } from "../protocol/headers.ts";
import type { ApiContext } from "./context.ts";
import { etagOf, matchesEtag } from "./etag.ts";

/**
 * An answer that is the same for everybody: any cache may keep it but has to ask before using it, and asking is cheap.
 * The tag is weak, because a host may compress the bytes on the way out.
 */
export function publicJson(context: ApiContext, body: unknown, priceVersion?: number): Response {
  const text = JSON.stringify(body);
  return tagged(context, text, weakEtagOf(text), priceVersion);
}

/** A text with its tag and its compressed form, made once and sent often. */
export interface PackedText {
  readonly text: string;
  readonly etag: string;
  readonly brotli: Uint8Array<ArrayBuffer>;
}

export function packed(text: string, brotli: Uint8Array<ArrayBuffer>): PackedText {
  return { text, brotli, etag: weakEtagOf(text) };
}

/** Like `publicJson`, compressed for whoever takes it so. */
export function publicPacked(context: ApiContext, { text, etag, brotli }: PackedText, priceVersion: number): Response {
  const takesBrotli = /\bbr\b/.test(context.req.header("Accept-Encoding") ?? "");
  const response = tagged(context, takesBrotli ? brotli : text, etag, priceVersion);
  response.headers.set("Vary", "Accept-Encoding");
  if (takesBrotli && response.status === 200) response.headers.set("Content-Encoding", "br");
  return response;
}

function weakEtagOf(text: string): string {
  return `W/${etagOf(text)}`;
}

function tagged(context: ApiContext, body: BodyInit, etag: string, priceVersion: number | undefined): Response {
  const headers: Record<string, string> = { ETag: etag, "Cache-Control": "public, max-age=0, must-revalidate" };
  if (priceVersion !== undefined) headers[HEADER.priceVersion] = String(priceVersion);
  if (matchesEtag(context.req.header("If-None-Match"), etag)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "Content-Type": "application/json" } });
}

/** An answer that belongs to one shopper: no cache keeps it. */
export function privateJson(body: unknown, init: { status?: number; headers?: Record<string, string> } = {}): Response {
  return privateText(JSON.stringify(body), init);
}

/** Like `privateJson`, of a body that is JSON already. */
export function privateText(body: string, init: { status?: number; headers?: Record<string, string> } = {}): Response {
  return new Response(body, {
    status: init.status ?? 200,
    headers: { "Content-Type": "application/json", "Cache-Control": "private, no-store", ...init.headers },
  });
}
