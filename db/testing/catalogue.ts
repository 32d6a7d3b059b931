import type { SeedCatalogue, SeedProduct } from "../seed/types.ts";

/** Units of every variant at the start. */
export const TEST_STOCK = 10;

/** A shop small enough to reason about: three products, five variants. */
export const testCatalogue: SeedCatalogue = {
  categories: [
    { slug: "lamps", name: "Lamps", blurb: "Light that stays on.", cover: "deck-lamp" },
    { slug: "rope", name: "Rope", blurb: "Holds.", cover: "bow-line" },
  ],
  collections: [{ slug: "gifts", name: "Gifts", blurb: "Small things.", products: ["bow-line", "deck-lamp"] }],
  products: [
    productOf("deck-lamp", "lamps", ["bow-line", "table-lamp"], {
      colours: ["brass", "black"],
      variants: [
        ["LAMP-BRASS", "brass", 4500],
        ["LAMP-BLACK", "black", 4000],
      ],
    }),
    productOf("table-lamp", "lamps", [], { colours: ["white"], variants: [["TABLE-WHITE", "white", 9000]] }),
    productOf("bow-line", "rope", [], {
      colours: ["natural"],
      sizes: ["10 m", "20 m"],
      variants: [
        ["ROPE-10", "natural", 1500, "10 m"],
        ["ROPE-20", "natural", 2500, "20 m"],
      ],
    }),
  ],
};

export const TEST_SKUS = ["LAMP-BRASS", "LAMP-BLACK", "TABLE-WHITE", "ROPE-10", "ROPE-20"] as const;

interface Shape {
  readonly colours: readonly string[];
  readonly sizes?: readonly string[];
  readonly variants: readonly (readonly [sku: string, colour: string, euroCents: number, size?: string])[];
}

function productOf(slug: string, category: string, related: readonly string[], shape: Shape): SeedProduct {
  const { colours, sizes = [], variants } = shape;
  return {
    slug,
    name: `The ${slug}`,
    category,
    tagline: `A ${slug} for long use.`,
    description: ["First paragraph.", "Second paragraph."],
    materials: "Brass",
    care: "Wipe.",
    origin: "Galway",
    colours: colours.map((code) => ({ code, name: code, swatch: "#112233" })),
    sizes,
    variants: variants.map(([sku, colour, amount, size]) => ({
      sku,
      colour,
      ...(size === undefined ? {} : { size }),
      prices: { EUR: amount, GBP: amount - 500, JPY: amount * 2 },
      stock: TEST_STOCK,
    })),
    pictures: colours.map((colour) => ({
      colour,
      view: "front",
      base: `/media/${slug}/${colour}-front`,
      alt: `The ${slug} in ${colour}`,
    })),
    related,
  };
}
