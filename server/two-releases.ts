import { request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import { assign } from "../edge/assign.ts";
import { ownerOf, stragglerTarget } from "../edge/base-path.ts";
import { HEADER } from "../protocol/headers.ts";
import type { NodeHandler } from "./capture.ts";
import { isDynamicPage } from "./dynamic-pages.ts";
import type { HostSightings } from "./host-sightings.ts";
import type { Beside } from "./messages.ts";
import { splitAt } from "./release/split.ts";
import { sendText } from "./send.ts";

/** Addresses that only the live release answers: it alone writes and knows the operator, and hashed files are the same for all. */
function isCommon(pathname: string): boolean {
  return /^\/(api|_next\/static|media|icons|screenshots)(\/|$)/.test(pathname) || isDynamicPage(pathname);
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const name of ["cookie", "accept", "rsc", "sec-fetch-dest", HEADER.release.toLowerCase()]) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  return headers;
}

/** With one release left, the base path of an earlier one that this address still names. */
function formerBase(pathname: string, live: string): string {
  const [base = ""] = /^\/v\d{1,3}(?=\/|$)/.exec(pathname) ?? [];
  return base === live ? "" : base;
}

function sendElsewhere(response: ServerResponse, target: string): void {
  sendText(response, 302, "this page has moved on", { Location: target, "Cache-Control": "no-store" });
}

/** Lets the release beside answer, on its loopback port; false when it cannot be reached and nothing was sent yet. */
function pass(port: number, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    const { method, url, headers } = request;
    const upstream = forward({ host: "127.0.0.1", port, method, path: url, headers }, (answer) => {
      const { vary, ...rest } = answer.headers;
      const added = String(response.getHeader("Vary"));
      response.writeHead(answer.statusCode ?? 502, { ...rest, vary: vary ? `${vary}, ${added}` : added });
      answer.pipe(response).once("close", () => resolve(true));
      answer.once("error", () => response.destroy());
    });
    upstream.once("error", () => {
      if (response.headersSent) response.destroy();
      resolve(response.headersSent);
    });
    upstream.end();
  });
}

/**
 * The routing rules of `edge/` in front of the host of the live release (R9): visitors of the other release are answered by
 * it, and by the live one while it is away.
 */
export function createTwoReleases(options: {
  readonly release: string;
  readonly basePath: string;
  readonly own: NodeHandler;
  readonly seen: HostSightings;
  readonly now?: () => number;
  readonly draw?: () => number;
}) {
  const { now = Date.now, draw = Math.random } = options;
  let beside: Beside | null = null;

  const handler: NodeHandler = async (request, response) => {
    const pathname = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const bases = { live: options.basePath, beside: beside?.basePath ?? formerBase(pathname, options.basePath) };
    if (beside === null || now() >= beside.split.deadline) {
      const target = stragglerTarget(
        { method: request.method ?? "GET", target: request.url ?? "/", headers: headersOf(request) },
        bases,
      );
      // R9: whoever stayed below the older path is sent over; its worker, API and chunks go on until it ends.
      if (target !== null) return sendElsewhere(response, target);
    }
    const reads = request.method === "GET" || request.method === "HEAD";
    if (beside === null || !reads || isCommon(pathname)) return options.own(request, response);
    if (bases.live !== bases.beside) {
      if (ownerOf(pathname, bases) !== "beside") return options.own(request, response);
      response.setHeader("Vary", "Accept-Encoding");
      if (/text\/html/.test(request.headers.accept ?? "")) options.seen.document(request, beside.split.beside);
      if (!(await pass(beside.port, request, response)))
        sendText(response, 503, "this release is away for a moment", {
          "Cache-Control": "no-store",
          "Retry-After": "2",
        });
      return;
    }
    const { release, setCookie } = assign({ headers: headersOf(request) }, splitAt(beside.split, now()), now(), draw);
    response.setHeader("Vary", `Cookie, ${HEADER.release}`);
    if (setCookie !== null) response.setHeader("Set-Cookie", setCookie);
    if (release === options.release) return options.own(request, response);
    if (/text\/html/.test(request.headers.accept ?? "")) options.seen.document(request, release);
    if (!(await pass(beside.port, request, response))) await options.own(request, response);
  };

  return {
    handler,
    tell(next: Beside | null): void {
      beside = next;
    },
    /** The release that is current for whoever sends this; one who was never sent a document counts to the live one. */
    releaseFor(request: { readonly headers: Headers }): string {
      if (beside === null) return options.release;
      return assign(request, splitAt(beside.split, now()), now(), () => 0).release;
    },
  };
}
