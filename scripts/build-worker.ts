import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { getManifest } from "@serwist/build";
import { build } from "esbuild";
import { RELEASE_ID } from "../protocol/release.ts";
import type { ManifestEntry } from "../sw/manifest.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Static documents without personal data: the offline journey opens with them (C7). */
export const SHELL_PAGES = [
  "/cart",
  "/checkout",
  "/checkout/delivery",
  "/checkout/review",
  "/orders",
  "/orders/view",
  "/search/offline",
  "/offline",
  "/diagnostics",
  "/forget",
] as const;

export interface WorkerBuild {
  /** Next's output folder after `next build`. */
  readonly nextDir: string;
  readonly shellPages?: readonly string[];
  readonly outFile: string;
  /** Replaces the placeholder in the output; leave it out where a later step stamps the id. */
  readonly releaseId?: string;
}

export interface WorkerReport {
  readonly entries: number;
  readonly bytes: number;
  readonly brotliBytes: number;
}

async function hashedFiles(nextDir: string): Promise<ManifestEntry[]> {
  const { manifestEntries = [], warnings } = await getManifest({
    globDirectory: nextDir,
    // The library's own list of endings lacks woff2.
    globPatterns: ["static/**/*.{js,css,woff2}"],
    // Next rewrites these two after the build: a stale copy would fail the whole install, and no page needs them.
    globIgnores: ["**/_ssgManifest.js", "**/_buildManifest.js"],
    maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
  });
  if (warnings.length > 0) throw new Error(`the list of files to precache is incomplete: ${warnings.join("; ")}`);
  // The library hashed each file where it lies; the names carry their content, so the URL alone is enough.
  return manifestEntries.map(({ url }) => ({ url: `/_next/${url}`, revision: null }));
}

/** A document's revision is the hash of its file, taken where it lies, before its path becomes a URL. */
async function shellEntry(nextDir: string, url: string): Promise<ManifestEntry> {
  const file = join(nextDir, "server/app", `${url === "/" ? "/index" : url}.html`);
  if (!existsSync(file)) throw new Error(`the shell page ${url} is not a static document: ${file} is missing`);
  const revision = createHash("sha384")
    .update(await readFile(file))
    .digest("base64url")
    .slice(0, 16);
  return { url, revision };
}

/** Every file that a release precaches: hashed static files under their own names, shell documents with a revision. */
export async function precacheEntries(options: Pick<WorkerBuild, "nextDir" | "shellPages">): Promise<ManifestEntry[]> {
  const { nextDir, shellPages = SHELL_PAGES } = options;
  const shells = await Promise.all(shellPages.map((url) => shellEntry(nextDir, url)));
  const entries = [...(await hashedFiles(nextDir)), ...shells];
  return entries.sort((one, other) => (one.url < other.url ? -1 : 1));
}

/**
 * Builds the service worker after `next build` and writes it to `outFile`; prints its size. Throws when a shell page is
 * not static or a listed file cannot be read. The release id stays in the output literally unless one is given.
 */
export async function buildWorker(options: WorkerBuild): Promise<WorkerReport> {
  const entries = await precacheEntries(options);
  const result = await build({
    entryPoints: [join(root, "sw/index.ts")],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    minify: true,
    legalComments: "none",
    logLevel: "warning",
    define: { "process.env.NODE_ENV": '"production"', HOLDFAST_MANIFEST: JSON.stringify(entries) },
  });
  const built = result.outputFiles[0]?.text;
  if (!built?.includes(RELEASE_ID)) throw new Error("the worker lost the placeholder of the release id");
  const text = options.releaseId === undefined ? built : built.replaceAll(RELEASE_ID, options.releaseId);
  await mkdir(dirname(options.outFile), { recursive: true });
  await writeFile(options.outFile, text);
  const report = {
    entries: entries.length,
    bytes: Buffer.byteLength(text),
    brotliBytes: brotliCompressSync(text).byteLength,
  };
  console.log(
    `service worker: ${report.entries} files, ${report.bytes} bytes, ${(report.brotliBytes / 1024).toFixed(1)} KB brotli`,
  );
  return report;
}
