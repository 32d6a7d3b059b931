import { HEADER } from "../protocol/headers.ts";
import { priceVersionOf } from "./price-versions.ts";

/** What is stored with an answer: a dictionary of integers (RFC 9651), so that what nobody wrote so is never believed. */
const ENTRY = "X-Holdfast-Entry";

export type Source = "network" | "cache" | "stale";

/** An answer as it was stored. Times are milliseconds since 1970. */
export interface Entry {
  readonly response: Response;
  readonly fetchedAt: number;
  readonly expires: number;
  /** 0 for an answer without prices. */
  readonly priceVersion: number;
}

const FORM = /^fetched=(\d{1,15}), expires=(\d{1,15}), prices=(\d{1,15}), bytes=(\d{1,9})$/;

/** Whether an answer may be kept for everybody: whole, ours, JSON, and not marked as somebody's own (C7). */
export function isPublicJson({ status, redirected, headers }: Response): boolean {
  return (
    status === 200 &&
    !redirected &&
    !headers.has("Content-Range") &&
    /^application\/json\b/.test(headers.get("Content-Type") ?? "") &&
    !/no-store|private/.test(headers.get("Cache-Control") ?? "")
  );
}

function isJson(bytes: ArrayBuffer): boolean {
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return true;
  } catch {
    // Cut off on the way: half an answer is none.
    return false;
  }
}

/** The answer with its expiry, to be stored; null for one that must not be. */
export async function sealed(response: Response, lifeMs: number): Promise<Response | null> {
  if (!isPublicJson(response)) return null;
  const headers = new Headers(response.headers);
  const body = await response.arrayBuffer();
  if (!isJson(body)) return null;
  const now = Date.now();
  const prices = priceVersionOf(headers) ?? 0;
  headers.set(ENTRY, `fetched=${now}, expires=${now + lifeMs}, prices=${prices}, bytes=${body.byteLength}`);
  return new Response(body, { headers });
}

/** Reads a stored answer; null when it is not as it was stored. */
export async function opened(stored: Response): Promise<Entry | null> {
  const [, fetched, expires, prices, bytes] = FORM.exec(stored.headers.get(ENTRY) ?? "") ?? [];
  if (bytes === undefined) return null;
  const body = await stored.arrayBuffer();
  if (body.byteLength !== Number(bytes)) return null;
  const response = new Response(body, { headers: stored.headers });
  return { response, fetchedAt: Number(fetched), expires: Number(expires), priceVersion: Number(prices) };
}

/** Whether it may be shown as what the shop says now; a time in the future belongs to a clock that was set back. */
export function isCurrent({ fetchedAt, expires, priceVersion }: Entry, known: number, now: number): boolean {
  return fetchedAt <= now && now < expires && (priceVersion === 0 || priceVersion >= known);
}

/** A copy of an answer that says where it comes from and how old it is, in seconds (C6). */
export function labelled(response: Response, source: Source, ageSeconds: number): Response {
  // An opaque answer cannot be written on, and holds nothing that could be misread.
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  headers.delete(ENTRY);
  headers.set(HEADER.source, source);
  headers.set("Age", String(ageSeconds));
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** Seconds since the answer was fetched. */
export function ageOf({ fetchedAt }: Entry): number {
  return Math.max(0, Math.floor((Date.now() - fetchedAt) / 1_000));
}
