import { readHome } from "./data.ts";
import { PriceStamp } from "./parts/catalogue/price-stamp.tsx";
import { Hero } from "./parts/home/hero.tsx";
import { Ledger } from "./parts/home/ledger.tsx";
import { Promises } from "./parts/home/promises.tsx";
import { Shelves } from "./parts/home/shelves.tsx";
import { Story } from "./parts/home/story.tsx";

export const dynamic = "force-dynamic";

export default async function HomePage() {
  const { priceVersion, categories, story, ledger } = await readHome();
  return (
    <>
      <PriceStamp version={priceVersion} />
      <Hero />
      <Shelves categories={categories} />
      {story ? <Story {...story} /> : null}
      {ledger ? <Ledger {...ledger} /> : null}
      <Promises />
    </>
  );
}
