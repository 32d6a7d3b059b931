/** A file of the release: `revision` is the hash of a document whose URL does not change with its content, null for hashed names. */
export interface ManifestEntry {
  readonly url: string;
  readonly revision: string | null;
}

/** Put in place of this name when the worker is built. */
declare const HOLDFAST_MANIFEST: readonly ManifestEntry[];

export const MANIFEST: readonly ManifestEntry[] = HOLDFAST_MANIFEST;

/** Query parameters that never change a file. */
const IGNORED_PARAMETERS = [/^dpl$/, /^utm_/];

const documents = new Set(MANIFEST.filter((entry) => entry.revision !== null).map((entry) => entry.url));
const files = new Set(MANIFEST.filter((entry) => entry.revision === null).map((entry) => entry.url));

function hasOnlyIgnored(url: URL): boolean {
  return [...url.searchParams.keys()].every((key) => IGNORED_PARAMETERS.some((ignored) => ignored.test(key)));
}

/** Whether the release brought this file; a document is not one, it has its own strategy. */
export function isPrecachedFile(url: URL): boolean {
  return files.has(url.pathname) && hasOnlyIgnored(url);
}

/** The path of the shell document that a URL opens, whatever its query, or null (C7). */
export function shellPathOf(url: URL): string | null {
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/$/, "") : url.pathname;
  return documents.has(path) ? path : null;
}
