import type { CatalogueSnapshot } from "../protocol/snapshot.ts";

export interface Errand {
  readonly kind: "page" | "picture";
  readonly path: string;
}

/** Pages of the shop that are not goods; the least important. */
const HOUSE = ["/delivery", "/returns", "/about", "/privacy"];

/** Everything to be warmed, the most important first: the ways in, the goods, their small pictures, the house. */
export function errandsOf({ categories, collections, products }: CatalogueSnapshot): Errand[] {
  const page = (path: string): Errand => ({ kind: "page", path });
  return [
    page("/"),
    ...categories.map(([slug]) => page(`/category/${slug}`)),
    ...products.flatMap(({ slug, picture: [base] }): Errand[] => [
      page(`/product/${slug}`),
      { kind: "picture", path: `${base}-320.avif` },
    ]),
    ...collections.map(([slug]) => page(`/collections/${slug}`)),
    ...HOUSE.map(page),
  ];
}
