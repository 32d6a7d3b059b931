import { createHash } from "node:crypto";

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g;
const DATA_BLOCK = /\stype="(application\/(ld\+)?json|speculationrules|text\/plain)"/;

/** For answers that are no documents: nothing in them may run, load or be framed, whatever a browser makes of them. */
export const NO_DOCUMENT_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** For scripts: a worker lives under the policy of its script, and ours talk to nobody but the shop (I4). */
export const SCRIPT_POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Hash sources of the inline scripts of a document (CSP 3, section 2.3.1); data blocks do not run and need none. */
export function scriptHashes(html: string): string[] {
  const hashes = new Set<string>();
  for (const [, attributes = "", code = ""] of html.matchAll(INLINE_SCRIPT)) {
    if (DATA_BLOCK.test(attributes)) continue;
    hashes.add(`'sha256-${createHash("sha256").update(code).digest("base64")}'`);
  }
  return [...hashes];
}

function documentPolicy(scriptSources: readonly string[]): string {
  return [
    "default-src 'self'",
    ["script-src 'self'", ...scriptSources].join(" "),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The policy of one stored document: our own scripts, and inline ones only by hash. */
export function contentSecurityPolicy(html: string): string {
  return documentPolicy(scriptHashes(html));
}

/**
 * The policy of a document made for one visitor: inline scripts run only with this answer's nonce, which nothing that was
 * injected can know, or when they are among the boot scripts that every page has.
 */
export function noncePolicy(nonce: string, bootHashes: readonly string[]): string {
  return documentPolicy([`'nonce-${nonce}'`, ...bootHashes]);
}
