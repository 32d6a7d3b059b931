import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { manifestFiles } from "./manifest-files.ts";
import { sha384 } from "./release-files.ts";

const made: string[] = [];
afterAll(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true });
});

function build(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), "holdfast-manifest-"));
  made.push(dir);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

describe("the files of a release", () => {
  const dir = build({
    "next/server/app/cart.html":
      '<script src="/_next/static/chunks/a.js"></script><link href="/_next/static/chunks/s.css">',
    "next/static/chunks/a.js": 'load("static/chunks/lazy.js")',
    "next/static/chunks/lazy.js": "yjs",
    "next/static/chunks/admin.js": "back office",
    "next/static/chunks/s.css": "src:url(../media/font.woff2)",
    "next/static/media/font.woff2": "font",
    "next/static/chunks/a.js.br": "compressed",
  });
  const files = manifestFiles(dir, ["/cart"]);
  const groupOf = (url: string) => files.find((file) => file.url === url)?.group;

  it("names each once, sorted, with hash and size", () => {
    expect(files.map(({ url }) => url)).toEqual([
      "/_next/static/chunks/a.js",
      "/_next/static/chunks/admin.js",
      "/_next/static/chunks/lazy.js",
      "/_next/static/chunks/s.css",
      "/_next/static/media/font.woff2",
      "/cart",
    ]);
    const lazy = files.find(({ url }) => url === "/_next/static/chunks/lazy.js");
    expect(lazy).toMatchObject({ size: 3, sha384: sha384(Buffer.from("yjs")) });
  });

  it("puts into the shell what its documents load, also through other scripts and styles", () => {
    expect(groupOf("/cart")).toBe("shell");
    expect(groupOf("/_next/static/chunks/lazy.js")).toBe("shell");
    expect(groupOf("/_next/static/media/font.woff2")).toBe("shell");
    expect(groupOf("/_next/static/chunks/admin.js")).toBe("lazy");
  });
});
