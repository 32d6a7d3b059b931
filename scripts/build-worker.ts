import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { build, type Plugin } from "esbuild";
import { minify } from "terser";
import { RELEASE_ID } from "../protocol/release.ts";
import { encodeShell, SHELL_PLACEHOLDER, type ShellFile } from "../protocol/shell-list.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What a visitor pays for the worker at most, brotli-compressed. */
export const MAX_WORKER_BYTES = 24 * 1024;

/** Static documents without personal data: the offline journey opens with them (C7). */
export const SHELL_PAGES = [
  "/cart",
  "/checkout",
  "/checkout/delivery",
  "/checkout/review",
  "/orders",
  "/orders/view",
  "/waiting",
  "/search/offline",
  "/offline",
  "/diagnostics",
  "/forget",
  "/join",
] as const;

/** What stands in the sources for readers and other programs, and the worker never looks at. */
const EXPLANATIONS: readonly [file: RegExp, text: RegExp][] = [
  [/sw\/classify\.ts$/, /\b(name|why): "[^"]*",?/g],
  [/protocol\/problems\.ts$/, /\b(title: "[^"]*"|status: \d+),?/g],
];

const withoutExplanations: Plugin = {
  name: "without explanations",
  setup: ({ onLoad }) => {
    for (const [filter, text] of EXPLANATIONS) {
      onLoad({ filter }, async ({ path }) => ({
        loader: "ts",
        contents: (await readFile(path, "utf8")).replace(text, ""),
      }));
    }
  },
};

/** A second look at the whole bundle saves what the first cannot see. */
async function shrink(code: string): Promise<string> {
  const result = await minify(code, {
    ecma: 2020,
    toplevel: true,
    compress: { passes: 6, unsafe_arrows: true, unsafe_methods: true, pure_getters: true, hoist_funs: true },
    mangle: { properties: { regex: /^_/ } },
    format: { comments: false },
  });
  return result.code ?? "";
}

/**
 * Bundles the service worker into `outFile`. The release id and the list of shell files stay in it as placeholders: both
 * are known only when everything else is built (R1).
 */
export async function buildWorker(outFile: string): Promise<void> {
  const result = await build({
    entryPoints: [join(root, "sw/index.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    logLevel: "warning",
    alias: { idb: join(root, "sw/idb.ts") },
    plugins: [withoutExplanations],
    define: { "process.env.NODE_ENV": '"production"', HOLDFAST_SHELL: JSON.stringify(SHELL_PLACEHOLDER) },
  });
  const text = await shrink(result.outputFiles[0]?.text ?? "");
  for (const placeholder of [RELEASE_ID, SHELL_PLACEHOLDER]) {
    if (!text.includes(placeholder)) throw new Error(`the worker lost the placeholder ${placeholder}`);
  }
  await mkdir(dirname(outFile), { recursive: true });
  await writeFile(outFile, text);
}

export interface WorkerReport {
  readonly files: number;
  readonly bytes: number;
  readonly brotliBytes: number;
}

/**
 * Writes the list of shell files with their hashes into a stamped worker, so that an install knows what to verify without
 * asking first; prints and answers its size. Throws when the worker has grown past its budget.
 */
export async function embedShell(workerFile: string, files: readonly ShellFile[]): Promise<WorkerReport> {
  const text = (await readFile(workerFile, "utf8")).replaceAll(SHELL_PLACEHOLDER, encodeShell(files));
  await writeFile(workerFile, text);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  const report = {
    files: files.length,
    bytes: Buffer.byteLength(text),
    brotliBytes: brotliCompressSync(text, { params }).byteLength,
  };
  const size = `${(report.brotliBytes / 1024).toFixed(1)} KB brotli`;
  console.log(`service worker: ${report.files} files, ${report.bytes} bytes, ${size}`);
  if (report.brotliBytes > MAX_WORKER_BYTES) throw new Error(`the service worker is too large: ${size}`);
  return report;
}
