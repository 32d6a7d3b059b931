import type { ProductCard } from "../../protocol/catalogue.ts";
import { CURRENCIES } from "../../protocol/money.ts";
import type { CatalogueSnapshot, SnapshotProduct } from "../../protocol/snapshot.ts";
import type { SearchDocument } from "./search-index.ts";

/** What the shop needs to know to be packed. */
export interface WholeShop {
  readonly priceVersion: number;
  readonly categories: readonly { readonly slug: string; readonly name: string }[];
  readonly collections: readonly { readonly slug: string; readonly name: string }[];
  readonly cards: readonly ProductCard[];
  readonly materials: ReadonlyMap<string, string>;
}

/** Packs the shop: colours are named once, prices are bare numbers. */
export function packSnapshot({
  priceVersion,
  categories,
  collections,
  cards,
  materials,
}: WholeShop): CatalogueSnapshot {
  const colours = new Map(cards.flatMap((card) => card.colours.map((colour) => [colour.code, colour])));
  const pairs = (list: WholeShop["categories"]): [string, string][] => list.map(({ slug, name }) => [slug, name]);
  return {
    priceVersion,
    complete: true,
    currencies: [...CURRENCIES],
    categories: pairs(categories),
    collections: pairs(collections),
    colours: [...colours.values()].map(({ code, name, swatch }) => [code, name, swatch]),
    products: cards.map(({ slug, name, tagline, category, priceVaries, soldOut, ...card }) => ({
      slug,
      name,
      tagline,
      category,
      materials: materials.get(slug) ?? "",
      colours: card.colours.map(({ code }) => code),
      from: CURRENCIES.map((currency) => card.from.find((price) => price.currency === currency)?.amount ?? 0),
      priceVaries,
      soldOut,
      picture: [card.picture.base, card.picture.alt],
    })),
  };
}

/** What is sent instead of a snapshot that would be too large. */
export function emptySnapshot(priceVersion: number): CatalogueSnapshot {
  return { priceVersion, complete: false, currencies: [], categories: [], collections: [], colours: [], products: [] };
}

/** The product as a list shows it; its prices are those of the snapshot's version. */
export function cardOf(snapshot: CatalogueSnapshot, product: SnapshotProduct): ProductCard {
  const { slug, name, tagline, category, priceVaries, soldOut, picture } = product;
  const [base, alt] = picture;
  const colours = new Map(snapshot.colours.map(([code, title, swatch]) => [code, { code, name: title, swatch }]));
  const [colour = "", view = ""] = base.slice(base.lastIndexOf("/") + 1).split(/-(?=[^-]*$)/);
  return {
    slug,
    name,
    tagline,
    category,
    priceVaries,
    soldOut,
    from: CURRENCIES.flatMap((currency) => {
      const amount = product.from[snapshot.currencies.indexOf(currency)];
      return amount === undefined ? [] : [{ currency, amount }];
    }),
    picture: { base, alt, colour, view },
    colours: product.colours.flatMap((code) => colours.get(code) ?? []),
  };
}

/** The snapshot's products as search sees them. */
export function documentsOf({ categories, colours, products }: CatalogueSnapshot): SearchDocument[] {
  const categoryNames = new Map(categories);
  const colourNames = new Map(colours.map(([code, name]) => [code, name]));
  return products.map(({ slug, name, tagline, category, materials, ...product }) => ({
    slug,
    name,
    tagline,
    category: categoryNames.get(category) ?? category,
    colours: product.colours.map((code) => colourNames.get(code) ?? code).join(" "),
    materials,
  }));
}
