import { HASH_CHARS } from "../protocol/shell-list.ts";
import { hasTypeOfName } from "./caches.ts";

/** What came of fetching a file whose hash is known. */
export type Fetched =
  | { readonly kind: "whole"; readonly response: Response }
  /** Wrong bytes twice, the second time past every cache (I1). */
  | { readonly kind: "broken" }
  /** 404 or 410 twice (K5). */
  | { readonly kind: "gone"; readonly status: number }
  /** No answer, or one that says nothing about the file: a 5xx, a page of something in between. */
  | { readonly kind: "unreachable"; readonly response: Response | null };

/** What the lists of files hold of a SHA-384 in base64. */
export async function sha384(bytes: BufferSource): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-384", bytes);
  return btoa(String.fromCharCode(...new Uint8Array(digest))).slice(0, HASH_CHARS);
}

/** Headers of a body that was decoded while it was read. */
export function storableHeaders(from: HeadersInit, bytes: number): Headers {
  const headers = new Headers(from);
  for (const name of ["Content-Encoding", "Transfer-Encoding", "Set-Cookie"]) headers.delete(name);
  headers.set("Content-Length", String(bytes));
  return headers;
}

/** The response with its body read and compared; null where the bytes are others. */
export async function whole(response: Response, hash: string): Promise<Response | null> {
  const bytes = await response.arrayBuffer();
  if ((await sha384(bytes)) !== hash) return null;
  return new Response(bytes, { headers: storableHeaders(response.headers, bytes.byteLength) });
}

type Try = Fetched["kind"];

async function attempt(url: string, hash: string, init: RequestInit): Promise<Fetched> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: "same-origin", redirect: "error", ...init });
  } catch {
    return { kind: "unreachable", response: null };
  }
  if (response.status === 404 || response.status === 410) return { kind: "gone", status: response.status };
  // A page with 200 in place of a script comes from something in between and is no verdict on the release.
  if (response.status !== 200 || !hasTypeOfName(response.url || url, response))
    return { kind: "unreachable", response };
  try {
    const good = await whole(response, hash);
    return good ? { kind: "whole", response: good } : { kind: "broken" };
  } catch {
    return { kind: "unreachable", response: null };
  }
}

const WORTH_ANOTHER: readonly Try[] = ["broken", "gone"];

/** Fetches a file and compares its bytes; what is wrong or missing is asked for once more past every cache (I1, K5). */
export async function fetchWhole(path: string, hash: string, origin: string): Promise<Fetched> {
  const url = new URL(path, origin);
  const first = await attempt(url.href, hash, {});
  if (!WORTH_ANOTHER.includes(first.kind)) return first;
  // Caches on the way keep their own copies by address.
  url.searchParams.set("sw-again", String(Date.now()));
  return attempt(url.href, hash, { cache: "reload" });
}
