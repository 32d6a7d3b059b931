import type { CatalogueSnapshot } from "../protocol/snapshot.ts";

export interface Errand {
  readonly kind: "page" | "picture" | "payload";
  readonly path: string;
}

/** Pages of the shop that are not goods; the least important. */
const HOUSE = ["/delivery", "/returns", "/about", "/privacy"];

/**
 * Everything to be warmed, the most important first: the ways in, the goods, their small pictures, the house; then the
 * payloads of the shop's pages, which spare a click the loading of a document.
 */
export function errandsOf(snapshot: CatalogueSnapshot): Errand[] {
  const documents = documentsOf(snapshot);
  const shop = documents.filter(({ kind, path }) => kind === "page" && !HOUSE.includes(path));
  return [...documents, ...shop.map(({ path }): Errand => ({ kind: "payload", path }))];
}

function documentsOf({ categories, collections, products }: CatalogueSnapshot): Errand[] {
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
