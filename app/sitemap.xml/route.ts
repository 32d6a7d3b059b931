import { getStore } from "../../db/store.ts";
import { countParts, entriesOfPart } from "../found/sitemap-parts.ts";
import { sitemapIndexXml, sitemapXml, xmlAnswer } from "../found/sitemap-xml.ts";
import { shopOrigin } from "../seo.ts";

export const dynamic = "force-dynamic";

/** The sitemap itself while one file holds it, the index of its parts in a larger shop. */
export async function GET(): Promise<Response> {
  const { read } = await getStore();
  const parts = await countParts(read);
  if (parts === 1) return xmlAnswer(sitemapXml(shopOrigin(), await entriesOfPart(read, 1)));
  const paths = Array.from({ length: parts }, (_, index) => ({ path: `/sitemap/${index + 1}.xml` }));
  return xmlAnswer(sitemapIndexXml(shopOrigin(), paths));
}
