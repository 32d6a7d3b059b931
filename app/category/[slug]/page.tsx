import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readCategory } from "../../data.ts";
import { Breadcrumbs } from "../../parts/catalogue/breadcrumbs.tsx";
import { Pager } from "../../parts/catalogue/pager.tsx";
import { PriceStamp } from "../../parts/catalogue/price-stamp.tsx";
import { ProductGrid } from "../../parts/catalogue/product-grid.tsx";
import { ShelfHead } from "../../parts/catalogue/shelf-head.tsx";
import { findable } from "../../seo.ts";
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
  const { slug, category } = await read(props);
  if (!category) return {};
  return findable({ title: category.name, description: category.blurb, path: `/category/${slug}` });
}

export default async function CategoryPage(props: Props) {
  const { slug, cursor, category, items, nextCursor, priceVersion } = await read(props);
  if (!category) notFound();
  const path = `/category/${slug}`;
  return (
    <div className="frame">
      <PriceStamp version={priceVersion} />
      <Breadcrumbs trail={[{ href: path, name: category.name }]} />
      <ShelfHead title={category.name} blurb={category.blurb} note={thingCount(category.count)} />
      {items.length > 0 ? <ProductGrid cards={items} /> : <p>{emptyCategory}</p>}
      <Pager path={path} isFirst={cursor === undefined} nextCursor={nextCursor} />
    </div>
  );
}
