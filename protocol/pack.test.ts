import fc from "fast-check";
import { expect, test } from "vitest";
import { decodePack, encodePack, type PackedFile } from "./pack.ts";

const file: fc.Arbitrary<PackedFile> = fc.record({
  url: fc.string(),
  headers: fc.dictionary(fc.string(), fc.string()),
  bytes: fc.uint8Array({ maxLength: 64 }).map((bytes) => new Uint8Array(bytes)),
});

test("a pack is read back as it was made", () => {
  fc.assert(
    fc.property(fc.array(file, { maxLength: 8 }), (files) => {
      const read = decodePack(encodePack(files));
      expect(JSON.stringify(read)).toBe(JSON.stringify(files));
    }),
    { seed: 21, numRuns: 500 },
  );
});

test("a pack that was cut short is no pack, wherever it was cut", () => {
  const whole = encodePack([
    { url: "/a.js", headers: { "Content-Type": "text/javascript" }, bytes: new Uint8Array([1, 2, 3]) },
    { url: "/b.js", headers: {}, bytes: new Uint8Array([4]) },
  ]);
  for (let length = 0; length < whole.length; length += 1) expect(decodePack(whole.slice(0, length))).toBeNull();
  expect(decodePack(new Uint8Array([...whole, 0]))).toBeNull();
});

test("bytes that are bent in any way are no pack or a pack of other bytes, and never an exception", () => {
  const whole = encodePack([{ url: "/a.js", headers: { x: "y" }, bytes: new Uint8Array([1, 2, 3, 4]) }]);
  const bend = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(bend, (changes) => {
      const bent = whole.slice();
      for (const [at, value] of changes) bent[at] = value;
      const files = decodePack(bent);
      if (files)
        for (const { url, bytes } of files) expect([typeof url, bytes instanceof Uint8Array]).toEqual(["string", true]);
    }),
    { seed: 22, numRuns: 5_000 },
  );
});

test.each([
  ["a page", "<!doctype html><title>Not found</title>"],
  ["an index that is no list", "HFP1\0\0\0\x02{}"],
  ["an index of something else", "HFP1\0\0\0\x03[1]"],
  ["a size below zero", 'HFP1\0\0\0\x0e[["/a",-1,{}]]x'],
  ["headers that are none", 'HFP1\0\0\0\x0f[["/a",0,["x",1]]]'],
])("%s is no pack", (_, text) => {
  expect(decodePack(new TextEncoder().encode(text))).toBeNull();
});
