import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { HEADER } from "../protocol/headers.ts";
import type { NodeHandler } from "./capture.ts";
import { noncePolicy, scriptHashes } from "./content-security-policy.ts";
import { releaseDir } from "./release/catalogue.ts";

/** Tells Next that a host stands in front, which sends the security headers itself. */
export const HOST_MARK = "x-holdfast-host";

/** Static documents of a release; what all of them run inline comes from the layout. */
const SAMPLES = ["cart", "checkout", "orders", "offline"];

/** Hashes of the inline scripts that every page of a release has, such as the choice of a currency before paint. */
export function bootScriptHashes(release: string): string[] {
  const documents = SAMPLES.map((name) =>
    scriptHashes(readFileSync(join(releaseDir(release), "next/server/app", `${name}.html`), "utf8")),
  );
  const [first = [], ...others] = documents;
  return first.filter((hash) => others.every((hashes) => hashes.includes(hash)));
}

/** What must not reach Next from outside: the nonce is ours to give, and payloads would come without their page's guard. */
const REFUSED = ["content-security-policy", "content-security-policy-report-only"];
const PAYLOAD = /^(rsc$|next-router-|next-url$)/;

function strip(request: IncomingMessage): void {
  for (const name of Object.keys(request.headers)) {
    if (REFUSED.includes(name) || PAYLOAD.test(name)) delete request.headers[name];
  }
}

/** Renders a visitor's own page with their cookies: whole documents only, with a nonce, and nothing stores them (C13). */
export function createDynamicPages(options: { readonly render: NodeHandler; readonly release: string }): NodeHandler {
  const bootHashes = bootScriptHashes(options.release);
  return async (request, response) => {
    strip(request);
    const policy = noncePolicy(randomBytes(16).toString("base64"), bootHashes);
    // Next finds the nonce in the request's policy and puts it on every script of its own.
    request.headers["content-security-policy"] = policy;
    request.headers[HOST_MARK] = "1";
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("Cache-Control", "private, no-store");
    response.setHeader(HEADER.appVersion, options.release);
    await options.render(request, response);
  };
}
