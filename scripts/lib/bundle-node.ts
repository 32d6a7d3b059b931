import { join } from "node:path";
import { build } from "esbuild";
import { projectRoot } from "../../db/root.ts";

/** Bundles scripts of the project for Node as `<name>.mjs` in a folder, with the packages that they use left outside. */
export async function bundleForNode(scripts: Readonly<Record<string, string>>, outdir: string): Promise<void> {
  const root = projectRoot();
  await build({
    entryPoints: Object.fromEntries(Object.entries(scripts).map(([name, path]) => [name, join(root, path)])),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node24",
    legalComments: "none",
    logLevel: "warning",
  });
}
