import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { formerBase, isBelow } from "../edge/base-path.ts";
import { isDynamicPage } from "../edge/dynamic-pages.ts";
import { PACK_PREFIX } from "../protocol/pack.ts";
import type { NodeHandler } from "./capture.ts";
import { SCRIPT_POLICY } from "./content-security-policy.ts";
import type { HostSightings } from "./host-sightings.ts";
import type { PageCache } from "./page-cache.ts";
import { projectRoot } from "./paths.ts";
import { createReleaseFiles } from "./release/files.ts";
import { createPacks } from "./release/pack.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";
import { sendPrepared, sendText } from "./send.ts";
import { createFileCache, getFileBelow } from "./static-files.ts";
import { isWorkerFile, sendWorkerFile } from "./worker-files.ts";

const IMMUTABLE = "public, max-age=31536000, immutable";
/** Pictures and icons keep their names when they change (C15). */
const UNHASHED = "public, max-age=3600, stale-while-revalidate=86400";

/** Folders of `public/` in which there are no pages. */
const FILE_FOLDERS = /^\/(media|icons|screenshots)\//;

/** Above what any endpoint takes; each has a smaller limit of its own, and counts what comes without a length. */
const MAX_BODY = 512 * 1024;

const NO_WORKER = { worker: null, state: "NO_WORKER", reason: "no worker in control" };

function sendWorkerState(request: IncomingMessage, response: ServerResponse, url: URL): void {
  const json = url.searchParams.get("format") === "json" || /application\/json/.test(request.headers.accept ?? "");
  const headers = { "Cache-Control": "no-store" };
  if (json) {
    sendText(response, 200, JSON.stringify(NO_WORKER), {
      ...headers,
      "Content-Type": "application/json; charset=utf-8",
    });
  } else {
    sendText(response, 200, NO_WORKER.reason, headers);
  }
}

/** The target of a request as a URL; null where it is none, or has escapes that stand for no text. */
function readTarget(target: string): URL | null {
  const url = URL.parse(target, "http://host.invalid");
  try {
    return url === null || !decodeURIComponent(url.pathname) ? null : url;
  } catch {
    return null;
  }
}

/** The order in which the host looks at a request; everything that is left over is a page. */
export function createRouter(options: {
  readonly release: string;
  /** The release's own files and pages lie below this path; empty for the root (R9). */
  readonly basePath?: string;
  /** The oldest API version that is answered, which workers read in the manifest (R7). */
  readonly minApiVersion: number;
  readonly api: NodeHandler;
  readonly pages: PageCache;
  readonly seen: HostSightings;
  /** Pages made for one visitor. */
  readonly dynamic: NodeHandler;
}): NodeHandler {
  const { release, minApiVersion, basePath = "" } = options;
  const releaseFile = createReleaseFiles(release);
  const fileAnswer = createFileCache();
  const packAnswer = createPacks();
  const publicDir = join(projectRoot(), "public");

  const sendFile = async (request: IncomingMessage, response: ServerResponse, path: string, cacheControl: string) =>
    sendPrepared(request, response, await fileAnswer(path, cacheControl));

  return async (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const url = readTarget(request.url ?? "/");
    if (url === null) return sendText(response, 400, "this address cannot be read", { "Cache-Control": "no-store" });
    // Tabs of a release that lived below another path still ask there for its chunks and pictures (R8) and its worker (I4).
    const former = formerBase(url.pathname, basePath);
    const isOwn = former === "" && isBelow(url.pathname, basePath);
    const base = isOwn ? basePath : former;
    const pathname = url.pathname.slice(base.length) || "/";
    const reads = request.method === "GET" || request.method === "HEAD";

    if (Number(request.headers["content-length"] ?? 0) > MAX_BODY) {
      return sendText(response, 413, "this is more than the shop takes", {
        "Cache-Control": "no-store",
        Connection: "close",
      });
    }

    if (pathname === "/api" || pathname.startsWith("/api/")) {
      options.seen.call(request);
      return options.api(request, response);
    }

    if (pathname.startsWith("/_next/static/")) {
      const path = reads ? await releaseFile(pathname) : null;
      // R8: a script that no release has is a real 404, never a page with 200.
      if (!path) return sendText(response, 404, "no release has this file", { "Cache-Control": "no-store" });
      if (path.endsWith(".js")) response.setHeader("Content-Security-Policy", SCRIPT_POLICY);
      return sendFile(request, response, path, IMMUTABLE);
    }

    if (isWorkerFile(pathname))
      return sendWorkerFile(request, response, {
        pathname,
        release,
        minApiVersion,
        file: fileAnswer,
        gone: isOwn ? null : base,
      });

    if (pathname.startsWith(PACK_PREFIX)) {
      const pack = reads ? await packAnswer(pathname.slice(PACK_PREFIX.length), url.searchParams.get("files")) : null;
      if (pack) return sendPrepared(request, response, pack);
      return sendText(response, 404, "no release has this pack", { "Cache-Control": "no-store" });
    }

    if (pathname === "/__sw/state") return sendWorkerState(request, response, url);

    if (reads) {
      const path = getFileBelow(publicDir, pathname);
      if (path) return sendFile(request, response, path, UNHASHED);
      // A missing picture is not worth rendering a page for.
      if (FILE_FOLDERS.test(pathname)) return sendText(response, 404, "no such file", { "Cache-Control": "no-store" });
      if (former === "" && isDynamicPage(pathname)) return options.dynamic(request, response);
      const page = await options.pages.get(request);
      if (request.headers.rsc === undefined && page.status === 200) options.seen.document(request, release);
      return sendPrepared(request, response, page);
    }
    // Writes go through the API; a page that took one would be rendered past the cache, with the visitor's cookies.
    sendText(response, 405, "pages are only read", { Allow: "GET, HEAD", "Cache-Control": "no-store" });
  };
}
