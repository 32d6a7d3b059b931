import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readCollection } from "../../data.ts";
import { Breadcrumbs } from "../../parts/catalogue/breadcrumbs.tsx";
import { PriceStamp } from "../../parts/catalogue/price-stamp.tsx";
import { ProductGrid } from "../../parts/catalogue/product-grid.tsx";
import { ShelfHead } from "../../parts/catalogue/shelf-head.tsx";
import { findable } from "../../seo.ts";
import { thingCount } from "../../strings/catalogue.ts";

export const dynamic = "force-dynamic";

interface Props {
  readonly params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const { collection } = await readCollection(slug);
  if (!collection) return {};
  return findable({ title: collection.name, description: collection.blurb, path: `/collections/${slug}` });
}

export default async function CollectionPage({ params }: Props) {
  const { slug } = await params;
  const { collection, items, priceVersion } = await readCollection(slug);
  if (!collection) notFound();
  return (
    <div className="frame">
      <PriceStamp version={priceVersion} />
      <Breadcrumbs trail={[{ href: `/collections/${slug}`, name: collection.name }]} />
      <ShelfHead title={collection.name} blurb={collection.blurb} note={thingCount(items.length)} />
      <ProductGrid cards={items} />
    </div>
  );
}
