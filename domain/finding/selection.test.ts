import fc from "fast-check";
import { expect, test } from "vitest";
import { SORTS } from "../../protocol/finding.ts";
import { CURRENCIES } from "../../protocol/money.ts";
import {
  isNarrowed,
  NOTHING_CHOSEN,
  readSelection,
  type Selection,
  selectionQuery,
  without,
  withoutFacets,
} from "./selection.ts";

const read = (query: string) => readSelection(new URLSearchParams(query));
const sorted = <Value>(values: Value[]) => values.toSorted();

const selection: fc.Arbitrary<Selection> = fc.record({
  colours: fc.uniqueArray(fc.constantFrom("kelp", "sea-glass", "red")).map(sorted),
  sizes: fc.uniqueArray(fc.constantFrom("M", "12 L", "30 × 40", "a&b=c")).map(sorted),
  prices: fc.uniqueArray(fc.integer({ min: 1, max: 5 })).map(sorted),
  inStock: fc.boolean(),
  sort: fc.constantFrom(...SORTS),
  currency: fc.constantFrom(...CURRENCIES),
});

test("a selection survives its way through an address", () => {
  fc.assert(
    fc.property(selection, (chosen) => {
      expect(read(selectionQuery(chosen))).toEqual({ selection: chosen, bad: [] });
    }),
    { seed: 20_262, numRuns: 300 },
  );
});

test("one selection has one spelling", () => {
  expect(selectionQuery(read("sort=shelf&colour=red&size=&colour=kelp&colour=red&currency=EUR").selection)).toBe(
    "colour=kelp&colour=red",
  );
  expect(selectionQuery(NOTHING_CHOSEN)).toBe("");
});

test("whatever stands in an address, what is read is a selection and the rest is named", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom("colour", "size", "price", "stock", "sort"), fc.string())),
      (pairs) => {
        const { selection: chosen } = readSelection(new URLSearchParams(pairs));
        expect(read(selectionQuery(chosen))).toEqual({ selection: chosen, bad: [] });
      },
    ),
    { seed: 20_263, numRuns: 300 },
  );
  expect(read("colour=No&price=0&stock=yes&sort=up&currency=USD&size=ok").bad).toEqual([
    "currency",
    "colour",
    "price",
    "stock",
    "sort",
  ]);
});

test("values go one by one or all at once, and the order stays", () => {
  const chosen = read("colour=kelp&colour=red&size=M&price=2&stock=in&sort=name").selection;
  expect(selectionQuery(without(chosen, "colour", "kelp"))).toBe("colour=red&size=M&price=2&stock=in&sort=name");
  expect(selectionQuery(without(chosen, "price", "2"))).toBe("colour=kelp&colour=red&size=M&stock=in&sort=name");
  expect(selectionQuery(without(chosen, "stock", "in"))).toBe("colour=kelp&colour=red&size=M&price=2&sort=name");
  expect(selectionQuery(withoutFacets(chosen))).toBe("sort=name");
  expect([isNarrowed(chosen), isNarrowed(withoutFacets(chosen))]).toEqual([true, false]);
});
