import { BY_URL } from "./caches.ts";

/** The bytes from `first` to `last`, both included. */
interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * What a Range header asks of a file of this size (RFC 9110, section 14.1.2): one range, "unsatisfiable", or null for what
 * is to be ignored, which is anything malformed and every list of several ranges.
 */
export function parseRange(header: string, size: number): Range | "unsatisfiable" | null {
  const [, from, to] = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header) ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return null;
  if (from === "") {
    const length = Math.min(Number(to), size);
    return length === 0 ? "unsatisfiable" : { first: size - length, last: size - 1 };
  }
  if (to !== "" && Number(to) < Number(from)) return null;
  if (Number(from) >= size) return "unsatisfiable";
  return { first: Number(from), last: to === "" ? size - 1 : Math.min(Number(to), size - 1) };
}

/** Whether the copy is the one of which the caller has a part already; without a condition any is (RFC 9110, section 13.1.5). */
function isSame(condition: string | null, headers: Headers): boolean {
  return condition === null || condition === headers.get("ETag") || condition === headers.get("Last-Modified");
}

/** The asked part of a whole file: 206, 416, or the file itself where the range is to be ignored. */
export async function partOf(request: Request, whole: Response): Promise<Response> {
  if (!isSame(request.headers.get("If-Range"), whole.headers)) return whole;
  const bytes = await whole.clone().blob();
  const range = parseRange(request.headers.get("Range") ?? "", bytes.size);
  if (range === null) return whole;
  const headers = new Headers(whole.headers);
  // The bytes are stored as they came out of any compression.
  headers.delete("Content-Encoding");
  if (range === "unsatisfiable") {
    headers.delete("Content-Length");
    headers.set("Content-Range", `bytes */${bytes.size}`);
    return new Response(null, { status: 416, statusText: "Range Not Satisfiable", headers });
  }
  const part = bytes.slice(range.first, range.last + 1);
  headers.set("Content-Length", String(part.size));
  headers.set("Content-Range", `bytes ${range.first}-${range.last}/${bytes.size}`);
  return new Response(part, { status: 206, statusText: "Partial Content", headers });
}

/** C12: a part cut from the copy at hand, else whatever the network says, which is never stored. */
export async function answerRange({ request }: FetchEvent): Promise<Response> {
  const { origin, pathname } = new URL(request.url);
  const whole = await caches.match(origin + pathname, BY_URL);
  return whole ? partOf(request, whole) : fetch(request);
}
