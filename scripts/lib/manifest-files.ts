import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ManifestFile } from "../../protocol/sw-manifest.ts";
import { filesBelow, sha384 } from "./release-files.ts";

const STATIC = /\/_next\/static\/[\w./~-]+?\.(?:js|css|woff2)/g;
/** Scripts name their lazy parts, and styles their fonts, relative to `/_next/` or to themselves. */
const INSIDE = /static\/(?:chunks|media)\/[\w./~-]+?\.(?:js|css|woff2)/g;
const BESIDE = /url\(["']?\.\.\/media\/([\w.~-]+)["']?\)/g;

function mentioned(text: string): string[] {
  const inside = [...text.matchAll(INSIDE)].map(([path]) => `/_next/${path}`);
  const beside = [...text.matchAll(BESIDE)].map(([, name]) => `/_next/static/media/${name}`);
  return [...(text.match(STATIC) ?? []), ...inside, ...beside];
}

/** The static files that some documents need, with all that these load in turn. */
function reachable(documents: readonly string[], read: (url: string) => string | null): Set<string> {
  const found = new Set<string>();
  const queue = documents.flatMap(mentioned);
  for (let url = queue.pop(); url !== undefined; url = queue.pop()) {
    if (found.has(url)) continue;
    const text = read(url);
    if (text === null) continue;
    found.add(url);
    if (!url.endsWith(".woff2")) queue.push(...mentioned(text));
  }
  return found;
}

/**
 * Every file of a stamped build that can be asked for: hashed static files and the shell documents. `shell` files are the
 * documents of the offline journey and everything that they load. All addresses lie below `basePath` (R9).
 */
export function manifestFiles(buildDir: string, shellPages: readonly string[], basePath = ""): ManifestFile[] {
  const nextDir = join(buildDir, "next");
  const staticFiles = new Map(
    filesBelow(join(nextDir, "static"))
      .filter((path) => !/\.(map|br)$/.test(path))
      .map((path) => [`/_next/static/${path}`, readFileSync(join(nextDir, "static", path))]),
  );
  const documents = new Map(
    shellPages.map((url) => [
      url,
      readFileSync(join(nextDir, "server/app", `${url === "/" ? "index" : url.slice(1)}.html`)),
    ]),
  );
  const shell = reachable(
    [...documents.values()].map((bytes) => bytes.toString("utf8")),
    (url) => staticFiles.get(url)?.toString("latin1") ?? null,
  );
  return [...staticFiles, ...documents]
    .map(([url, bytes]): ManifestFile => {
      const group = documents.has(url) || shell.has(url) ? "shell" : "lazy";
      return { url: `${basePath}${url}`, sha384: sha384(bytes), size: bytes.length, group };
    })
    .sort((a, b) => (a.url < b.url ? -1 : 1));
}
