import { usualStock } from "./catalogue/define.ts";
import { artworkPool, kind, place, things } from "./catalogue/grammar.ts";
import { catalogue } from "./catalogue.ts";
import type { SeedCatalogue, SeedProduct, SeedVariant } from "./types.ts";

/** mulberry32: a few lines are enough to be the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const slugOf = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/[^\w\s-]/g, "")
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, "-");

/** Whole prices near a pattern's, in steps that look like a shop's: the same product costs about the same everywhere. */
function priced(pattern: SeedVariant, factor: number): SeedVariant["prices"] {
  const whole = (minor: number, step: number) => Math.max(step, Math.round((minor * factor) / step) * step);
  return {
    EUR: whole(pattern.prices.EUR, 100),
    GBP: whole(pattern.prices.GBP, 100),
    JPY: whole(pattern.prices.JPY, 100),
  };
}

function productAt(index: number, random: () => number, taken: Set<string>): SeedProduct {
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)];
    if (found === undefined) throw new Error("The grammar has an empty list");
    return found;
  };
  const pattern = pick(artworkPool(catalogue));
  const thing = pick(things[pattern.slug] ?? [pattern.name.toLowerCase()]);
  const where = pick(place);
  const sort = random() < 0.6 ? `${pick(kind)} ` : "";
  const name = `${where} ${sort}${thing}`;
  // Some names come up again in ten thousand; the later ones are told apart by a number.
  const plain = slugOf(name);
  const number = taken.has(plain) ? index + 1 : undefined;
  const slug = number === undefined ? plain : `${plain}-no-${number}`;
  taken.add(slug);
  const colours = pattern.colours.slice(0, 1 + Math.floor(random() * pattern.colours.length));
  const codes = new Set(colours.map((colour) => colour.code));
  const factor = 0.7 + random() * 0.7;
  const head = `L${(index + 1).toString(36).toUpperCase().padStart(4, "0")}`;
  const variants = pattern.variants
    .filter((variant) => codes.has(variant.colour))
    .map((variant, at): SeedVariant => {
      const sku = `${head}-${String(at + 1).padStart(2, "0")}`;
      return { ...variant, sku, prices: priced(variant, factor), stock: usualStock(sku) };
    });
  return {
    ...pattern,
    slug,
    name: number === undefined ? name : `${name} No. ${number}`,
    tagline: `Our ${sort}${thing}, as they ask for it in ${where}.`,
    description: [`The ${where} pattern of our ${pattern.name.toLowerCase()}.`, ...pattern.description.slice(0, 2)],
    colours,
    variants,
    pictures: pattern.pictures.filter((picture) => codes.has(picture.colour)),
    related: [],
  };
}

/**
 * A catalogue of `count` believable products for trials under load: the same shelves and pictures as the shop's own,
 * with names, prices and stock that are the same on every run. Related products are each one's neighbours.
 */
export function largeCatalogue(count = 10_000): SeedCatalogue {
  const random = seeded(20_260);
  const taken = new Set<string>(catalogue.products.map((product) => product.slug));
  const made = Array.from({ length: count }, (_, index) => productAt(index, random, taken));
  const products = made.map((product, index) => ({
    ...product,
    related: [1, 2, 3]
      .flatMap((step) => made[(index + step) % made.length]?.slug ?? [])
      .filter((s) => s !== product.slug),
  }));
  const firstOf = (category: string) => products.find((product) => product.category === category)?.slug;
  const categories = catalogue.categories.flatMap((category) => {
    const cover = firstOf(category.slug);
    return cover === undefined ? [] : [{ ...category, cover }];
  });
  const collections = catalogue.collections.map((collection, index) => ({
    ...collection,
    products: products.slice(index * 12, index * 12 + 12).map((product) => product.slug),
  }));
  return { categories, collections: collections.filter(({ products: list }) => list.length > 0), products };
}
