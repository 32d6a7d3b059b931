import { build } from "esbuild";
import { projectRoot } from "../../db/root.ts";
import type { ShellFile } from "../../protocol/shell-list.ts";
import type { SwManifest } from "../../protocol/sw-manifest.ts";

/** The worker that Serwist's documentation begins with: its precache and the default caching rules of its Next package. */
const SOURCE = `
import { defaultCache } from "@serwist/next/worker";
import { Serwist } from "serwist";

new Serwist({
  precacheEntries: PRECACHE,
  precacheOptions: { ignoreURLParametersMatching: [/^dpl$/, /^utm_/] },
  skipWaiting: true,
  clientsClaim: true,
  navigationPreload: true,
  runtimeCaching: defaultCache,
}).addEventListeners();
`;

/** Builds stock Serwist for the files that a running shop's own worker precaches; answers the script. */
export async function buildStockWorker(origin: string): Promise<string> {
  const manifest = (await (await fetch(`${origin}/sw-manifest.json`)).json()) as SwManifest;
  return buildStockWorkerFor(manifest.files.filter(({ group }) => group === "shell"));
}

/** Builds stock Serwist for these files; answers the script. */
export async function buildStockWorkerFor(files: readonly ShellFile[]): Promise<string> {
  const entries = files.map(({ url, sha384 }) => ({
    url,
    revision: url.startsWith("/_next/static/") ? null : sha384.slice(0, 16),
  }));
  const result = await build({
    stdin: { contents: SOURCE, resolveDir: projectRoot(), loader: "ts" },
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    minify: true,
    legalComments: "none",
    logLevel: "warning",
    define: { "process.env.NODE_ENV": '"production"', PRECACHE: JSON.stringify(entries) },
  });
  const [script] = result.outputFiles;
  if (!script) throw new Error("stock Serwist could not be built");
  return script.text;
}
