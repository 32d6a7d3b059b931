import { getStore } from "../../../db/store.ts";
import { countParts, entriesOfPart } from "../../found/sitemap-parts.ts";
import { sitemapXml, xmlAnswer } from "../../found/sitemap-xml.ts";
import { shopOrigin } from "../../seo.ts";

export const dynamic = "force-dynamic";

export async function GET(_request: Request, { params }: { params: Promise<{ part: string }> }): Promise<Response> {
  const [, number] = /^([1-9]\d{0,3})\.xml$/.exec((await params).part) ?? [];
  const part = Number(number ?? 0);
  const { read } = await getStore();
  if (part < 1 || part > (await countParts(read))) return new Response("no such part\n", { status: 404 });
  return xmlAnswer(sitemapXml(shopOrigin(), await entriesOfPart(read, part)));
}
