import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeShell, encodeShell, HASH_CHARS } from "./shell-list.ts";

const hash = fc
  .uint8Array({ minLength: 48, maxLength: 48 })
  .map((bytes) => Buffer.from(bytes).toString("base64").slice(0, HASH_CHARS));
const path = fc.stringMatching(/^\/[\w./~-]{0,40}$/);

test("the list is read back as it was written, and needs no escapes in a string", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ url: path, sha384: hash })), (files) => {
      const text = encodeShell(files);
      expect(decodeShell(text)).toEqual(files);
      expect(JSON.stringify(text)).toBe(`"${text}"`);
    }),
    { seed: 23 },
  );
});

test.each(["/a b", "/a,b", '/a"b', "/a\\b"])("%s cannot stand in it", (url) => {
  expect(() => encodeShell([{ url, sha384: "" }])).toThrow();
});
