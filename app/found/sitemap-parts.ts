import { listCategories, listCollections } from "../../db/queries/catalogue.ts";
import { countProducts, listProductAddresses } from "../../db/queries/sitemap.ts";
import type { Db } from "../../db/store.ts";
import type { SitemapEntry } from "./sitemap-xml.ts";

/** Products in one file: well inside the protocol's 50,000, and quick to make and to read. */
export const PRODUCTS_PER_PART = 2_500;

const HOUSE = ["/", "/about", "/delivery", "/returns", "/privacy"];

/** Into how many parts the sitemap of this shop falls; at least one. */
export async function countParts(db: Db): Promise<number> {
  return Math.max(1, Math.ceil((await countProducts(db)) / PRODUCTS_PER_PART));
}

async function shelves(db: Db): Promise<SitemapEntry[]> {
  const [categories, collections] = [await listCategories(db), await listCollections(db)];
  // Nothing records when a shelf or a house page changed, and a made-up date teaches crawlers to ignore all dates.
  return [
    ...HOUSE.map((path) => ({ path })),
    ...categories.map(({ slug }) => ({ path: `/category/${slug}` })),
    ...collections.map(({ slug }) => ({ path: `/collections/${slug}` })),
  ];
}

/** The pages of one part, counted from 1: the first also has the house pages and shelves. */
export async function entriesOfPart(db: Db, part: number): Promise<SitemapEntry[]> {
  const first = (part - 1) * PRODUCTS_PER_PART;
  const products = await listProductAddresses(db, first, first + PRODUCTS_PER_PART);
  const addresses = products.map(({ slug, repricedAt }) => ({ path: `/product/${slug}`, changedAt: repricedAt }));
  return part === 1 ? [...(await shelves(db)), ...addresses] : addresses;
}
