import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { RELEASE_ID, RELEASE_ID_LENGTH } from "../../protocol/release.ts";

/** Every regular file below `dir`, as sorted paths relative to it with forward slashes; links are left out. */
export function filesBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .split(sep)
        .join("/"),
    )
    .sort();
}

export function sha384(bytes: Uint8Array): string {
  return createHash("sha384").update(bytes).digest("base64");
}

/** Rewritten by every build or made of random keys: they would make equal sources look like different releases. */
const NOT_CONTENT = /(^|\/)(server-reference-manifest\.(js|json)|preview-props\.json)$|\.(map|nft\.json)$/;

/**
 * The release id (R1): hash over the sorted (path, SHA-384) of the static files, of the shell documents with the
 * placeholder in place of the id, and of the code that renders and serves, so that any changed byte is a new id.
 */
export function releaseIdOf(buildDir: string): string {
  const hash = createHash("sha384");
  for (const path of filesBelow(buildDir)) {
    const content =
      /^next\/(static|server)\//.test(path) || /^(sw\.js|safety-worker\.js|host\.mjs|background\.mjs)$/.test(path);
    if (!content || NOT_CONTENT.test(path)) continue;
    hash.update(`${path}\0${sha384(readFileSync(join(buildDir, path)))}\0`);
  }
  return hash.digest("base64url").slice(0, RELEASE_ID_LENGTH);
}

/**
 * Replaces the placeholder by the id everywhere; throws when it stands in a content-hashed file, whose bytes would then
 * differ between releases under one URL.
 */
export function stampRelease(buildDir: string, id: string): void {
  for (const path of filesBelow(buildDir)) {
    if (path.startsWith("next/cache/")) continue;
    const file = join(buildDir, path);
    if (statSync(file).size > 16 * 1024 * 1024) continue;
    const text = readFileSync(file, "latin1");
    if (!text.includes(RELEASE_ID)) continue;
    if (path.startsWith("next/static/chunks/")) {
      throw new Error(`${path} contains the release id: read it from <meta name="app-version"> in client code`);
    }
    writeFileSync(file, text.replaceAll(RELEASE_ID, id), "latin1");
  }
  renameSync(join(buildDir, "next/static", RELEASE_ID), join(buildDir, "next/static", id));
}
