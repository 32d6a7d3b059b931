import MiniSearch from "minisearch";
import { listSearchEntries } from "../db/queries/catalogue.ts";
import type { Db } from "../db/store.ts";

const FRESH_MS = 60_000;
const MOST_HITS = 48;

export type FindSlugs = (db: Db, query: string) => Promise<readonly string[]>;

/**
 * Finds products by words, beginnings of words and words with a typo, the best first. The index is made at first use
 * and again when it is older than a minute, so that a changed catalogue is found without a restart.
 */
export function searchIndex(now: () => number): FindSlugs {
  let made: { readonly at: number; readonly index: Promise<MiniSearch> } | null = null;
  return async (db, query) => {
    if (made === null || now() - made.at > FRESH_MS) {
      const index = build(db);
      made = { at: now(), index };
      index.catch(() => {
        made = null;
      });
    }
    return (await made.index)
      .search(query)
      .slice(0, MOST_HITS)
      .map((hit) => String(hit.id));
  };
}

async function build(db: Db): Promise<MiniSearch> {
  const entries = await listSearchEntries(db);
  const index = new MiniSearch({
    idField: "slug",
    fields: ["name", "tagline", "category", "colours", "materials"],
    searchOptions: {
      boost: { name: 4, category: 2, tagline: 2 },
      prefix: (term) => term.length > 1,
      fuzzy: (term) => (term.length > 3 ? 0.25 : false),
      combineWith: "AND",
    },
  });
  index.addAll(entries);
  return index;
}
