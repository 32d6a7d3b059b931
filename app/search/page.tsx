import type { Metadata } from "next";
import { readSearch } from "../data.ts";
import { PriceStamp } from "../parts/catalogue/price-stamp.tsx";
import { ResultsFrame } from "../parts/search/results-frame.tsx";
import * as strings from "../strings/search.ts";

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
    <>
      <PriceStamp version={priceVersion} />
      <ResultsFrame query={query} note={query ? strings.foundOrNot(items.length) : strings.prompt} cards={items} />
    </>
  );
}
