import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readCollection } from "../../data.ts";
import { JsonLd } from "../../found/json-ld.tsx";
import { breadcrumbThing } from "../../found/shop-json-ld.ts";
import { Breadcrumbs } from "../../parts/catalogue/breadcrumbs.tsx";
import { PriceStamp } from "../../parts/catalogue/price-stamp.tsx";
import { ProductGrid } from "../../parts/catalogue/product-grid.tsx";
import { ShelfHead } from "../../parts/catalogue/shelf-head.tsx";
import { findable, productCard, shopOrigin } from "../../seo.ts";
import { thingCount } from "../../strings/catalogue.ts";

export const dynamic = "force-dynamic";

interface Props {
  readonly params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const { collection, items } = await readCollection(slug);
  if (!collection) return {};
  const { name, blurb } = collection;
  const image = productCard(items[0]?.picture);
  return findable({ title: name, description: blurb, path: `/collections/${slug}`, image });
}

export default async function CollectionPage({ params }: Props) {
  const { slug } = await params;
  const { collection, items, priceVersion } = await readCollection(slug);
  if (!collection) notFound();
  const trail = [{ href: `/collections/${slug}`, name: collection.name }];
  return (
    <div className="frame">
      <PriceStamp version={priceVersion} />
      <JsonLd things={[breadcrumbThing(shopOrigin(), trail)]} />
      <Breadcrumbs trail={trail} />
      <ShelfHead title={collection.name} blurb={collection.blurb} note={thingCount(items.length)} />
      <ProductGrid cards={items} />
    </div>
  );
}
