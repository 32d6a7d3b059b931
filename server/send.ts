import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { matchesEtag } from "../api/etag.ts";
import { chooseEncoding, type EncodedBody } from "./encoding.ts";

/** An answer that is ready to be sent many times. */
export interface PreparedAnswer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: EncodedBody;
  readonly etag: string;
}

/** Sends a prepared answer to a GET or HEAD: 304 where the client has it, compressed where it may be. */
export function sendPrepared(request: IncomingMessage, response: ServerResponse, answer: PreparedAnswer): void {
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value === undefined) continue;
    // What was chosen by cookie has said so already.
    if (name.toLowerCase() === "vary" && response.hasHeader("Vary")) response.appendHeader("Vary", String(value));
    else response.setHeader(name, value);
  }
  response.setHeader("ETag", answer.etag);
  if (answer.status === 200 && matchesEtag(request.headers["if-none-match"], answer.etag)) {
    response.writeHead(304).end();
    return;
  }
  const encoding = chooseEncoding(answer.body, request.headers["accept-encoding"]);
  const bytes = answer.body[encoding] ?? answer.body.identity;
  if (encoding !== "identity") response.setHeader("Content-Encoding", encoding);
  response.setHeader("Content-Length", bytes.length);
  response.writeHead(answer.status);
  response.end(request.method === "HEAD" ? undefined : bytes);
}

/** A short plain answer of the host's own. */
export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: OutgoingHttpHeaders = {},
): void {
  const body = `${text}\n`;
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
    "X-Content-Type-Options": "nosniff",
    ...headers,
  });
  response.end(body);
}

/** For what only a release can answer whose process is being started again. */
export function sendAway(response: ServerResponse): void {
  sendText(response, 503, "this release is away for a moment", { "Cache-Control": "no-store", "Retry-After": "2" });
}
