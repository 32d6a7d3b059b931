import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../db/root.ts";
import { withCachingTable } from "./lib/caching-table.ts";

const root = projectRoot();
const pages = [
  "README.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).map((name) => `docs/${name}`),
].filter((path) => path.endsWith(".md"));

/** Paths of the project that a page names in code spans, such as `sw/index.ts`; patterns with a star are left out. */
function namedPaths(text: string): string[] {
  const spans = [...text.matchAll(/`([a-z0-9-]+\/[\w./[\]-]*\.(?:tsx?|mjs|md|json|css))`/g)];
  return spans.map(([, path = ""]) => path);
}

function linkedPaths(text: string): string[] {
  const links = [...text.matchAll(/\]\(((?!https?:|#)[^)]+)\)/g)];
  return links.map(([, path = ""]) => path);
}

describe.each(pages)("%s", (page) => {
  const text = readFileSync(join(root, page), "utf8");

  it("names only files that exist", () => {
    expect(namedPaths(text).filter((path) => !existsSync(join(root, path)) && !/^(static|next)\//.test(path))).toEqual(
      [],
    );
  });

  it("links only to what exists", () => {
    expect(linkedPaths(text).filter((path) => !existsSync(join(root, dirname(page), path)))).toEqual([]);
  });
});

it("the caching table of the documents is the worker's own: run `npm run tables` after a change", () => {
  const page = readFileSync(join(root, "docs/patterns.md"), "utf8");
  expect(withCachingTable(page)).toBe(page);
});

it("every dependency is named with its version in docs/dependencies.md", () => {
  const list = readFileSync(join(root, "docs/dependencies.md"), "utf8");
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<
    string,
    Record<string, string>
  >;
  const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  const missing = Object.entries(all).filter(([name, version]) => {
    const short = name.replace(/^@fontsource-variable\//, "…/");
    return (
      !name.startsWith("@types/") &&
      !((list.includes(`\`${name}\``) || list.includes(`\`${short}\``)) && list.includes(version))
    );
  });
  expect(missing).toEqual([]);
});
