import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readCategory } from "../../data.ts";
import { JsonLd } from "../../found/json-ld.tsx";
import { breadcrumbThing } from "../../found/shop-json-ld.ts";
import { Breadcrumbs } from "../../parts/catalogue/breadcrumbs.tsx";
import { Pager } from "../../parts/catalogue/pager.tsx";
import { PriceStamp } from "../../parts/catalogue/price-stamp.tsx";
import { ProductGrid } from "../../parts/catalogue/product-grid.tsx";
import { ShelfHead } from "../../parts/catalogue/shelf-head.tsx";
import { categoryCard, findable, shopOrigin } from "../../seo.ts";
import { emptyCategory, thingCount } from "../../strings/catalogue.ts";

export const dynamic = "force-dynamic";

interface Props {
  readonly params: Promise<{ slug: string }>;
  readonly searchParams: Promise<{ after?: string | string[] }>;
}

async function read({ params, searchParams }: Props) {
  const { slug } = await params;
  const { after } = await searchParams;
  const cursor = typeof after === "string" ? after : undefined;
  return { slug, cursor, ...(await readCategory(slug, cursor)) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { slug, category, cursor } = await read(props);
  if (!category) return {};
  const { name, blurb } = category;
  const found = findable({
    title: name,
    description: blurb,
    path: `/category/${slug}`,
    image: categoryCard(slug, name),
  });
  // Later pages lead on to their products, but nobody should land in the middle of a shelf.
  return cursor === undefined ? found : { ...found, alternates: {}, robots: { index: false, follow: true } };
}

export default async function CategoryPage(props: Props) {
  const { slug, cursor, category, items, nextCursor, priceVersion } = await read(props);
  if (!category) notFound();
  const path = `/category/${slug}`;
  const trail = [{ href: path, name: category.name }];
  return (
    <div className="frame">
      <PriceStamp version={priceVersion} />
      <JsonLd things={[breadcrumbThing(shopOrigin(), trail)]} />
      <Breadcrumbs trail={trail} />
      <ShelfHead title={category.name} blurb={category.blurb} note={thingCount(category.count)} />
      {items.length > 0 ? <ProductGrid cards={items} /> : <p>{emptyCategory}</p>}
      <Pager path={path} isFirst={cursor === undefined} nextCursor={nextCursor} />
    </div>
  );
}
