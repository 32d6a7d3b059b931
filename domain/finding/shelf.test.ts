import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SORTS } from "../../protocol/finding.ts";
import { bandOf, priceBands } from "./price-bands.ts";
import { NOTHING_CHOSEN, type Selection } from "./selection.ts";
import { fittingProducts, inOrder, type Place, pageOf, type ShelvedProduct, tally } from "./shelf.ts";

const COLOURS = ["kelp", "red", "slate"];
const SIZES = ["S", "M", "12 L"];
const SEED = { seed: 20_261, numRuns: 300 };

const variant = fc.record({
  colour: fc.constantFrom(...COLOURS),
  size: fc.constantFrom(...SIZES, null),
  // Around the ends of the bands, and twice the same often enough.
  amount: fc.constantFrom(0, 2499, 2500, 4999, 5000, 19_999, 20_000, 99_999),
});

const shelf: fc.Arbitrary<ShelvedProduct[]> = fc
  .array(
    fc.record({ name: fc.constantFrom("Anchor", "Bell", "Cleat"), variants: fc.array(variant, { minLength: 1 }) }),
    {
      maxLength: 12,
    },
  )
  .map((drafts) =>
    drafts.map(({ name, variants }, product) => ({
      slug: `product-${product}`,
      name,
      // Gaps, as a collection with a vanished product has them.
      position: product * 3,
      variants: variants.map((draft, index) => ({ ...draft, sku: `${product}-${index}` })),
    })),
  );

const selection: fc.Arbitrary<Selection> = fc.record({
  colours: fc.uniqueArray(fc.constantFrom(...COLOURS, "no-such"), { maxLength: 2 }),
  sizes: fc.uniqueArray(fc.constantFrom(...SIZES), { maxLength: 2 }),
  prices: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 2 }),
  inStock: fc.boolean(),
  sort: fc.constantFrom(...SORTS),
  currency: fc.constant("EUR" as const),
});

const soldOutOf = (products: readonly ShelvedProduct[], every: number) =>
  new Set(products.flatMap(({ variants }) => variants.filter((_, index) => index % every === 0).map(({ sku }) => sku)));

/** The slow and plain meaning of a shelf: try each variant of each product. */
function slugsThatFit(products: readonly ShelvedProduct[], chosen: Selection, soldOut: Set<string>): string[] {
  const slugs: string[] = [];
  for (const product of products) {
    for (const one of product.variants) {
      if (chosen.colours.length > 0 && !chosen.colours.includes(one.colour)) continue;
      if (chosen.sizes.length > 0 && (one.size === null || !chosen.sizes.includes(one.size))) continue;
      if (chosen.prices.length > 0 && !chosen.prices.includes(bandOf(one.amount, "EUR"))) continue;
      if (chosen.inStock && soldOut.has(one.sku)) continue;
      slugs.push(product.slug);
      break;
    }
  }
  return slugs;
}

describe("facets", () => {
  test("count for each value what choosing it alone in its facet would show", () => {
    fc.assert(
      fc.property(shelf, selection, fc.integer({ min: 1, max: 4 }), (products, chosen, every) => {
        const soldOut = soldOutOf(products, every);
        const count = (change: Partial<Selection>) => slugsThatFit(products, { ...chosen, ...change }, soldOut).length;
        const tallies = tally(products, chosen, soldOut);
        expect(tallies.shelved).toBe(products.length);
        expect(tallies.found).toBe(count({}));
        expect(tallies.inStock).toBe(count({ inStock: true }));
        for (const [colour, found] of tallies.colours) expect(found).toBe(count({ colours: [colour] }));
        for (const [size, found] of tallies.sizes) expect(found).toBe(count({ sizes: [size] }));
        for (const [band, found] of tallies.prices) expect(found).toBe(count({ prices: [band] }));
        const variants = products.flatMap((product) => product.variants);
        expect(new Set(tallies.colours.keys())).toEqual(new Set(variants.map(({ colour }) => colour)));
        expect(new Set(tallies.sizes.keys())).toEqual(new Set(variants.flatMap(({ size }) => size ?? [])));
      }),
      SEED,
    );
  });

  test("list sizes from small to large and bands from cheap to dear", () => {
    const products = [
      { sku: "a", colour: "red", size: "12 L", amount: 30_000 },
      { sku: "b", colour: "red", size: "5 L", amount: 100 },
      { sku: "c", colour: "red", size: "XL", amount: 100 },
      { sku: "d", colour: "red", size: "S", amount: 3000 },
    ].map((one, position) => ({ slug: one.sku, name: one.sku, position, variants: [one] }));
    const { sizes, prices } = tally(products, NOTHING_CHOSEN, new Set());
    expect([...sizes.keys()]).toEqual(["S", "XL", "5 L", "12 L"]);
    expect([...prices.keys()]).toEqual([1, 2, 5]);
  });
});

describe("paging", () => {
  test("visits every product that fits exactly once, in order, under every sort and filter", () => {
    fc.assert(
      fc.property(shelf, selection, fc.integer({ min: 1, max: 5 }), (products, chosen, limit) => {
        const soldOut = soldOutOf(products, 3);
        const fitting = fittingProducts(products, chosen, soldOut);
        const seen: ShelvedProduct[] = [];
        let place: Place | null = null;
        do {
          const page: ReturnType<typeof pageOf<ShelvedProduct>> = pageOf(
            inOrder(fitting, chosen.sort),
            chosen.sort,
            place,
            limit,
          );
          seen.push(...page.items);
          place = page.next;
        } while (place !== null);
        expect(seen.map(({ slug }) => slug).toSorted()).toEqual(slugsThatFit(products, chosen, soldOut).toSorted());
        for (const [index, product] of seen.entries()) {
          const next = seen[index + 1];
          if (next) expect(comesFirst(product, next, chosen.sort)).toBe(true);
        }
      }),
      SEED,
    );
  });

  test("neither repeats nor skips a product when others come and go between two pages", () => {
    const product = (name: string, position: number) => ({
      slug: name,
      name,
      position,
      variants: [{ sku: name, colour: "red", size: null, amount: 100 * position }],
    });
    const before = [product("b", 2), product("d", 4), product("f", 6), product("h", 8)];
    const { items, next } = pageOf(inOrder(before, "name"), "name", null, 2);
    const meanwhile = [product("a", 1), product("d", 4), product("f", 6), product("g", 7), product("h", 8)];
    const rest = pageOf(inOrder(meanwhile, "name"), "name", next, 9);
    expect([...items, ...rest.items].map(({ name }) => name)).toEqual(["b", "d", "f", "g", "h"]);
  });
});

function comesFirst(one: ShelvedProduct, other: ShelvedProduct, sort: Selection["sort"]): boolean {
  const lowest = ({ variants }: ShelvedProduct) => Math.min(...variants.map(({ amount }) => amount));
  if (sort === "name" && one.name !== other.name) return one.name < other.name;
  if (sort === "price-up" && lowest(one) !== lowest(other)) return lowest(one) < lowest(other);
  if (sort === "price-down" && lowest(one) !== lowest(other)) return lowest(one) > lowest(other);
  return one.position < other.position;
}

test("every price is in exactly one band of every currency", () => {
  for (const currency of ["EUR", "GBP", "JPY"] as const) {
    const bands = priceBands(currency);
    for (const amount of [0, 1, ...bands.flatMap(({ from }) => [from, from - 1, from + 1])].filter((one) => one >= 0)) {
      const holding = bands.filter(({ from, below }) => amount >= from && (below === null || amount < below));
      expect(holding.map(({ band }) => band)).toEqual([bandOf(amount, currency)]);
    }
  }
});
