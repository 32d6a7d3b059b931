import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { coversVector, readStateVector } from "./state-vector.ts";

const vectors = fc.uniqueArray(fc.tuple(fc.nat({ max: 2 ** 32 - 1 }), fc.integer({ min: 1, max: 2 ** 31 })), {
  selector: ([client]) => client,
  maxLength: 20,
});

test("a state vector is read as Yjs reads it", () => {
  fc.assert(
    fc.property(vectors, (clocks) => {
      const bytes = Y.encodeStateVector(new Map(clocks));
      expect(readStateVector(bytes)).toEqual(Y.decodeStateVector(bytes));
      expect(readStateVector(bytes)).toEqual(new Map(clocks));
    }),
  );
});

test("bytes that are cut off, or go on, are none", () => {
  const bytes = Y.encodeStateVector(new Map([[4_000_000_000, 300]]));
  for (let length = 0; length < bytes.length; length += 1) expect(readStateVector(bytes.slice(0, length))).toBeNull();
  expect(readStateVector(new Uint8Array([...bytes, 0]))).toBeNull();
  expect(readStateVector(new Uint8Array(20).fill(255))).toBeNull();
});

test("one covers another that it has all of", () => {
  const vector = (clocks: Record<number, number>) =>
    Y.encodeStateVector(new Map(Object.entries(clocks).map(([client, clock]) => [Number(client), clock])));
  const has = vector({ 1: 5, 2: 3 });
  const nothing = vector({});
  for (const less of [nothing, vector({ 1: 5 }), vector({ 1: 4, 2: 3 }), has])
    expect(coversVector(has, less)).toBe(true);
  for (const more of [vector({ 1: 6 }), vector({ 3: 1 }), new Uint8Array([9])])
    expect(coversVector(has, more)).toBe(false);
  expect(coversVector(new Uint8Array([9]), nothing)).toBe(false);
});
