import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readProduct } from "../../data.ts";
import { JsonLd } from "../../found/json-ld.tsx";
import { productThing } from "../../found/product-json-ld.ts";
import { breadcrumbThing } from "../../found/shop-json-ld.ts";
import { Breadcrumbs } from "../../parts/catalogue/breadcrumbs.tsx";
import { madeAt, PriceStamp } from "../../parts/catalogue/price-stamp.tsx";
import { ProductGrid } from "../../parts/catalogue/product-grid.tsx";
import { TideLine } from "../../parts/chrome/tide-line.tsx";
import { Facts } from "../../parts/product/facts.tsx";
import { ProductStage } from "../../parts/product/product-stage.tsx";
import { TapRecorder } from "../../parts/product/tap-recorder.tsx";
import { VariantLinks } from "../../parts/product/variant-links.tsx";
import { RecentlyViewed } from "../../parts/viewed/recently-viewed.tsx";
import { RememberViewed } from "../../parts/viewed/remember-viewed.tsx";
import { findable, productCard, shopOrigin } from "../../seo.ts";
import { related } from "../../strings/product.ts";
import styles from "./page.module.css";

export const dynamic = "force-dynamic";

interface Props {
  readonly params: Promise<{ slug: string }>;
  readonly searchParams: Promise<{ variant?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const { product } = await readProduct(slug);
  if (!product) return {};
  return findable({
    title: product.name,
    description: [product.tagline, ...product.description].join(" "),
    path: `/product/${slug}`,
    image: productCard(product.pictures[0]),
  });
}

export default async function ProductPage({ params, searchParams }: Props) {
  const { slug } = await params;
  const { variant } = await searchParams;
  const { product, priceVersion } = await readProduct(slug);
  if (!product) notFound();
  const { name, tagline, category, colours, sizes, variants, pictures } = product;
  const trail = [{ href: `/category/${category.slug}`, name: category.name }];
  return (
    <div className="frame">
      <PriceStamp version={priceVersion} />
      <JsonLd
        things={[
          productThing(product, shopOrigin()),
          breadcrumbThing(shopOrigin(), [...trail, { href: `/product/${slug}`, name }]),
        ]}
      />
      <Breadcrumbs trail={trail} />
      <article>
        <TapRecorder />
        <ProductStage
          product={{ slug, name, colours, sizes, variants, pictures }}
          asked={typeof variant === "string" ? variant : undefined}
          priceVersion={priceVersion}
          at={madeAt()}
          heading={
            <div className={styles.heading}>
              <h1 className={styles.name}>{name}</h1>
              <p className={styles.tagline}>{tagline}</p>
            </div>
          }
        >
          <VariantLinks product={product} />
        </ProductStage>
        <Facts product={product} />
      </article>
      {product.related.length > 0 ? (
        <section className={styles.related} aria-labelledby="related">
          <TideLine />
          <h2 id="related">{related}</h2>
          <ProductGrid cards={product.related} heading="h3" eager={false} />
        </section>
      ) : null}
      <RememberViewed slug={slug} name={name} picture={pictures[0]?.base ?? ""} />
      <RecentlyViewed without={slug} />
    </div>
  );
}
