import { join } from "node:path";
import { build } from "esbuild";
import { projectRoot } from "../../db/root.ts";

/** Bundles scripts of the project as the host of a release is bundled, so that they start as fast; where each came to lie. */
export async function bundled<Name extends string>(
  scripts: Readonly<Record<Name, string>>,
): Promise<Record<Name, string>> {
  const outdir = join(projectRoot(), "node_modules/.cache/holdfast-load", String(process.pid));
  const names = Object.keys(scripts) as Name[];
  await build({
    entryPoints: Object.fromEntries(names.map((name) => [name, join(projectRoot(), scripts[name])])),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node24",
    logLevel: "warning",
  });
  return Object.fromEntries(names.map((name) => [name, join(outdir, `${name}.mjs`)])) as Record<Name, string>;
}
