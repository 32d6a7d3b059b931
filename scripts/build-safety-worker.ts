import { join } from "node:path";
import { build } from "esbuild";
import { projectRoot } from "../db/root.ts";

/** Builds the worker that takes a broken one's place (K2). It carries no release id: what it does depends on none. */
export async function buildSafetyWorker(outfile: string): Promise<void> {
  await build({
    entryPoints: [join(projectRoot(), "sw/safety.ts")],
    outfile,
    bundle: true,
    format: "iife",
    target: "es2022",
    minify: true,
    legalComments: "none",
    logLevel: "warning",
  });
}
