import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { RELEASE_ID, RELEASE_ID_LENGTH } from "../../protocol/release.ts";
import { releaseIdOf, stampRelease } from "./release-files.ts";

const made: string[] = [];
afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true });
});

function build(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), "holdfast-build-"));
  made.push(dir);
  const all = { [`next/static/${RELEASE_ID}/_buildManifest.js`]: "x", "sw.js": `id="${RELEASE_ID}"`, ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(join(dir, path, ".."), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

const page = `<html data-release="${RELEASE_ID}">`;

describe("the identity of a release", () => {
  it("has the length of its placeholder, so that stamping moves no byte", () => {
    expect(RELEASE_ID).toHaveLength(RELEASE_ID_LENGTH);
    expect(releaseIdOf(build({ "next/server/app/cart.html": page }))).toHaveLength(RELEASE_ID_LENGTH);
  });

  it("is the same for the same bytes and another for any changed byte", () => {
    const files = { "next/server/app/cart.html": page, "next/static/chunks/a.js": "1" };
    const id = releaseIdOf(build(files));
    expect(releaseIdOf(build(files))).toBe(id);
    expect(releaseIdOf(build({ ...files, "next/static/chunks/a.js": "2" }))).not.toBe(id);
    expect(releaseIdOf(build({ ...files, "next/server/app/cart.html": `${page} ` }))).not.toBe(id);
    expect(releaseIdOf(build({ ...files, "host.mjs": "server code" }))).not.toBe(id);
  });

  it("does not depend on what every build draws anew", () => {
    const id = releaseIdOf(build({ "next/server/server-reference-manifest.json": "key 1", "next/trace": "a" }));
    expect(releaseIdOf(build({ "next/server/server-reference-manifest.json": "key 2", "next/trace": "b" }))).toBe(id);
  });

  it("is stamped into documents, worker and build folder", () => {
    const dir = build({ "next/server/app/cart.html": page });
    const id = releaseIdOf(dir);
    stampRelease(dir, id);
    expect(readFileSync(join(dir, "next/server/app/cart.html"), "utf8")).toBe(`<html data-release="${id}">`);
    expect(readFileSync(join(dir, "sw.js"), "utf8")).toBe(`id="${id}"`);
    expect(existsSync(join(dir, "next/static", id, "_buildManifest.js"))).toBe(true);
  });

  it("may not stand in a content-hashed script", () => {
    const dir = build({ "next/static/chunks/b.js": `const id="${RELEASE_ID}"` });
    expect(() => stampRelease(dir, "A".repeat(RELEASE_ID_LENGTH))).toThrow(/next\/static\/chunks\/b\.js/);
  });
});
