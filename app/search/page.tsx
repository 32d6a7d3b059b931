import type { Metadata } from "next";
import { readSearch } from "../data.ts";
import { PriceStamp } from "../parts/catalogue/price-stamp.tsx";
import { ProductGrid } from "../parts/catalogue/product-grid.tsx";
import { ShelfList } from "../parts/catalogue/shelf-list.tsx";
import { SearchForm } from "../parts/chrome/search-form.tsx";
import { TideLine } from "../parts/chrome/tide-line.tsx";
import * as strings from "../strings/search.ts";
import styles from "./page.module.css";

export const dynamic = "force-dynamic";

const LONGEST_QUERY = 80;

interface Props {
  readonly searchParams: Promise<{ q?: string | string[] }>;
}

async function queryOf({ searchParams }: Props): Promise<string> {
  const { q } = await searchParams;
  return typeof q === "string" ? q.trim().slice(0, LONGEST_QUERY) : "";
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const query = await queryOf(props);
  return { title: query ? strings.resultsFor(query) : strings.title, robots: { index: false, follow: true } };
}

export default async function SearchPage(props: Props) {
  const query = await queryOf(props);
  const { items, priceVersion } = await readSearch(query);
  return (
    <div className={`frame ${styles.search}`}>
      <PriceStamp version={priceVersion} />
      <h1 className={styles.title}>{query ? strings.resultsFor(query) : strings.title}</h1>
      <SearchForm id="page-search" query={query} />
      <p className={styles.note}>{query ? strings.found(items.length) : strings.prompt}</p>
      <TideLine />
      {items.length > 0 ? <ProductGrid cards={items} /> : null}
      {query && items.length === 0 ? <p>{strings.nothing}</p> : null}
      {items.length === 0 ? <ShelfList label={strings.shelves} /> : null}
    </div>
  );
}
