import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readCollection } from "../../data.ts";
import { JsonLd } from "../../found/json-ld.tsx";
import { breadcrumbThing } from "../../found/shop-json-ld.ts";
import { Breadcrumbs } from "../../parts/catalogue/breadcrumbs.tsx";
import { PriceStamp } from "../../parts/catalogue/price-stamp.tsx";
import { ShelfHead } from "../../parts/catalogue/shelf-head.tsx";
import { ShelfView } from "../../parts/finding/shelf-view.tsx";
import { queryOf, type SearchParams } from "../../search-params.ts";
import { findable, productCard, shopOrigin } from "../../seo.ts";

export const dynamic = "force-dynamic";

interface Props {
  readonly params: Promise<{ slug: string }>;
  readonly searchParams: Promise<SearchParams>;
}

async function read({ params, searchParams }: Props) {
  const { slug } = await params;
  const query = queryOf(await searchParams);
  return { slug, path: `/collections/${slug}`, query, ...(await readCollection(slug, query)) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { path, query, shelf, page } = await read(props);
  if (!shelf) return {};
  const { name, blurb } = shelf;
  const found = findable({ title: name, description: blurb, path, image: productCard(page?.items[0]?.picture) });
  // Chosen and later pages lead on to their products, but nobody should land in the middle of a shelf.
  return query === "" ? found : { ...found, alternates: {}, robots: { index: false, follow: true } };
}

export default async function CollectionPage(props: Props) {
  const { path, query, shelf, page, priceVersion } = await read(props);
  if (!shelf || !page) notFound();
  const trail = [{ href: path, name: shelf.name }];
  return (
    <div className="frame">
      <PriceStamp version={priceVersion} />
      <JsonLd things={[breadcrumbThing(shopOrigin(), trail)]} />
      <Breadcrumbs trail={trail} />
      <ShelfHead title={shelf.name} blurb={shelf.blurb} />
      <ShelfView path={path} isFirst={!new URLSearchParams(query).has("after")} {...page} />
    </div>
  );
}
