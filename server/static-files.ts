import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { etagOf } from "../api/etag.ts";
import type { EncodedBody } from "./encoding.ts";
import { encodeBody } from "./encoding.ts";
import type { PreparedAnswer } from "./send.ts";

/** Content types by the ending of a file's name. */
export const TYPE_OF_ENDING: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};

const COMPRESSIBLE = /^(text|application\/(json|manifest))|svg/;
const MAX_BYTES = 64 * 1024 * 1024;

/** Joins a URL path below a folder; null for anything that would leave it, for a folder and for what is not there. */
export function getFileBelow(folder: string, urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (decoded.includes("\0")) return null;
  const path = normalize(join(folder, decoded));
  if (!path.startsWith(folder + sep) || !existsSync(path)) return null;
  return statSync(path).isFile() ? path : null;
}

async function encodedFile(path: string, type: string): Promise<EncodedBody> {
  const identity = await readFile(path);
  if (!COMPRESSIBLE.test(type)) return { identity };
  // The release step leaves a brotli copy beside each of its files.
  if (existsSync(`${path}.br`)) return { identity, br: await readFile(`${path}.br`) };
  return encodeBody(identity);
}

/** Reads files once and keeps them, encoded, up to a bound; a changed file on disk is read again. */
export function createFileCache() {
  const kept = new Map<string, { readonly answer: PreparedAnswer; readonly stamp: number; readonly bytes: number }>();
  let held = 0;

  return async (path: string, cacheControl: string): Promise<PreparedAnswer> => {
    const stamp = statSync(path).mtimeMs;
    const known = kept.get(path);
    if (known && known.stamp === stamp) return known.answer;
    const type = TYPE_OF_ENDING[extname(path)] ?? "application/octet-stream";
    const body = await encodedFile(path, type);
    const answer: PreparedAnswer = {
      status: 200,
      headers: {
        "Content-Type": type,
        "Cache-Control": cacheControl,
        Vary: "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
      },
      body,
      etag: etagOf(body.identity),
    };
    const bytes = body.identity.length + (body.br?.length ?? 0) + (body.gzip?.length ?? 0);
    held += bytes - (known?.bytes ?? 0);
    kept.delete(path);
    kept.set(path, { answer, stamp, bytes });
    for (const [oldest, entry] of kept) {
      if (held <= MAX_BYTES) break;
      kept.delete(oldest);
      held -= entry.bytes;
    }
    return answer;
  };
}
