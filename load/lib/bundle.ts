import { join } from "node:path";
import { projectRoot } from "../../db/root.ts";
import { bundleForNode } from "../../scripts/lib/bundle-node.ts";

/** Bundles scripts of the project as the host of a release is bundled, so that they start as fast; where each came to lie. */
export async function bundled<Name extends string>(
  scripts: Readonly<Record<Name, string>>,
): Promise<Record<Name, string>> {
  const outdir = join(projectRoot(), "node_modules/.cache/holdfast-load", String(process.pid));
  await bundleForNode(scripts, outdir);
  const names = Object.keys(scripts) as Name[];
  return Object.fromEntries(names.map((name) => [name, join(outdir, `${name}.mjs`)])) as Record<Name, string>;
}
