import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue } from "./catalogue.ts";
import { largeCatalogue } from "./large.ts";
import { AVIF_WIDTHS, PICTURE_WIDTHS, type SeedCatalogue } from "./types.ts";

const publicDir = join(import.meta.dirname, "../../public");

const repeated = (values: readonly string[]): string[] => values.filter((value, at) => values.indexOf(value) !== at);
const isUnique = (values: readonly string[]) => new Set(values).size === values.length;

/** Every reference in a catalogue that leads nowhere. */
function loose({ categories, collections, products }: SeedCatalogue): string[] {
  const slugs = new Set(products.map((product) => product.slug));
  const shelves = new Set(categories.map((category) => category.slug));
  const wanted = [
    ...categories.map((category) => category.cover),
    ...collections.flatMap((collection) => collection.products),
    ...products.flatMap((product) => product.related),
  ];
  return [
    ...wanted.filter((slug) => !slugs.has(slug)),
    ...products.filter((product) => !shelves.has(product.category)).map((product) => product.category),
  ];
}

describe("the catalogue", () => {
  const variants = catalogue.products.flatMap((product) => product.variants);

  it("has at least sixty products in seven categories and four collections", () => {
    expect(catalogue.products.length).toBeGreaterThanOrEqual(60);
    expect(new Set(catalogue.products.map((product) => product.category)).size).toBeGreaterThanOrEqual(7);
    expect(catalogue.collections.length).toBeGreaterThanOrEqual(4);
  });

  it("names nothing twice", () => {
    expect(repeated(catalogue.products.map((product) => product.slug))).toEqual([]);
    expect(repeated(catalogue.products.map((product) => product.name))).toEqual([]);
    expect(repeated(variants.map((variant) => variant.sku))).toEqual([]);
  });

  it("refers only to what exists", () => {
    expect(loose(catalogue)).toEqual([]);
    for (const product of catalogue.products) expect(product.related).not.toContain(product.slug);
  });

  it("gives every variant a readable number, a colour and a size of its product", () => {
    for (const product of catalogue.products) {
      const colours = product.colours.map((colour) => colour.code);
      expect(product.variants).toHaveLength(colours.length * Math.max(1, product.sizes.length));
      for (const variant of product.variants) {
        expect(variant.sku).toMatch(/^[A-Z0-9-]{4,24}$/);
        expect(colours).toContain(variant.colour);
        expect(product.sizes.length === 0 ? [undefined] : product.sizes).toContain(variant.size);
      }
    }
  });

  it("prices every variant in three currencies, in whole minor units", () => {
    for (const { sku, prices } of variants)
      for (const amount of [prices.EUR, prices.GBP, prices.JPY])
        expect(Number.isInteger(amount) && amount > 0, sku).toBe(true);
  });

  it("has plenty of its first product, some goods low and some sold out", () => {
    expect(Math.min(...(catalogue.products[0]?.variants ?? []).map((variant) => variant.stock))).toBeGreaterThanOrEqual(
      200,
    );
    expect(variants.some((variant) => variant.stock === 0)).toBe(true);
    expect(variants.some((variant) => variant.stock > 0 && variant.stock <= 3)).toBe(true);
  });

  it("says enough about each product, and keeps taglines short", () => {
    for (const product of catalogue.products) {
      expect(product.tagline.length, product.slug).toBeLessThanOrEqual(80);
      expect(product.description.length, product.slug).toBeGreaterThanOrEqual(2);
      for (const text of [product.materials, product.care, product.origin]) expect(text, product.slug).not.toBe("");
    }
  });

  it("shows every colour from two sides or more, and every picture is there in all widths", () => {
    const missing: string[] = [];
    for (const product of catalogue.products) {
      for (const colour of product.colours)
        expect(product.pictures.filter((picture) => picture.colour === colour.code).length).toBeGreaterThanOrEqual(2);
      for (const { base } of product.pictures)
        for (const file of [
          ...PICTURE_WIDTHS.map((w) => `${base}-${w}.webp`),
          ...AVIF_WIDTHS.map((w) => `${base}-${w}.avif`),
        ])
          if (!existsSync(join(publicDir, file))) missing.push(file);
    }
    expect(missing).toEqual([]);
  });
});

describe("the large catalogue", () => {
  it("is the same on every run", () => {
    expect(largeCatalogue(300)).toEqual(largeCatalogue(300));
  });

  it("holds ten thousand products, none named twice, all references sound", () => {
    const large = largeCatalogue();
    expect(large.products).toHaveLength(10_000);
    expect(isUnique(large.products.map((product) => product.slug))).toBe(true);
    expect(isUnique(large.products.map((product) => product.name))).toBe(true);
    const skus = large.products.flatMap((product) => product.variants.map((variant) => variant.sku));
    expect(isUnique(skus)).toBe(true);
    expect(skus.every((sku) => /^[A-Z0-9-]{4,24}$/.test(sku))).toBe(true);
    expect(loose(large)).toEqual([]);
    expect(large.products.every((product) => product.tagline.length <= 80)).toBe(true);
  });
});
