import type { Metadata } from "next";
import { shop } from "../shop.config.ts";
import { readHome } from "./data.ts";
import { JsonLd } from "./found/json-ld.tsx";
import { shopThings } from "./found/shop-json-ld.ts";
import { PriceStamp } from "./parts/catalogue/price-stamp.tsx";
import { Hero } from "./parts/home/hero.tsx";
import { Ledger } from "./parts/home/ledger.tsx";
import { Promises } from "./parts/home/promises.tsx";
import { Shelves } from "./parts/home/shelves.tsx";
import { Story } from "./parts/home/story.tsx";
import { RecentlyViewed } from "./parts/viewed/recently-viewed.tsx";
import { findable, shopOrigin } from "./seo.ts";
import { homeTitle } from "./strings/metadata.ts";

export const dynamic = "force-dynamic";

export function generateMetadata(): Metadata {
  const found = findable({ title: homeTitle, description: shop.description, path: "/" });
  return { ...found, title: { absolute: homeTitle } };
}

export default async function HomePage() {
  const { priceVersion, categories, story, ledger } = await readHome();
  return (
    <>
      <PriceStamp version={priceVersion} />
      <JsonLd things={shopThings(shopOrigin())} />
      <Hero />
      <Shelves categories={categories} />
      {story ? <Story {...story} /> : null}
      {ledger ? <Ledger {...ledger} /> : null}
      <Promises />
      <div className="frame">
        <RecentlyViewed />
      </div>
    </>
  );
}
