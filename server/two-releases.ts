import { request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import { assign } from "../edge/assign.ts";
import { formerBase } from "../edge/base-path.ts";
import { route } from "../edge/blue-green.ts";
import { HEADER } from "../protocol/headers.ts";
import type { NodeHandler } from "./capture.ts";
import type { HostSightings } from "./host-sightings.ts";
import type { Beside } from "./messages.ts";
import { splitAt, splitWith } from "./release/split.ts";
import { sendAway, sendText } from "./send.ts";

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const name of ["cookie", "accept", "rsc", "sec-fetch-dest", HEADER.release.toLowerCase()]) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  return headers;
}

/** Lets the release beside answer, on its loopback port; false when it cannot be reached and nothing was sent yet. */
function pass(port: number, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    const { method, url, headers } = request;
    const upstream = forward({ host: "127.0.0.1", port, method, path: url, headers }, (answer) => {
      const { vary, ...rest } = answer.headers;
      const both = [vary, response.getHeader("Vary")].filter((part) => part !== undefined).join(", ");
      response.writeHead(answer.statusCode ?? 502, { ...rest, ...(both ? { vary: both } : {}) });
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
 * Runs the routing rules of `edge/` in front of the host of the live release (R9): visitors of the other release are
 * answered by it, and by the live one while it is away.
 */
export function createTwoReleases(options: {
  readonly release: string;
  readonly basePath: string;
  readonly own: NodeHandler;
  readonly seen: HostSightings;
  readonly now?: () => number;
  readonly draw?: () => number;
}) {
  const { basePath, now = Date.now, draw = Math.random } = options;
  let beside: Beside | null = null;

  /** Whether a path is that of a release of the split whose process is only being started again. */
  const isAway = async (pathname: string) => {
    const split = beside === null ? await splitWith(formerBase(pathname, basePath)) : null;
    return split !== null && now() < split.deadline;
  };

  const handler: NodeHandler = async (request, response) => {
    const other = beside;
    const { method = "GET", url: target = "/" } = request;
    const serving = other && { split: splitAt(other.split, now()), basePath: other.basePath };
    const routed = route({ method, target, headers: headersOf(request) }, { basePath, beside: serving }, now(), draw);
    if (routed.to === "elsewhere") {
      if (await isAway(target.split("?", 1)[0] ?? "/")) return sendAway(response);
      const headers = { Location: routed.location, "Cache-Control": "no-store" };
      return sendText(response, 302, "this page has moved on", headers);
    }
    for (const [name, value] of Object.entries(routed.headers)) response.setHeader(name, value);
    if (routed.to === "live" || other === null) return options.own(request, response);
    if (/text\/html/.test(request.headers.accept ?? "")) options.seen.document(request, other.split.beside);
    if (await pass(other.port, request, response)) return;
    if (routed.byPath) sendAway(response);
    else await options.own(request, response);
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
