import MiniSearch from "minisearch";

/** A product as search sees it, in words. */
export interface SearchDocument {
  readonly slug: string;
  readonly name: string;
  readonly tagline: string;
  /** The category's name. */
  readonly category: string;
  /** Names of the colours, separated by spaces. */
  readonly colours: string;
  readonly materials: string;
}

/** Answers with the slugs of what fits a query, the best first, at most `most`; nothing for a query without words. */
export type FindSlugs = (query: string, most: number) => string[];

/**
 * The one definition of what search finds, on the server and on the device: words, beginnings of words, and words of four
 * letters and more with a quarter of them wrong; every word of a query has to fit.
 */
export function searchIndex(documents: readonly SearchDocument[]): FindSlugs {
  const index = new MiniSearch<SearchDocument>({
    idField: "slug",
    fields: ["name", "tagline", "category", "colours", "materials"],
    searchOptions: {
      boost: { name: 4, category: 2, tagline: 2 },
      prefix: (term) => term.length > 1,
      fuzzy: (term) => (term.length > 3 ? 0.25 : false),
      combineWith: "AND",
    },
  });
  index.addAll(documents);
  return (query, most) =>
    index
      .search(query)
      .slice(0, most)
      .map((hit) => String(hit.id));
}
