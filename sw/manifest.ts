import { decodeShell, type ShellFile } from "../protocol/shell-list.ts";
import { basePath } from "./scope.ts";

/** Put in place of this name when the release is built: the files of its shell with their hashes (R1). */
declare const HOLDFAST_SHELL: string;

/** The files that this release installs, in the manifest's order. */
export const MANIFEST: readonly ShellFile[] = decodeShell(HOLDFAST_SHELL);

const HASHED = `${basePath()}/_next/static/`;

/** Query parameters that never change a file or a page. */
const IGNORED_PARAMETERS = [/^dpl$/, /^utm_/];
const isIgnored = (name: string) => IGNORED_PARAMETERS.some((ignored) => ignored.test(name));

const hashes: ReadonlyMap<string, string> = new Map(MANIFEST.map(({ url, sha384 }) => [url, sha384]));

/** The SHA-384 (base64) of a shell file of this release, or null. */
export function ownHash(path: string): string | null {
  return hashes.get(path) ?? null;
}

/** Whether the release brought this file; a document is not one, it has its own strategy. */
export function isPrecachedFile(url: URL): boolean {
  return url.pathname.startsWith(HASHED) && hashes.has(url.pathname) && [...url.searchParams.keys()].every(isIgnored);
}

/** The path under which a shell document of any release would be kept: without query and closing slash. */
export function documentPath(url: URL): string {
  return url.pathname.length > 1 ? url.pathname.replace(/\/$/, "") : url.pathname;
}

/** The path of the shell document that a URL opens, whatever its query, or null (C7). */
export function shellPathOf(url: URL): string | null {
  const path = documentPath(url);
  return hashes.has(path) && !path.startsWith(HASHED) ? path : null;
}

/** An address without the parameters that never change what it shows: the key under which a page is kept. */
export function pageKey(address: string | URL): string {
  const url = new URL(address);
  for (const name of [...url.searchParams.keys()]) if (isIgnored(name)) url.searchParams.delete(name);
  url.hash = "";
  return url.href;
}
