import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createFileCache, getFileBelow } from "./static-files.ts";

const base = mkdtempSync(join(tmpdir(), "holdfast-files-"));
const folder = join(base, "public");
mkdirSync(join(folder, "media"), { recursive: true });
writeFileSync(join(folder, "media/a.webp"), "picture");
writeFileSync(join(base, "secret.txt"), "secret");
afterAll(() => rmSync(base, { recursive: true }));

describe("files of a folder", () => {
  it("finds what is there", () => {
    expect(getFileBelow(folder, "/media/a.webp")).toBe(join(folder, "media/a.webp"));
  });

  it.each(["/../secret.txt", "/%2e%2e/secret.txt", "/media/../../secret.txt", "/media", "/", "/none", "/%", "/a%00b"])(
    "answers nothing for %s",
    (path) => {
      expect(getFileBelow(folder, path)).toBeNull();
    },
  );

  it("reads a changed file again", async () => {
    const file = join(folder, "note.txt");
    const answer = createFileCache();
    writeFileSync(file, "first");
    utimesSync(file, 1, 1);
    expect((await answer(file, "no-cache")).body.identity.toString()).toBe("first");
    writeFileSync(file, "second");
    utimesSync(file, 2, 2);
    expect((await answer(file, "no-cache")).body.identity.toString()).toBe("second");
  });
});
